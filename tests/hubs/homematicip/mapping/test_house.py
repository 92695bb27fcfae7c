"""A house hears of one thing and maps again what reads it, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from homeassistant.helpers.typing import UNDEFINED

from .homes import HUB, changed, channel, device, feature, group, home_changed, house, keys, of, service, state, told

LAMP = device("lamp", service(), channel(1, "SWITCH_CHANNEL", on=False))
OTHER = device("other", service(), channel(1, "SWITCH_CHANNEL", on=False))
ROOM = group("room", "META", ("lamp", 0), label="Kitchen")


def switched(on: bool) -> dict[str, Any]:
    return device("lamp", service(), channel(1, "SWITCH_CHANNEL", on=on))


def test_the_hub_is_the_first_device_and_has_the_homes_own_features() -> None:
    made = house(LAMP)
    first, second = made.devices()
    assert (first.id, second.id) == (HUB, "lamp")
    assert feature(made, HUB, "home_connected").is_on is True
    assert first.sw_version == "2.2.18"


def test_the_access_points_own_channel_is_on_the_hubs_device() -> None:
    access_point = device(HUB, channel(0, "ACCESS_CONTROLLER_CHANNEL", unreach=False, dutyCycleLevel=8.0), label="Hall")
    made = house(access_point, LAMP)
    assert of(made, HUB).name == "Hall"
    assert {"0_duty_cycle", "home_connected"} <= keys(made, HUB)
    assert len(made.devices()) == 2


def test_a_changed_value_tells_one_feature_of_one_device() -> None:
    made = house(LAMP, OTHER)
    before = of(made, "lamp")
    change = changed(made, switched(True))
    assert change.devices == ()
    assert change.updated == {"lamp": [feature(made, "lamp", "1_switch")]}
    assert [one for one in of(made, "lamp").features if one not in before.features] == change.updated["lamp"]
    assert feature(made, "lamp", "1_switch").is_on is True


def test_a_groups_changed_value_tells_one_feature_of_its_place() -> None:
    heating = group("heating", "HEATING", metaGroupId="room", actualTemperature=20.0, humidity=40)
    made = house(ROOM, heating)
    before = of(made, "room")
    change = made.apply({"pushEventType": "GROUP_CHANGED", "group": {**heating, "humidity": 41}})
    assert change.devices == ()
    (told_of,) = change.updated.items()
    assert told_of == ("room", [one for one in of(made, "room").features if one not in before.features])


def test_a_frame_without_a_change_tells_nothing() -> None:
    made = house(LAMP)
    assert told(changed(made, {**switched(False), "lastStatusUpdate": 1700000000000})) == {}


def test_a_device_that_is_told_whole_after_a_value_of_it_was_has_that_value_too() -> None:
    made = house(LAMP)
    changed(made, switched(True))
    (lamp,) = changed(made, {**switched(True), "label": "Lamp by the door"}).devices
    assert feature(made, "lamp", "1_switch").is_on is True
    assert lamp == of(made, "lamp")
    changed(made, switched(True))
    changed(made, switched(False))
    unreachable = changed(made, device("lamp", service(unreach=True), channel(1, "SWITCH_CHANNEL", on=False)))
    assert told(unreachable)["lamp"] == of(made, "lamp").features


def test_what_is_told_stays_as_it_was_when_something_newer_comes() -> None:
    made = house(LAMP)
    first, second = switched(True), switched(False)
    kept = copy.deepcopy(first)
    changed(made, first)
    changed(made, second)
    assert first == kept
    assert made.raw("lamp", 1) == second["functionalChannels"]["1"]
    assert made.state()["devices"]["lamp"] == second


def test_a_state_that_says_the_same_as_before_takes_back_what_was_pushed_in_between() -> None:
    made = house()
    whole = state(LAMP, OTHER)
    made.read(whole)
    for _ in range(2):
        changed(made, switched(True))
        made.read(whole)
        assert feature(made, "lamp", "1_switch").is_on is False


def test_a_new_device_shows_up_and_in_its_room() -> None:
    made = house(group("room", "META", ("lamp", 0), label="Kitchen"))
    change = made.apply({"pushEventType": "DEVICE_ADDED", "device": LAMP})
    assert set(told(change)) == {"lamp"}
    assert of(made, "lamp").area == "Kitchen"


def test_a_removed_device_is_gone() -> None:
    made = house(LAMP, OTHER)
    change = made.apply({"pushEventType": "DEVICE_REMOVED", "id": "lamp"})
    assert change.removed == ("lamp",)
    assert {one.id for one in made.devices()} == {HUB, "other"}


def test_what_a_whole_state_does_not_name_is_gone() -> None:
    made = house(LAMP, OTHER, ROOM)
    made.read(state(OTHER))
    assert {one.id for one in made.devices()} == {HUB, "other"}


def test_a_label_changes_the_device() -> None:
    made = house(LAMP)
    (lamp,) = changed(made, {**LAMP, "label": "Lamp by the door"}).devices
    assert lamp.name == "Lamp by the door"


def test_an_unreachable_device_is_unavailable_and_counted() -> None:
    made = house(LAMP, OTHER)
    change = changed(made, device("lamp", service(unreach=True), channel(1, "SWITCH_CHANNEL", on=False)))
    assert set(told(change)) == {"lamp", HUB}
    assert of(made, "lamp").available is False
    assert of(made, "other").available is True
    assert feature(made, HUB, "home_unreachable").value == 1


def test_whether_a_device_is_reached_is_told_even_when_it_is_not() -> None:
    made = house(device("lamp", service(unreach=True)))
    reachable = feature(made, "lamp", "0_reachable")
    assert (reachable.is_on, reachable.needs_connection, reachable.enabled_by_default) == (False, False, False)


@pytest.mark.parametrize("unreach", [None, "yes", 1])
def test_only_its_own_word_makes_a_device_unavailable(unreach: object) -> None:
    assert of(house(device("lamp", service(unreach=unreach))), "lamp").available is True


def test_without_the_cloud_nothing_of_the_home_can_be_reached_but_the_hub_says_so() -> None:
    made = house(LAMP)
    change = home_changed(made, connected=False)
    assert of(made, "lamp").available is False
    assert of(made, HUB).available is True
    assert feature(made, HUB, "home_connected").is_on is False
    assert set(told(change)) == {"lamp", HUB}
    home_changed(made, connected=True)
    assert of(made, "lamp").available is True


def test_a_hcu_in_the_house_needs_no_cloud() -> None:
    made = house(LAMP, local=True, connected=False)
    assert of(made, "lamp").available is True


def test_the_service_channels_room_counts_before_others() -> None:
    wired = device("wired", service(), channel(1, "SWITCH_CHANNEL", on=True))
    made = house(
        wired, group("cellar", "META", ("wired", 0), label="Cellar"), group("hall", "META", ("wired", 1), label="Hall")
    )
    assert of(made, "wired").area == "Cellar"


def test_a_renamed_room_is_another_area_and_another_name_of_its_device() -> None:
    heating = group("heating", "HEATING", metaGroupId="room")
    made = house(LAMP, ROOM, heating)
    change = changed(made, {**ROOM, "label": "Parlour"})
    assert set(told(change)) == {"lamp", "room"}
    assert of(made, "lamp").area == "Parlour"
    assert (of(made, "room").name, of(made, "room").area) == ("Parlour", "Parlour")


def test_a_device_that_moves_is_in_the_other_room() -> None:
    made = house(LAMP, ROOM, group("hall", "META", label="Hall"))
    changed(made, group("room", "META", label="Kitchen"))
    assert of(made, "lamp").area is None
    change = changed(made, group("hall", "META", ("lamp", 0), label="Hall"))
    assert set(told(change)) == {"lamp"}
    assert of(made, "lamp").area == "Hall"


def test_a_room_that_comes_later_takes_its_groups() -> None:
    made = house(group("heating", "HEATING", metaGroupId="room"))
    assert "heating" in {one.id for one in made.devices()}
    change = made.apply({"pushEventType": "GROUP_ADDED", "group": ROOM})
    assert change.removed == ("heating",)
    assert set(told(change)) == {"room"}
    assert keys(made, "room") >= {"heating_climate"}


def test_a_group_that_is_gone_takes_its_device_along() -> None:
    made = house(group("lights", "EXTENDED_LINKED_SWITCHING", on=True))
    assert feature(made, "lights", "group_switch").name is None
    change = made.apply({"pushEventType": "GROUP_REMOVED", "id": "lights"})
    assert change.removed == ("lights",)


def test_automatic_room_groups_are_off_by_default_and_the_users_own_are_on() -> None:
    made = house(
        ROOM,
        group("all", "SWITCHING", ("lamp", 1), metaGroupId="room", on=True),
        group("mine", "EXTENDED_LINKED_SWITCHING", ("lamp", 1), on=True),
        LAMP,
    )
    assert feature(made, "room", "all_switch").enabled_by_default is False
    assert feature(made, "mine", "group_switch").enabled_by_default is True


def test_a_radiator_alone_gives_its_room_the_temperature_and_changes_it() -> None:
    def radiator(temperature: float) -> dict[str, Any]:
        return device(
            "radiator", service(), channel(1, "HEATING_THERMOSTAT_CHANNEL", valveActualTemperature=temperature)
        )

    heating = group("heating", "HEATING", ("radiator", 1), metaGroupId="room", actualTemperature=None)
    made = house(radiator(19.5), ROOM, heating)
    assert feature(made, "room", "heating_climate").current == 19.5
    change = changed(made, radiator(20.0))
    assert set(told(change)) == {"radiator", "room"}
    assert feature(made, "room", "heating_climate").current == 20.0


def test_a_radiator_beside_a_wall_thermostat_leaves_the_room_alone() -> None:
    def radiator(temperature: float) -> dict[str, Any]:
        return device(
            "radiator", service(), channel(1, "HEATING_THERMOSTAT_CHANNEL", valveActualTemperature=temperature)
        )

    heating = group("heating", "HEATING", ("radiator", 1), metaGroupId="room", actualTemperature=21.0)
    made = house(radiator(19.5), ROOM, heating)
    assert set(told(changed(made, radiator(20.0)))) == {"radiator"}


def test_a_value_that_is_missing_for_a_while_takes_no_entity_away() -> None:
    made = house(device("thermometer", channel(1, "CLIMATE_SENSOR_CHANNEL", actualTemperature=20.0, humidity=40)))
    changed(made, device("thermometer", channel(1, "CLIMATE_SENSOR_CHANNEL", actualTemperature=None, humidity=None)))
    assert feature(made, "thermometer", "1_temperature").value is None
    assert feature(made, "thermometer", "1_humidity").value is None


def test_the_channels_own_index_decides_not_its_name_nor_its_place() -> None:
    mixed = device("mixed")
    mixed["functionalChannels"] = {
        "1": channel(10, "SWITCH_CHANNEL", on=True, label="Ten"),
        "x": channel(2, "SWITCH_CHANNEL", on=False, label="Two"),
    }
    made = house(mixed)
    assert {one.key: one.name for one in of(made, "mixed").features} == {"2_switch": "Two", "10_switch": "Ten"}
    assert [one.key for one in of(made, "mixed").features] == ["2_switch", "10_switch"]


def test_a_channel_that_comes_changes_the_names_of_the_others() -> None:
    made = house(device("plug", channel(1, "SWITCH_CHANNEL", on=True)))
    assert feature(made, "plug", "1_switch").name is None
    changed(made, device("plug", channel(1, "SWITCH_CHANNEL", on=True), channel(2, "SWITCH_CHANNEL", on=True)))
    assert feature(made, "plug", "1_switch").translation_placeholders == {"channel": "1"}


def test_a_channel_that_becomes_another_or_nothing_leaves_nothing_behind() -> None:
    made = house(device("input", channel(1, "SWITCH_CHANNEL", on=True)))
    changed(made, device("input", channel(1, "SHUTTER_CONTACT_CHANNEL", windowState="OPEN")))
    assert keys(made, "input") == {"1_contact"}
    changed(made, device("input", channel(1, "HEAT_DEMAND_CHANNEL")))
    assert keys(made, "input") == set()
    changed(made, device("input", channel(2, "SWITCH_CHANNEL", on=True)))
    assert keys(made, "input") == {"2_switch"}


@pytest.mark.parametrize("kind", [None, 3, "NEVER_HEARD_OF"])
def test_a_channel_without_a_known_type_may_take_the_place_of_another(kind: object) -> None:
    made = house(device("input", channel(1, "SWITCH_CHANNEL", on=True)))
    changed(made, device("input", {"index": 2, "functionalChannelType": kind, "on": True}))
    assert keys(made, "input") == {"2_switch"}


def test_what_acts_is_the_main_feature_before_what_senses_and_that_before_a_key() -> None:
    made = house(
        device(
            "detector",
            channel(1, "SINGLE_KEY_CHANNEL"),
            channel(2, "MOTION_DETECTION_CHANNEL", motionDetected=False),
            channel(3, "SWITCH_CHANNEL", on=True),
        ),
        device("sensor", channel(1, "SINGLE_KEY_CHANNEL"), channel(2, "MOTION_DETECTION_CHANNEL")),
        device("key", channel(1, "SINGLE_KEY_CHANNEL")),
    )
    assert [one.key for one in of(made, "detector").features if one.name is None] == ["3_switch"]
    assert [one.key for one in of(made, "sensor").features if one.name is None] == ["2_motion"]
    assert [one.key for one in of(made, "key").features if one.name is None] == ["1_button"]


def test_the_users_label_is_the_name_of_one_of_several_channels() -> None:
    made = house(
        device(
            "plugs",
            channel(1, "SWITCH_MEASURING_CHANNEL", on=True, label="Fridge", currentPowerConsumption=80.0),
            channel(2, "SWITCH_MEASURING_CHANNEL", on=True, currentPowerConsumption=80.0),
        )
    )
    assert feature(made, "plugs", "1_switch").name == "Fridge"
    assert feature(made, "plugs", "1_power").translation_placeholders == {"channel": "Fridge"}
    assert feature(made, "plugs", "2_power").translation_placeholders == {"channel": "2"}


def test_channels_of_several_types_that_have_the_same_names_are_told_apart() -> None:
    made = house(
        device(
            "sensor",
            service(),
            channel(1, "AIR_PRESSURE_SENSOR_CHANNEL", airPressure=1014.0, actualTemperature=12.5),
            channel(2, "TEMPERATURE_SENSOR_CHANNEL", actualTemperature=20.5, label="Outside"),
            channel(3, "LIGHT_SENSOR_CHANNEL", currentIllumination=3.0),
        )
    )
    assert feature(made, "sensor", "1_temperature").translation_placeholders == {"channel": "1"}
    assert feature(made, "sensor", "2_temperature").translation_placeholders == {"channel": "Outside"}
    assert feature(made, "sensor", "3_illuminance").translation_placeholders is None


def test_channels_that_lose_the_labels_that_told_them_apart_are_told_apart_by_their_numbers() -> None:
    unlabelled = device("plugs", channel(1, "SWITCH_CHANNEL", on=True), channel(2, "SWITCH_MEASURING_CHANNEL", on=True))
    labelled = copy.deepcopy(unlabelled)
    for index, label in (("1", "Pump"), ("2", "Fan")):
        labelled["functionalChannels"][index]["label"] = label
    made = house(labelled)
    assert feature(made, "plugs", "1_switch").name == "Pump"
    made.apply({"pushEventType": "DEVICE_CHANGED", "device": unlabelled})
    assert of(made, "plugs") == of(house(unlabelled), "plugs")
    assert feature(made, "plugs", "2_switch").translation_placeholders == {"channel": "2"}


def test_leds_are_counted_among_themselves() -> None:
    leds = (channel(index, "OPTICAL_SIGNAL_CHANNEL", on=False) for index in (3, 4))
    made = house(device("keys", channel(1, "SINGLE_KEY_CHANNEL"), channel(2, "SINGLE_KEY_CHANNEL"), *leds))
    assert feature(made, "keys", "3_signal_light").translation_placeholders == {"channel": "1"}
    assert feature(made, "keys", "4_signal_light").translation_placeholders == {"channel": "2"}
    assert feature(made, "keys", "2_button").translation_placeholders == {"channel": "2"}


def test_a_rooms_groups_are_named_by_what_they_do_and_not_by_the_room_again() -> None:
    made = house(
        ROOM,
        group("heating", "HEATING", metaGroupId="room", label="Kitchen"),
        group("all", "SWITCHING", ("lamp", 1), metaGroupId="room", label="Kitchen", on=True, shutterLevel=0.0),
        group("table", "SWITCHING", ("lamp", 1), metaGroupId="room", label="Table", on=True),
        LAMP,
    )
    assert feature(made, "room", "all_switch").translation_key == "room_switches"
    assert feature(made, "room", "all_switch").name is UNDEFINED
    assert feature(made, "room", "all_cover").translation_key == "room_covers"
    assert feature(made, "room", "table_switch").name == "Table"
    assert [one.key for one in of(made, "room").features if one.name is None] == ["heating_climate"]


def test_the_hub_tells_its_radio_once() -> None:
    made = house(dutyCycle=8.0)
    assert "home_duty_cycle" in keys(made, HUB)
    made = house(device(HUB, channel(0, "ACCESS_CONTROLLER_CHANNEL", dutyCycleLevel=8.0)), dutyCycle=8.0)
    assert {"0_duty_cycle"} == keys(made, HUB) & {"0_duty_cycle", "home_duty_cycle"}


def test_clients_and_reports_change_nothing() -> None:
    made = house(LAMP)
    for kind in ("CLIENT_ADDED", "CLIENT_CHANGED", "CLIENT_REMOVED", "INCLUSION_REQUESTED", "NEVER_HEARD_OF", None):
        change = made.apply({"pushEventType": kind, "client": {"id": "phone"}, "id": "phone"})
        assert (change.devices, change.removed, change.problems) == ((), (), ())
