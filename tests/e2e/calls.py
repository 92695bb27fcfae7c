"""What a person would do to an entity of each platform, and how they would see that it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

type State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """An action with its data; ``done`` looks at the entity's state afterwards."""

    action: str
    done: Callable[[State], bool]
    data: dict[str, Any] = field(default_factory=dict)


def becomes(*states: str) -> Callable[[State], bool]:
    return lambda state: state["state"] in states


def attribute(name: str, value: Any) -> Callable[[State], bool]:
    return lambda state: state["attributes"].get(name) == value


def can(state: State, feature: int) -> bool:
    return bool(state["attributes"].get("supported_features", 0) & feature)


def turned(domain: str) -> Callable[[State], Call]:
    """On if it is off, off if it is on."""

    def call(state: State) -> Call:
        other = "off" if state["state"] == "on" else "on"
        return Call(f"{domain}.turn_{other}", becomes(other))

    return call


def warmed(domain: str) -> Callable[[State], Call | None]:
    """To its lowest temperature, or its highest if it is there."""

    def call(state: State) -> Call | None:
        attributes = state["attributes"]
        if not can(state, 1) or attributes.get("temperature") is None:
            return None
        wanted = attributes["min_temp" if attributes["temperature"] != attributes["min_temp"] else "max_temp"]
        return Call(f"{domain}.set_temperature", attribute("temperature", wanted), {"temperature": wanted})

    return call


def cover(state: State) -> Call | None:
    if can(state, 4):
        wanted = 40 if state["attributes"].get("current_position") != 40 else 60
        return Call("cover.set_cover_position", attribute("current_position", wanted), {"position": wanted})
    if can(state, 1) and can(state, 2):
        if state["state"] == "closed":
            return Call("cover.open_cover", becomes("opening", "open"))
        return Call("cover.close_cover", becomes("closing", "closed"))
    return None


def lock(state: State) -> Call:
    if state["state"] == "locked":
        return Call("lock.unlock", becomes("unlocking", "unlocked", "open"))
    return Call("lock.lock", becomes("locking", "locked"))


def number(state: State) -> Call:
    attributes = state["attributes"]
    wanted = (
        attributes["max"]
        if float(state["state"] if state["state"] != "unknown" else 0) != attributes["max"]
        else attributes["min"]
    )
    return Call("number.set_value", lambda now: float(now["state"]) == wanted, {"value": wanted})


def select(state: State) -> Call | None:
    others = [option for option in state["attributes"]["options"] if option != state["state"]]
    return Call("select.select_option", becomes(others[0]), {"option": others[0]}) if others else None


def text(state: State) -> Call:
    wanted = "hello" if state["state"] != "hello" else "world"
    return Call("text.set_value", becomes(wanted), {"value": wanted})


def valve(state: State) -> Call:
    if state["state"] == "closed":
        return Call("valve.open_valve", becomes("opening", "open"))
    return Call("valve.close_valve", becomes("closing", "closed"))


def media_player(state: State) -> Call | None:
    if can(state, 4) and state["attributes"].get("volume_level") is not None:
        wanted = 0.25 if state["attributes"]["volume_level"] != 0.25 else 0.5
        return Call("media_player.volume_set", attribute("volume_level", wanted), {"volume_level": wanted})
    return None


def alarm_control_panel(state: State) -> Call | None:
    if state["state"] != "disarmed":
        return Call("alarm_control_panel.alarm_disarm", becomes("disarmed"))
    if can(state, 2) and not state["attributes"].get("code_arm_required"):
        return Call("alarm_control_panel.alarm_arm_away", becomes("arming", "armed_away"))
    return None


CALLS: dict[str, Callable[[State], Call | None]] = {
    "alarm_control_panel": alarm_control_panel,
    "climate": warmed("climate"),
    "cover": cover,
    "fan": turned("fan"),
    "humidifier": turned("humidifier"),
    "lawn_mower": lambda _: Call("lawn_mower.start_mowing", becomes("mowing")),
    "light": turned("light"),
    "lock": lock,
    "media_player": media_player,
    "number": number,
    "select": select,
    "siren": turned("siren"),
    "switch": turned("switch"),
    "text": text,
    "vacuum": lambda _: Call("vacuum.start", becomes("cleaning")),
    "valve": valve,
    "water_heater": warmed("water_heater"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What leaves no trace in a state: the hub itself has heard it, in its own words."""

    entity: str
    """How the entity's id ends."""
    word: str
    """What stands in the virtual hub's log."""
    arguments: dict[str, Any] = field(default_factory=dict)
    """With what, among other things."""


DEEDS: dict[str, dict[str, Deed]] = {
    "homematicip": {"button": Deed("acknowledge_alarm", "home/security/acknowledgeSafetyAlarm")},
    "homey": {
        "button": Deed("energy_socket_press", "devices setCapabilityValue", {"capabilityId": "button", "value": True}),
        "scene": Deed("cosy", "moods setMood"),
    },
    "homeseer": {"button": Deed("zone_1_bypass", "controldevicebyvalue", {"value": "1"})},
    "openmotics": {
        "button": Deed("all_lights_off", "/set_all_lights_off"),
        "scene": Deed("evening", "/do_group_action", {"group_action_id": "1"}),
    },
}
"""One of each hub's buttons, and one of its scenes where it has any."""

PRESSED = {"button": "button.press", "scene": "scene.turn_on"}
"""The actions of platforms that show nothing of what was done."""

ASKED: dict[str, tuple[str, dict[str, Any]]] = {"calendar": ("calendar.get_events", {"duration": {"days": 31}})}
"""Actions that answer, with their data, of platforms that can only be read."""

READ_ONLY = frozenset({"binary_sensor", "calendar", "camera", "event", "image", "sensor", "update", "weather"})
