"""What our features say, as path and body: the words that the wire gets."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from custom_components.multihub.hubs.homematicip.mapping import channels, groups
from custom_components.multihub.hubs.homematicip.mapping.home import HOME_PARTS, HomeView
from custom_components.multihub.hubs.homematicip.mapping.part import Member, Part
from custom_components.multihub.hubs.homematicip.mapping.readers import Features
from custom_components.multihub.hubs.homematicip.requests import Call, Calls, Timed
from custom_components.multihub.model import Feature

DEVICE = "3014F711A000000000000001"
GROUP = "00000000-0000-0000-0000-000000000001"
INDEX = 3

type Said = list[tuple[str, dict[str, Any]]]


def calls_of(request: Any) -> tuple[Any, ...]:
    """The calls of a request, the one that makes another last included."""
    match request:
        case Calls(calls):
            return calls
        case Timed(call, lasting):
            return (call, lasting)
    return (request,)


def said(request: Any) -> Said:
    """Paths and bodies of a request; what an access authorization may guard has the PIN that the hub adds."""
    calls = calls_of(request)
    found: Said = []
    for call in calls:
        assert isinstance(call, Call)
        body = dict(call.body)
        if call.takes_pin:
            body["authorizationPin"] = call.pin or ""
        found.append((call.path, body))
    return found


def channel_feature(kind: str, key: str, raw: dict[str, Any]) -> Feature:
    """One feature of a channel of a type."""
    decided = channels.CHANNELS[kind]
    assert isinstance(decided, Features)
    part = Part(DEVICE, INDEX, {"functionalChannelType": kind, **raw})
    return next(feature for feature in decided(part) if feature.key == f"{INDEX}_{key}")


def group_feature(kind: str, key: str, raw: dict[str, Any], members: tuple[Member, ...] = ()) -> Feature:
    """One feature of a group of a type."""
    decided = groups.GROUPS[kind]
    assert isinstance(decided, groups.Grouped)
    part = Part(GROUP, 0, {"type": kind, **raw}, members=members, prefix="group")
    return next(feature for feature in decided.features(part) if feature.key == f"group_{key}")


def home_feature(key: str, raw: dict[str, Any], **of_type: tuple[dict[str, Any], ...]) -> Feature:
    """One feature of the home."""
    home = HomeView(
        raw, {kind: {str(number): one for number, one in enumerate(groups)} for kind, groups in of_type.items()}
    )
    features = (feature for part in HOME_PARTS.values() for feature in part.features(home))
    return next(feature for feature in features if feature.key == key)


def says(feature: Feature, command: str, *args: Any, **kwargs: Any) -> Said:
    """What one of a feature's commands says (``turn_on``, ``mode.set``)."""
    return said(attrgetter(command)(feature).request(*args, **kwargs))
