"""Each service of each domain reaches the hub, and what the hub makes of it comes back."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceNotSupported, ServiceValidationError
from homeassistant.helpers import entity_registry as er

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import HubCommandError, HubInputError
from custom_components.multihub.model import Choice, Command
from tests.fifth_hub.house import Become, becomes
from tests.helpers import AddEntry
from tests.memory_hub.house import FEATURES
from tests.memory_hub.words import choice, limits

from .house import plain, put_up, shown

type Row = tuple[str, str, dict[str, Any], dict[str, Any], dict[str, Any]]

SERVICES: list[Row] = [
    # feature, service, what is asked; what the hub has then, what Home Assistant shows then
    ("alarm", "alarm_arm_away", {"code": "12"}, {"state": "armed_away", "changed_by": "12"}, {"state": "armed_away"}),
    ("alarm", "alarm_arm_custom_bypass", {}, {"state": "armed_custom_bypass"}, {"state": "armed_custom_bypass"}),
    ("alarm", "alarm_arm_home", {}, {"state": "armed_home", "changed_by": None}, {"state": "armed_home"}),
    ("alarm", "alarm_arm_night", {}, {"state": "armed_night"}, {"state": "armed_night"}),
    ("alarm", "alarm_arm_vacation", {}, {"state": "armed_vacation"}, {"state": "armed_vacation"}),
    ("alarm", "alarm_disarm", {"code": "1"}, {"changed_by": "1"}, {"state": "disarmed", "changed_by": "1"}),
    ("alarm", "alarm_trigger", {}, {"state": "triggered"}, {"state": "triggered"}),
    ("climate", "set_temperature", {"temperature": 22.5}, {"target": 22.5}, {"temperature": 22.5}),
    (
        "climate",
        "set_temperature",
        {"temperature": 18, "hvac_mode": "auto"},
        {"target": 18, "mode": "auto"},
        {"state": "auto", "temperature": 18},
    ),
    ("climate", "set_hvac_mode", {"hvac_mode": "off"}, {"mode": "off"}, {"state": "off"}),
    ("climate", "set_preset_mode", {"preset_mode": "eco"}, {"preset": "eco"}, {"preset_mode": "eco"}),
    ("climate", "turn_on", {}, {"mode": "heat"}, {"state": "heat"}),
    ("climate", "turn_off", {}, {"mode": "off"}, {"state": "off"}),
    ("cover", "open_cover", {}, {"position": 100}, {"state": "open", "current_position": 100}),
    ("cover", "close_cover", {}, {"position": 0}, {"state": "closed", "current_position": 0}),
    ("cover", "set_cover_position", {"position": 80}, {"position": 80}, {"state": "opening", "current_position": 80}),
    ("cover", "stop_cover", {}, {"moving": None}, {"state": "open"}),
    ("cover", "open_cover_tilt", {}, {"tilt_position": 100}, {"current_tilt_position": 100}),
    ("cover", "close_cover_tilt", {}, {"tilt_position": 0}, {"current_tilt_position": 0}),
    ("cover", "set_cover_tilt_position", {"tilt_position": 5}, {"tilt_position": 5}, {"current_tilt_position": 5}),
    ("cover", "stop_cover_tilt", {}, {"moving": None}, {"state": "open"}),
    ("fan", "turn_on", {}, {"is_on": True, "percentage": 0}, {"state": "on"}),
    ("fan", "turn_on", {"percentage": 50}, {"is_on": True, "percentage": 50}, {"state": "on", "percentage": 50}),
    ("fan", "turn_on", {"preset_mode": "storm"}, {"preset": "storm"}, {"state": "on", "preset_mode": "storm"}),
    ("fan", "turn_on", {"percentage": 0}, {"is_on": False}, {"state": "off"}),
    ("fan", "turn_off", {}, {"is_on": False}, {"state": "off"}),
    ("fan", "set_percentage", {"percentage": 75}, {"percentage": 75}, {"percentage": 75}),
    ("fan", "set_percentage", {"percentage": 0}, {"is_on": False}, {"state": "off"}),
    ("fan", "increase_speed", {}, {"percentage": 25}, {"percentage": 25}),
    ("fan", "set_preset_mode", {"preset_mode": "calm"}, {"preset": "calm"}, {"preset_mode": "calm"}),
    ("fan", "oscillate", {"oscillating": True}, {"oscillating": True}, {"oscillating": True}),
    ("fan", "set_direction", {"direction": "reverse"}, {"direction": "reverse"}, {"direction": "reverse"}),
    ("humidifier", "turn_off", {}, {"is_on": False}, {"state": "off"}),
    ("humidifier", "turn_on", {}, {"is_on": True}, {"state": "on"}),
    ("humidifier", "set_humidity", {"humidity": 60}, {"target": 60}, {"humidity": 60}),
    ("humidifier", "set_mode", {"mode": "sleep"}, {"mode": "sleep"}, {"mode": "sleep"}),
    ("light", "turn_on", {}, {"is_on": True}, {"state": "on"}),
    ("light", "turn_on", {"brightness": 99}, {"brightness": 99}, {"state": "on", "brightness": 99}),
    ("light", "turn_on", {"effect": "party", "transition": 3}, {"effect": "party"}, {"effect": "party"}),
    ("light", "turn_off", {}, {"is_on": False}, {"state": "off"}),
    ("lock", "unlock", {}, {"is_locked": False}, {"state": "unlocked"}),
    ("lock", "lock", {}, {"is_locked": True}, {"state": "locked"}),
    ("lock", "open", {}, {"is_open": True}, {"state": "open"}),
    ("mower", "start_mowing", {}, {"activity": "mowing"}, {"state": "mowing"}),
    ("mower", "pause", {}, {"activity": "paused"}, {"state": "paused"}),
    ("mower", "dock", {}, {"activity": "returning"}, {"state": "returning"}),
    ("number", "set_value", {"value": 250.5}, {"range": 250.5}, {"state": "250.5"}),
    ("player", "turn_on", {}, {"state": "idle"}, {"state": "idle"}),
    ("player", "turn_off", {}, {"state": "off"}, {"state": "off"}),
    ("player", "toggle", {}, {"state": "off"}, {"state": "off"}),
    ("player", "media_play", {}, {"state": "playing"}, {"state": "playing"}),
    ("player", "media_pause", {}, {"state": "paused"}, {"state": "paused"}),
    ("player", "media_play_pause", {}, {"state": "paused"}, {"state": "paused"}),
    ("player", "media_stop", {}, {"state": "idle"}, {"state": "idle"}),
    ("player", "media_next_track", {}, {"title": "Next song"}, {"media_title": "Next song"}),
    ("player", "media_previous_track", {}, {"title": "Song before"}, {"media_title": "Song before"}),
    ("player", "volume_set", {"volume_level": 0.2}, {"volume": 0.2}, {"volume_level": 0.2}),
    ("player", "volume_up", {}, {"volume": 0.6}, {"volume_level": 0.6}),
    ("player", "volume_down", {}, {"volume": 0.4}, {"volume_level": 0.4}),
    ("player", "volume_mute", {"is_volume_muted": True}, {"muted": True}, {"is_volume_muted": True}),
    ("player", "shuffle_set", {"shuffle": True}, {"shuffle": True}, {"shuffle": True}),
    ("player", "repeat_set", {"repeat": "all"}, {"repeat": "all"}, {"repeat": "all"}),
    ("player", "media_seek", {"seek_position": 60}, {"position": 60}, {"media_position": 60}),
    ("player", "select_source", {"source": "Tape"}, {"source": "Tape"}, {"source": "Tape"}),
    ("select", "select_option", {"option": "silk"}, {"choice": "silk"}, {"state": "silk"}),
    ("select", "select_last", {}, {"choice": "silk"}, {"state": "silk"}),
    ("siren", "turn_on", {"tone": "dog", "volume_level": 0.5, "duration": 9}, {"is_on": True}, {"state": "on"}),
    ("siren", "turn_off", {}, {"is_on": False}, {"state": "off"}),
    ("switch", "turn_on", {}, {"is_on": True}, {"state": "on"}),
    ("switch", "turn_off", {}, {"is_on": False}, {"state": "off"}),
    ("text", "set_value", {"value": "good night"}, {"value": "good night"}, {"state": "good night"}),
    ("update", "install", {}, {"in_progress": True}, {"in_progress": True, "update_percentage": 10}),
    ("vacuum", "start", {}, {"activity": "cleaning"}, {"state": "cleaning"}),
    ("vacuum", "stop", {}, {"activity": "idle"}, {"state": "idle"}),
    ("vacuum", "pause", {}, {"activity": "paused"}, {"state": "paused"}),
    ("vacuum", "return_to_base", {}, {"activity": "returning"}, {"state": "returning"}),
    ("vacuum", "clean_spot", {}, {"activity": "cleaning"}, {"state": "cleaning"}),
    ("vacuum", "set_fan_speed", {"fan_speed": "high"}, {"fan_speed": "high"}, {"fan_speed": "high"}),
    ("valve", "open_valve", {}, {"position": 100}, {"state": "open"}),
    ("valve", "close_valve", {}, {"position": 0}, {"state": "closed"}),
    ("valve", "stop_valve", {}, {"moving": None}, {"state": "closed"}),
    ("valve", "set_valve_position", {"position": 40}, {"position": 40}, {"current_position": 40, "state": "open"}),
    ("water_heater", "set_temperature", {"temperature": 60}, {"target": 60}, {"temperature": 60}),
    (
        "water_heater",
        "set_temperature",
        {"temperature": 50, "operation_mode": "performance"},
        {"target": 50, "mode": "performance"},
        {"state": "performance", "temperature": 50},
    ),
    ("water_heater", "set_operation_mode", {"operation_mode": "off"}, {"mode": "off"}, {"state": "off"}),
    ("water_heater", "turn_off", {}, {"mode": "off"}, {"state": "off"}),
    ("water_heater", "turn_on", {}, {"mode": "eco"}, {"state": "eco"}),
]

SILENT = [("press", "press"), ("scene", "turn_on"), ("vacuum", "locate")]
"""Commands that change nothing that the hub tells of."""

CHOICES_OF_CLIMATE = [
    ("set_fan_mode", "fan_mode", "fan"),
    ("set_swing_mode", "swing_mode", "swing"),
    ("set_swing_horizontal_mode", "swing_horizontal_mode", "swing_horizontal"),
]
"""Of what the house's climate does not have: service, argument, field."""


