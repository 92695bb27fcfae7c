"""What can be started: flows as buttons, moods as scenes."""

from __future__ import annotations

from ....model import Button, Feature, Scene, Switch
from .section import CONFIG, Answer, May, asking
from .wire import boolean, items, words


def flows(answer: Answer, may: May, *, trigger: str, update: str, body: str) -> tuple[Feature, ...]:
    """A button for each flow that can be started, paused or not, and a switch where the key may pause flows."""
    features: list[Feature] = []
    for flow_id, flow in items(answer).items():
        name = words(flow.get("name")) or flow_id
        is_enabled = boolean(flow.get("enabled"))
        if flow.get("triggerable") is True and may(trigger):
            features.append(Button(key=f"flow_{flow_id}", name=name, press=asking(trigger, id=flow_id)))
        if may(update):
            features.append(
                Switch(
                    key=f"flow_enabled_{flow_id}",
                    translation_key="flow_enabled",
                    translation_placeholders={"flow": name},
                    category=CONFIG,
                    enabled_by_default=False,
                    is_on=is_enabled,
                    turn_on=asking(update, id=flow_id, **{body: {"enabled": True}}),
                    turn_off=asking(update, id=flow_id, **{body: {"enabled": False}}),
                )
            )
    return tuple(features)


def moods(answer: Answer, may: May) -> tuple[Feature, ...]:
    """A scene for each mood, where the key may set one."""
    if not may("moods.setMood"):
        return ()
    return tuple(
        Scene(
            key=f"mood_{mood_id}",
            name=words(mood.get("name")) or mood_id,
            activate=asking("moods.setMood", id=mood_id),
        )
        for mood_id, mood in items(answer).items()
    )
