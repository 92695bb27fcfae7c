"""How a house takes what a Homey pushes: value by value, in any order, without making up or losing any."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from custom_components.multihub.hubs.homey.mapping.house import HUB_DEVICE, HomeyFacts, House
from custom_components.multihub.hubs.homey.mapping.told import NOTHING
from virtual_hubs.homey import demo_house

from .mapping import cap, device, house

DEVICES = "homey:manager:devices"


def value_event(raw: dict[str, Any], capability_id: str, value: Any, time: Any = 0) -> tuple[str, str, dict[str, Any]]:
    return (
        f"homey:device:{raw['id']}",
        "capability",
        {"capabilityId": capability_id, "value": value, "transactionTime": time},
    )


def sensor(raw: dict[str, Any], made: House, key: str) -> Any:
    return next(one for one in made.devices[raw["id"]].features if one.key == key)


def test_a_value_makes_one_feature_anew_and_leaves_the_others_as_they_are() -> None:
    raw = device("sensor", cap("measure_temperature", 20), cap("measure_humidity", 50))
    made = house(raw)
    before = made.devices[raw["id"]].features
    told = made.hear(*value_event(raw, "measure_temperature", 21))
    after = made.devices[raw["id"]].features
    assert after[0].value == 21  # type: ignore[attr-defined]
    assert after[1] is before[1]
    assert told.values == {raw["id"]: (after[0],)} and not told.changed


def test_the_same_value_again_tells_nobody() -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    made = house(raw)
    assert made.hear(*value_event(raw, "measure_temperature", 20)) == NOTHING


@pytest.mark.parametrize("way", ["push", "snapshot"])
def test_where_a_song_stands_is_counted_from_when_it_was_told_last_though_it_stands_there_again(way: str) -> None:
    raw = device("speaker", cap("speaker_playing", True), cap("speaker_position", 0))
    made = house(raw)
    before = sensor(raw, made, "media_player").position_updated
    if way == "push":
        assert raw["id"] in made.hear(*value_event(raw, "speaker_position", 0, time=1_790_000_000_000)).values
    else:
        again = copy.deepcopy(raw)
        again["capabilitiesObj"]["speaker_position"]["lastUpdated"] = "2026-09-21T13:33:20.000Z"
        made.take_devices({raw["id"]: again})
    assert sensor(raw, made, "media_player").position_updated > before


def test_an_update_of_a_device_with_nothing_new_tells_nobody() -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    made = house(raw)
    assert made.hear(DEVICES, "device.update", dict(raw)) == NOTHING


def test_an_older_update_does_not_undo_a_newer_value() -> None:
    raw = device("sensor", cap("measure_temperature", 20, lastUpdated="2026-01-01T00:00:00.000Z"))
    made = house(raw)
    made.hear(*value_event(raw, "measure_temperature", 25, time=1_790_000_000_000))
    assert made.hear(DEVICES, "device.update", dict(raw)) == NOTHING
    assert sensor(raw, made, "measure_temperature").value == 25


def test_a_newer_update_brings_its_value() -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    made = house(raw)
    newer = device("sensor", cap("measure_temperature", 26, lastUpdated="2027-01-01T00:00:00.000Z"))
    assert raw["id"] in made.hear(DEVICES, "device.update", newer).values
    assert sensor(raw, made, "measure_temperature").value == 26


def test_an_update_of_a_name_alone_leaves_a_value_that_was_pushed() -> None:
    raw = device("sensor", cap("measure_temperature", 20, lastUpdated=None))
    made = house(raw)
    made.hear(*value_event(raw, "measure_temperature", 25, time=None))
    told = made.hear(DEVICES, "device.update", {"id": raw["id"], "name": "Other"})
    assert told.changed[raw["id"]].name == "Other"
    assert sensor(raw, made, "measure_temperature").value == 25


def test_an_update_without_times_is_believed_even_if_it_says_what_was_said_before_a_push() -> None:
    raw = device("sensor", cap("measure_temperature", 20, lastUpdated=None))
    made = house(raw)
    made.hear(*value_event(raw, "measure_temperature", 25, time=None))
    assert raw["id"] in made.hear(DEVICES, "device.update", dict(raw)).values
    assert sensor(raw, made, "measure_temperature").value == 20


def test_what_a_homey_told_is_not_changed_by_what_it_pushes() -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    before = copy.deepcopy(raw)
    made = house(raw)
    made.hear(*value_event(raw, "measure_temperature", 25))
    made.hear(DEVICES, "device.update", {"id": raw["id"], "name": "Other"})
    assert raw == before


def test_the_very_same_snapshot_is_believed_over_what_was_pushed() -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    made = house(raw)
    made.hear(*value_event(raw, "measure_temperature", 25, time=1_990_000_000_000))
    made.take_devices({raw["id"]: raw})
    assert sensor(raw, made, "measure_temperature").value == 20
    made.hear(*value_event(raw, "measure_temperature", 25, time=1_990_000_000_000))
    assert sensor(raw, made, "measure_temperature").value == 25


def test_a_capability_that_comes_appears_and_one_that_goes_is_gone() -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    made = house(raw)
    more = device("sensor", cap("measure_temperature", 20), cap("measure_humidity", 40))
    keys = [one.key for one in made.hear(DEVICES, "device.update", more).changed[raw["id"]].features]
    assert keys == ["measure_temperature", "measure_humidity"]
    keys = [one.key for one in made.hear(DEVICES, "device.update", raw).changed[raw["id"]].features]
    assert keys == ["measure_temperature"]


def test_a_created_device_is_told_and_to_be_subscribed_to_and_a_deleted_one_is_removed() -> None:
    made, raw = house(), device("light", cap("onoff", True))
    told = made.hear(DEVICES, "device.create", raw)
    assert told.added == (raw["id"],) and raw["id"] in told.changed
    assert made.hear(DEVICES, "device.delete", {"id": raw["id"]}).removed == (raw["id"],)
    assert raw["id"] not in made.devices


def test_messages_about_nobody_and_without_sense_are_passed_over() -> None:
    made = house()
    for message in (
        ("homey:device:nobody", "capability", {"capabilityId": "onoff", "value": True}),
        (DEVICES, "device.update", None),
        (DEVICES, "device.update", {"name": "without an id"}),
        ("homey:manager:flow", "option.update", {"value": 1}),
        ("", "", {}),
    ):
        assert made.hear(*message) == NOTHING


def test_the_homeys_own_things_change_item_by_item() -> None:
    demo = demo_house("X")
    made = House(HomeyFacts("Homey"), lambda _: True)
    made.take_section("variables", demo.items["variable"])
    made.take_section("flows", list(demo.items["flow"].values()))
    variable = next(one for one in demo.items["variable"].values() if one["name"] == "Comfort")
    flows = [one for one in made.devices[HUB_DEVICE].features if one.key.startswith("flow_")]
    told = made.hear("homey:manager:logic", "variable.update", {**variable, "value": 22})
    after = {one.key: one for one in told.changed[HUB_DEVICE].features}
    assert after[f"variable_{variable['id']}"].range.value == 22  # type: ignore[attr-defined]
    assert all(after[one.key] is one for one in flows)


@pytest.mark.parametrize(
    ("section", "manager", "kind", "more", "key"),
    [
        ("flows", "flow", "flow", {"enabled": True, "triggerable": True}, "flow_new"),
        ("advanced_flows", "flow", "advancedflow", {"enabled": True, "triggerable": True}, "flow_new"),
        ("moods", "moods", "mood", {}, "mood_new"),
        ("variables", "logic", "variable", {"type": "string", "value": "x"}, "variable_new"),
        ("users", "users", "user", {"present": True, "asleep": False}, "user_new_present"),
        ("zones", "zones", "zone", {"parent": None, "active": False}, "zone_new"),
        ("apps", "apps", "app", {"crashed": False}, "app_new"),
    ],
)
def test_what_is_made_changed_and_deleted_in_the_homey_comes_changes_and_goes(
    section: str, manager: str, kind: str, more: dict[str, Any], key: str
) -> None:
    made = House(HomeyFacts("Homey"), lambda _: True)
    made.take_section(section, demo_house("X").items[kind])

    def heard(what: str, **fields: Any) -> Any:
        told = made.hear(f"homey:manager:{manager}", f"{kind}.{what}", {"id": "new", **fields})
        return {one.key: one for one in told.changed[HUB_DEVICE].features}.get(key)

    def named(feature: Any) -> bool:
        return "Other" in (feature.name, *(feature.translation_placeholders or {}).values())

    assert not named(heard("create", name="New", **more))
    assert named(heard("update", name="Other"))
    assert heard("delete") is None


def test_a_flow_that_is_paused_keeps_its_button_and_is_off() -> None:
    demo = demo_house("X")
    made = House(HomeyFacts("Homey"), lambda _: True)
    made.take_section("flows", demo.items["flow"])
    flow = next(one for one in demo.items["flow"].values() if one["name"] == "Good night")
    assert f"flow_{flow['id']}" in {one.key for one in made.devices[HUB_DEVICE].features}
    told = made.hear("homey:manager:flow", "flow.update", {**flow, "enabled": False})
    after: dict[str, Any] = {one.key: one for one in told.changed[HUB_DEVICE].features}
    assert f"flow_{flow['id']}" in after
    assert after[f"flow_enabled_{flow['id']}"].is_on is False


def test_without_the_right_to_write_variables_are_to_read() -> None:
    demo = demo_house("X")
    made = House(HomeyFacts("Homey"), lambda operation: operation != "logic.updateVariable")
    made.take_section("variables", demo.items["variable"])
    assert [one.platform for one in made.devices[HUB_DEVICE].features] == ["binary_sensor", "sensor", "sensor"]


def test_a_line_of_the_timeline_is_an_event_without_its_asterisks() -> None:
    told = house().hear(
        "homey:manager:notifications",
        "notification.create",
        {"id": "n", "excerpt": "**Door** is open", "ownerName": "Flow"},
    )
    assert told.events == ((HUB_DEVICE, "notification", "notification", {"message": "Door is open", "owner": "Flow"}),)


def test_a_zone_that_is_renamed_moves_its_devices() -> None:
    raw = device("light", cap("onoff", True), zone="z")
    made = house(raw)
    made.take_section("zones", {"z": {"id": "z", "name": "Attic", "parent": None}})
    told = made.hear("homey:manager:zones", "zone.update", {"id": "z", "name": "Loft", "active": True})
    assert told.changed[raw["id"]].area == "Loft"
    zone: Any = next(one for one in told.changed[HUB_DEVICE].features if one.key == "zone_z")
    assert zone.is_on is True


def test_a_snapshot_is_believed_even_if_it_says_what_the_one_before_said() -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    made = house(copy.deepcopy(raw))
    made.hear(*value_event(raw, "measure_temperature", 25, time=1_990_000_000_000))
    made.take_devices({raw["id"]: copy.deepcopy(raw)})
    assert sensor(raw, made, "measure_temperature").value == 20


def test_a_snapshot_without_anything_new_leaves_every_device_the_very_same() -> None:
    demo = demo_house("X")
    made = House(HomeyFacts("Homey"), lambda _: True)
    made.take_devices(copy.deepcopy(demo.items["device"]))
    before = dict(made.devices)
    lamp = next(one for one in demo.items["device"].values() if one["name"] == "Reading lamp")
    made.hear(*value_event(lamp, "dim", 0.9))
    pushed = made.devices[lamp["id"]]
    lamp["capabilitiesObj"]["dim"]["value"] = 0.9
    made.take_devices(copy.deepcopy(demo.items["device"]))
    assert made.devices[lamp["id"]] is pushed
    assert all(made.devices[one] is device for one, device in before.items() if one != lamp["id"])