def row_id(row: Row) -> str:
    return "-".join((row[0], row[1], *row[2]))


@pytest.mark.parametrize("row", SERVICES, ids=row_id)
async def test_a_service_changes_the_hub_and_the_state_comes_back(
    hass: HomeAssistant, add_entry: AddEntry, row: Row
) -> None:
    key, service, data, hub_has, home_assistant_shows = row
    one = await put_up(hass, add_entry, key)

    await one.call(service, **data)

    assert {name: plain(getattr(one.feature, name)) for name in hub_has} == hub_has
    assert shown(one.state, home_assistant_shows) == home_assistant_shows


@pytest.mark.parametrize(("key", "service"), SILENT)
async def test_a_command_without_a_trace_is_sent(
    hass: HomeAssistant, add_entry: AddEntry, key: str, service: str
) -> None:
    one = await put_up(hass, add_entry, key)

    await one.call(service)

    (sent,) = one.hub.sent
    assert isinstance(sent, Become)
    assert sent.key == key


@pytest.mark.parametrize(("service", "argument", "field"), CHOICES_OF_CLIMATE)
async def test_climate_that_blows_takes_each_of_its_choices(
    hass: HomeAssistant, add_entry: AddEntry, service: str, argument: str, field: str
) -> None:
    one = await put_up(hass, add_entry, "climate", **{field: choice("climate", field, "low", "low", "high")})

    await one.call(service, **{argument: "high"})

    assert plain(getattr(one.feature, field)) == "high"


async def test_climate_that_dries_takes_a_humidity(hass: HomeAssistant, add_entry: AddEntry) -> None:
    humidity = limits("climate", "target_humidity", 50, 30, 60)
    one = await put_up(hass, add_entry, "climate", target_humidity=humidity)

    await one.call("set_humidity", humidity=55)

    assert plain(one.feature.target_humidity) == 55


async def test_climate_with_commands_of_its_own_is_switched_by_them(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(
        hass,
        add_entry,
        "climate",
        mode=choice("climate", "mode", "heat", "heat"),
        turn_on=becomes("climate", current=1),
        turn_off=becomes("climate", current=0),
    )

    await one.call("turn_off")
    assert one.feature.current == 0
    await one.call("turn_on")
    assert one.feature.current == 1


async def test_a_range_of_temperatures_is_set_at_both_ends(hass: HomeAssistant, add_entry: AddEntry) -> None:
    low, high = (limits("climate", end, value, 5, 30) for end, value in (("low", 18), ("high", 24)))
    one = await put_up(hass, add_entry, "climate", target=None, low=low, high=high)

    await one.call("set_temperature", target_temp_low=17, target_temp_high=26)

    assert (one.feature.low.value, one.feature.high.value) == (17, 26)


async def test_a_player_without_steps_of_its_own_is_made_louder_by_its_volume(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    one = await put_up(hass, add_entry, "player", volume_up=None, volume_down=None)

    await one.call("volume_up")
    assert one.feature.volume == pytest.approx(0.6)
    await one.call("volume_down")
    assert one.feature.volume == pytest.approx(0.5)


async def test_climate_that_has_no_off_can_not_be_switched_on_either(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "climate", mode=choice("climate", "mode", "heat", "heat", "cool"))

    with pytest.raises(ServiceNotSupported):
        await one.call("turn_on")


async def test_hot_water_of_one_temperature_takes_an_operation_alone(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "water_heater")
    entity = hass.data["entity_components"]["water_heater"].get_entity(one.entity_id)

    await entity.async_set_temperature(operation_mode="performance")

    assert (one.feature.mode.value, one.feature.target.value) == ("performance", 55)


async def test_an_event_stays_itself_under_another_id(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "key")
    er.async_get(hass).async_update_entity(one.entity_id, new_entity_id="event.mine")
    await hass.async_block_till_done()

    assert one.hub.sink
    one.hub.sink.event("thing", "key", "long_press", {"count": 2})

    assert shown(one.state, {"event_type": "", "count": 0}) == {"event_type": "long_press", "count": 2}


async def test_a_siren_is_told_all_that_is_asked_for_and_that_it_understands(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    asked: list[dict[str, Any]] = []

    def turn_on(**arguments: Any) -> Become:
        asked.append(arguments)
        return Become("thing", "siren", {})

    one = await put_up(hass, add_entry, "siren", turn_on=Command(turn_on), has_duration=False)
    await one.call("turn_on", tone="horn", volume_level=0.25, duration=5)
    await one.call("turn_on")

    assert asked == [
        {"tone": "horn", "volume": 0.25, "duration": None},
        {"tone": None, "volume": None, "duration": None},
    ]


@pytest.mark.parametrize(
    ("fahrenheit", "celsius"),
    [(86.0, 30), (86.2, 30), (41.0, 5), (40.7, 5)],
)
async def test_a_limit_that_was_converted_is_the_limit(
    hass: HomeAssistant, add_entry: AddEntry, fahrenheit: float, celsius: float
) -> None:
    one = await put_up(hass, add_entry, "climate")
    entity = hass.data["entity_components"]["climate"].get_entity(one.entity_id)

    await entity.async_set_temperature(temperature=(fahrenheit - 32) / 1.8)

    assert one.feature.target.value == pytest.approx(celsius)


WRONG: list[tuple[str, str, dict[str, Any]]] = [
    ("climate", "set_temperature", {"temperature": 50}),
    ("climate", "set_preset_mode", {"preset_mode": "none of them"}),
    ("fan", "set_preset_mode", {"preset_mode": "none of them"}),
    ("humidifier", "set_mode", {"mode": "none of them"}),
    ("humidifier", "set_humidity", {"humidity": 95}),
    ("number", "set_value", {"value": 1000}),
    ("player", "select_source", {"source": "none of them"}),
    ("select", "select_option", {"option": "none of them"}),
    ("vacuum", "set_fan_speed", {"fan_speed": "none of them"}),
    ("water_heater", "set_temperature", {"temperature": 99}),
    ("water_heater", "set_operation_mode", {"operation_mode": "none of them"}),
]


@pytest.mark.parametrize(("key", "service", "data"), WRONG)
async def test_wrong_input_is_told_and_nothing_is_sent(
    hass: HomeAssistant, add_entry: AddEntry, key: str, service: str, data: dict[str, Any]
) -> None:
    one = await put_up(hass, add_entry, key)

    with pytest.raises(ServiceValidationError) as caught:
        await one.call(service, **data)

    assert caught.value.translation_key
    assert not one.hub.sent


@pytest.mark.parametrize(("key", "service", "data"), [(row[0], row[1], row[2]) for row in SERVICES], ids=str)
async def test_a_command_that_the_hub_refuses_is_an_error_that_a_person_sees(
    hass: HomeAssistant, add_entry: AddEntry, key: str, service: str, data: dict[str, Any]
) -> None:
    one = await put_up(hass, add_entry, key)
    one.hub.errors["send"] = HubCommandError("the relay is stuck")

    with pytest.raises(HomeAssistantError) as caught:
        await one.call(service, **data)

    assert not isinstance(caught.value, ServiceValidationError)
    assert (caught.value.translation_domain, caught.value.translation_key) == (DOMAIN, "command_failed")
    assert caught.value.translation_placeholders == {"hub": "Memory", "reason": "the relay is stuck"}


async def test_arguments_that_the_hub_refuses_are_the_person_s_to_mend(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    one = await put_up(hass, add_entry, "switch")
    one.hub.errors["send"] = HubInputError("too much")

    with pytest.raises(ServiceValidationError) as caught:
        await one.call("turn_on")

    assert caught.value.translation_key == "invalid_input"


@pytest.mark.parametrize(
    ("key", "field", "service"),
    [
        ("alarm", "disarm", "alarm_disarm"),
        ("humidifier", "turn_on", "turn_on"),
        ("humidifier", "turn_off", "turn_off"),
        ("lock", "lock", "lock"),
        ("switch", "turn_on", "turn_on"),
        ("text", "set", "set_value"),
    ],
)
async def test_what_home_assistant_offers_and_the_hub_can_not_is_told(
    hass: HomeAssistant, add_entry: AddEntry, key: str, field: str, service: str
) -> None:
    one = await put_up(hass, add_entry, key, **{field: None})

    with pytest.raises(ServiceValidationError) as caught:
        await one.call(service, **({"value": "abc"} if key == "text" else {}))

    assert caught.value.translation_key == "not_possible"
    assert caught.value.translation_placeholders == {"entity": one.entity_id}


@pytest.mark.parametrize(
    ("key", "service", "data"), [("number", "set_value", {"value": 3}), ("select", "select_next", {})]
)
async def test_what_can_only_be_read_can_not_be_set(
    hass: HomeAssistant, add_entry: AddEntry, key: str, service: str, data: dict[str, Any]
) -> None:
    field = {"number": "range", "select": "choice"}[key]
    one = await put_up(hass, add_entry, key, **{field: replace(getattr(FEATURES[key], field), set=None)})

    with pytest.raises(ServiceValidationError) as caught:
        await one.call(service, **data)

    assert caught.value.translation_key == "not_possible"


FLAGS: dict[str, dict[str, str]] = {
    "alarm": {
        "arm_home": "ARM_HOME",
        "arm_away": "ARM_AWAY",
        "arm_night": "ARM_NIGHT",
        "arm_vacation": "ARM_VACATION",
        "arm_custom_bypass": "ARM_CUSTOM_BYPASS",
        "trigger": "TRIGGER",
    },
    "climate": {"target": "TARGET_TEMPERATURE", "preset": "PRESET_MODE"},
    "cover": {
        "open": "OPEN",
        "close": "CLOSE",
        "stop": "STOP",
        "set_position": "SET_POSITION",
        "open_tilt": "OPEN_TILT",
        "close_tilt": "CLOSE_TILT",
        "stop_tilt": "STOP_TILT",
        "set_tilt_position": "SET_TILT_POSITION",
    },
    "fan": {
        "set_percentage": "SET_SPEED",
        "preset": "PRESET_MODE",
        "oscillate": "OSCILLATE",
        "set_direction": "DIRECTION",
        "turn_on": "TURN_ON",
        "turn_off": "TURN_OFF",
    },
    "humidifier": {"mode": "MODES"},
    "light": {"effect": "EFFECT"},
    "lock": {"open": "OPEN"},
    "mower": {"start": "START_MOWING", "pause": "PAUSE", "dock": "DOCK"},
    "player": {
        "turn_on": "TURN_ON",
        "turn_off": "TURN_OFF",
        "play": "PLAY",
        "pause": "PAUSE",
        "stop": "STOP",
        "next": "NEXT_TRACK",
        "previous": "PREVIOUS_TRACK",
        "set_volume": "VOLUME_SET",
        "volume_up": "VOLUME_STEP",
        "mute": "VOLUME_MUTE",
        "set_shuffle": "SHUFFLE_SET",
        "set_repeat": "REPEAT_SET",
        "seek": "SEEK",
        "source": "SELECT_SOURCE",
    },
    "siren": {"turn_off": "TURN_OFF"},
    "update": {"install": "INSTALL"},
    "vacuum": {
        "start": "START",
        "stop": "STOP",
        "pause": "PAUSE",
        "return_home": "RETURN_HOME",
        "clean_spot": "CLEAN_SPOT",
        "locate": "LOCATE",
        "fan_speed": "FAN_SPEED",
    },
    "valve": {"open": "OPEN", "close": "CLOSE", "stop": "STOP", "set_position": "SET_POSITION"},
    "water_heater": {"target": "TARGET_TEMPERATURE", "mode": "OPERATION_MODE", "turn_on": "ON_OFF"},
}


def flag(platform: Platform, name: str) -> int:
    """Home Assistant's flag of this name."""
    module = import_module(f"homeassistant.components.{platform}")
    (flags,) = {getattr(module, found) for found in dir(module) if re.fullmatch(r"[A-Za-z]+EntityFeature", found)}
    value: int = flags[name]
    return value


@pytest.mark.parametrize("key", FLAGS)
async def test_a_command_that_goes_takes_its_feature_away(hass: HomeAssistant, add_entry: AddEntry, key: str) -> None:
    one = await put_up(hass, add_entry, key)
    everything = one.state.attributes["supported_features"]

    for field, name in FLAGS[key].items():
        was = getattr(one.feature, field)
        await one.become(**{field: None})
        assert everything - one.state.attributes["supported_features"] == flag(one.platform, name), field
        await one.become(**{field: was})
    assert one.state.attributes["supported_features"] == everything


async def test_a_siren_that_can_not_be_turned_on_takes_no_tone_either(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "siren", turn_on=None)

    assert one.state.attributes["supported_features"] == flag(one.platform, "TURN_OFF")


async def test_a_choice_that_can_only_be_read_is_no_feature(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "fan", preset=Choice("calm", ("calm", "storm")))

    assert not one.state.attributes["supported_features"] & flag(one.platform, "PRESET_MODE")


async def test_a_service_without_its_feature_is_refused_by_home_assistant(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    one = await put_up(hass, add_entry, "mower", pause=None)

    with pytest.raises(ServiceNotSupported):
        await one.call("pause")

    assert not one.hub.sent
