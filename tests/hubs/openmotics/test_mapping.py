"""From the wire's words to devices: by the real gateway's replies, by ours, by both clouds."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from homeassistant.components.climate import HVACAction
from homeassistant.components.cover import CoverState
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass

from custom_components.multihub.hubs.openmotics.mapping import cloud, gateway
from custom_components.multihub.hubs.openmotics.mapping.as_now import as_now
from custom_components.multihub.hubs.openmotics.mapping.devices import (
    Labels,
    affected,
    device_id as id_of_device,
)
from custom_components.multihub.hubs.openmotics.mapping.house import House
from custom_components.multihub.hubs.openmotics.mapping.messages import event, happenings
from custom_components.multihub.hubs.openmotics.mapping.parts import (
    Abilities,
    Change,
    Circuit,
    EnergyModule,
    Gateway,
    Input,
    Output,
    Part,
    PulseCounter,
    Sensor,
    Shutter,
    Thermostat,
    ThermostatGroup,
    Ventilation,
)
from custom_components.multihub.hubs.openmotics.mapping.sensors import QUANTITIES, UNITS, CounterOption
from custom_components.multihub.hubs.openmotics.mapping.shown import Shown
from custom_components.multihub.hubs.openmotics.mapping.states import STATES, changes
from custom_components.multihub.hubs.openmotics.mapping.values import epoch, number, whole
from custom_components.multihub.hubs.openmotics.requests import (
    FlashLed,
    PlaceShutter,
    SetLamp,
    SetOutput,
    SetThermostatState,
    SetVentilation,
)
from custom_components.multihub.model import Button, Device, Feature, Light
from virtual_hubs.openmotics import House as VirtualHouse, demo_house, doings, thermostats
from virtual_hubs.openmotics.cloud_objects import CloudObjects

from .samples import samples

type Replies = dict[str, dict[str, Any]]


def house_of(replies: Replies, abilities: Abilities | None = None) -> House:
    house = House(abilities or Abilities())
    for kind, parts in gateway.parts(replies).items():
        house.configure(kind, parts)
    for function in STATES:
        if function in replies:
            house.apply(changes(house, function, replies[function]))
    return house


def cloud_house(objects: CloudObjects) -> House:
    house = House(Abilities(identify=False, ventilation=False, presses=False))
    lists = {path: read() for path, read in objects.kinds.items()}
    for kind, parts in cloud.parts(lists, {"id": 21, "name": "Home"}).items():
        house.configure(kind, parts, with_state=True)
    return house


def by_id(found: Iterable[Device]) -> dict[str, Device]:
    return {device.id: device for device in found}


def shown(house: House, counters: dict[str, CounterOption] | None = None) -> dict[str, Device]:
    return by_id(Shown(house, Labels("Home", counters=counters or {})).devices())


def touched(house: House, changed: Iterable[Any]) -> set[str]:
    """The devices that show something of the changed parts."""
    return {"gateway" if kind is Gateway else id_of_device(kind, part_id) for kind, part_id in affected(house, changed)}


def feature(house: House, device: str, key: str) -> Any:
    """One feature of one device."""
    return next(feature for feature in shown(house)[device].features if feature.key == key)


def unordered(house: House) -> dict[str, tuple[Device, dict[str, Feature]]]:
    """What a house shows, whatever its order."""
    return {
        device_id: (replace(device, features=()), {own.key: own for own in device.features})
        for device_id, device in shown(house).items()
    }


@pytest.fixture
def replies() -> Replies:
    return demo_house().replies


@pytest.fixture
def house(replies: Replies) -> House:
    return house_of(replies)


def test_the_recorded_gateway_has_the_right_kind_of_everything() -> None:
    """Everything that was named there, and nothing for its empty slots."""
    found = shown(house_of(VirtualHouse.from_folder(samples()).replies))
    kinds = {
        device.name: str(device.features[0].platform)
        for device in found.values()
        if device.id.startswith(("output", "shutter", "thermostat_0", "input", "pulse", "ventilation"))
    }
    assert kinds == {
        "Ceiling": "light",
        "Outlet TV": "switch",
        "Valve floor": "valve",
        "Alarm siren": "siren",
        "Dishwasher": "switch",
        "Pump CH": "switch",
        "HVAC": "switch",
        "Fan bath": "fan",
        "Dim spots": "light",
        "Dim bed": "light",
        "Blind A": "cover",
        "Blind B": "cover",
        "Blind steps": "cover",
        "Living stat": "climate",
        "Wall button": "event",
        "PIR": "event",
        "GA button": "event",
        "Water": "sensor",
        "VMC": "fan",
    }
    quantities = {
        device.id: device.features[0].device_class for device in found.values() if device.id.startswith("sensor_")
    }
    assert len(quantities) == 12
    assert quantities["sensor_512"] is SensorDeviceClass.CO2
    assert quantities["sensor_514"] is SensorDeviceClass.ILLUMINANCE
    circuits = [feature for feature in found["energy_1"].features if feature.key.endswith("_energy")]
    assert [circuit.value for circuit in circuits] == [511, 2011, 3511, 5011]
    assert [feature.name for feature in found["gateway"].features if feature.platform == "scene"] == [
        "All on",
        "Hidden",
    ]
    assert found["output_8"].area == "Living"
    assert found["ventilation_1"].available is False
    assert found["gateway"].mac is None


def test_a_house_has_the_same_ids_by_every_way(replies: Replies, house: House) -> None:
    """What both know, both call alike: devices, features, names and rooms."""
    local, remote = shown(house), shown(cloud_house(CloudObjects(21, VirtualHouse(replies))))
    only_local = {device_id for device_id in local if device_id.startswith(("energy", "pulse_counter"))}
    assert set(local) - set(remote) == only_local
    assert set(remote) <= set(local)
    for device_id, device in remote.items():
        twin = local[device_id]
        if device_id != "gateway":
            assert (device.name, device.area) == (twin.name, twin.area)
        assert {feature.key for feature in device.features} <= {feature.key for feature in twin.features}
        for own in device.features:
            other = next(feature for feature in twin.features if feature.key == own.key)
            assert own.platform is other.platform


def test_values_are_the_same_by_every_way(replies: Replies, house: House) -> None:
    remote = cloud_house(CloudObjects(21, VirtualHouse(replies)))
    for kind in (Output, Shutter, Sensor, Thermostat, ThermostatGroup):
        for part_id, part in house.of(kind).items():
            twin = remote.of(kind)[part_id]
            for name in kind.state:
                if kind is Output and name == "level" and not twin.dims:
                    continue
                assert getattr(twin, name) == getattr(part, name), (kind, part_id, name)


def test_what_only_the_cloud_knows_has_an_id_of_its_own(replies: Replies) -> None:
    objects = CloudObjects(21, VirtualHouse(replies))
    lists = {path: read() for path, read in objects.kinds.items()}
    del lists["outputs"][0]["local_id"]
    cloud_id = lists["outputs"][0]["id"]
    parts = cloud.parts(lists, {"id": 21})
    assert parts[Output][0].id == f"cloud{cloud_id}"
    assert cloud.cloud_ids(lists)[Output, f"cloud{cloud_id}"] == str(cloud_id)


def lamp(**more: Any) -> dict[str, Any]:
    """A light of the cloud that is no output."""
    return {
        "id": 84900,
        "name": "Hue",
        "capabilities": ["ON_OFF", "RANGE", "FULL_COLOR"],
        "location": {"floor_id": 7, "room_id": None},
        "status": {"on": True, "value": 42},
        **more,
    }


def test_a_light_that_is_no_output_is_a_light_of_its_own() -> None:
    """Its number may be an output's too."""
    house = House(Abilities(identify=False))
    output = {"id": 1, "local_id": 3, "name": "Ceiling", "type": "LIGHT", "capabilities": [], "status": None}
    lists = {"outputs": [output], "lights": [lamp(local_id=3)]}
    for kind, parts in cloud.parts(lists, {"id": 21}).items():
        house.configure(kind, parts, with_state=True)
    assert {"output_3", "light_3"} <= set(shown(house))
    [light] = shown(house)["light_3"].features
    assert isinstance(light, Light)
    assert (light.is_on, light.brightness, light.color_mode) == (True, 107, "brightness")
    assert light.turn_on is not None
    assert light.turn_off is not None
    assert light.turn_on.request(brightness=255) == SetLamp("3", on=True, level=100)
    assert light.turn_off.request(transition=None) == SetLamp("3", on=False)
    assert light.turn_on.request() != SetOutput("3", on=True)


def test_rooms_are_on_floors_and_what_is_in_no_room_is_on_its_floor() -> None:
    rooms = [{"id": 5, "name": "Kitchen", "floor_id": 7}, {"id": 6, "name": "Shed"}]
    lists = {
        "rooms": rooms,
        "floors": [{"id": 7, "name": "Ground floor"}],
        "lights": [
            lamp(id=1, location={"room_id": 5, "floor_id": None}),
            lamp(id=2, location={"room_id": None, "floor_id": 7}),
            lamp(id=3, location={"room_id": 6, "floor_id": None}),
            lamp(id=4, location=None),
        ],
    }
    house = House(Abilities())
    for kind, parts in cloud.parts(lists, {"id": 21}).items():
        house.configure(kind, parts, with_state=True)
    assert [(device.area, device.floor) for key, device in shown(house).items() if key != "gateway"] == [
        ("Kitchen", "Ground floor"),
        ("Ground floor", "Ground floor"),
        ("Shed", None),
        (None, None),
    ]


def test_matching_is_by_id_and_never_by_position(replies: Replies, house: House) -> None:
    """Every list turned round tells of the same house, save the one that has no ids."""
    turned = deepcopy(replies)
    for function, reply in turned.items():
        for key, rows in reply.items():
            if isinstance(rows, list) and rows and isinstance(rows[0], dict):
                reply[key] = rows[::-1]
        if function == "get_shutter_status":
            reply["detail"] = dict(reversed(list(reply["detail"].items())))
    assert unordered(house_of(turned)) == unordered(house)


def test_a_pulse_counter_finds_its_count_among_all_slots(replies: Replies) -> None:
    """The counts have no ids: they stand in the order of the ids of all slots, used or not."""
    rows = [row for row in replies["get_pulse_counter_configurations"]["config"] if row["id"] != 0]
    replies["get_pulse_counter_configurations"]["config"] = rows
    replies["get_pulse_counter_status"]["counters"] = [77, *[0] * 30]
    assert house_of(replies).of(PulseCounter)["1"].count == 77


@pytest.mark.parametrize(
    ("option", "value", "unit", "device_class"),
    [
        (None, 48211, "pulses", None),
        (CounterOption("water_m3", 1000), 48.211, "m³", SensorDeviceClass.WATER),
        (CounterOption("water_l", 10), 4821.1, "L", SensorDeviceClass.WATER),
        (CounterOption("gas_m3", 100), 482.11, "m³", SensorDeviceClass.GAS),
        (CounterOption("electricity_kwh", 500), 96.422, "kWh", SensorDeviceClass.ENERGY),
        (CounterOption("electricity_wh", 1), 48211, "Wh", SensorDeviceClass.ENERGY),
        (CounterOption("water_m3", 0), 48211, "pulses", None),
    ],
)
def test_a_pulse_counter_counts_what_a_person_says(
    option: CounterOption | None, value: float, unit: str, device_class: SensorDeviceClass | None, house: House
) -> None:
    [counter] = shown(house, {"0": option} if option else {})["pulse_counter_0"].features
    assert (counter.value, counter.unit, counter.device_class) == (value, unit, device_class)
    assert counter.state_class is SensorStateClass.TOTAL_INCREASING


@pytest.mark.parametrize(
    "broken",
    [None, 5, "text", {}, [], {"id": None}, {"id": "x"}, {"id": 3, "type": []}, {"id": float("nan")}],
)
def test_a_broken_row_hides_no_other(broken: Any, replies: Replies, house: House) -> None:
    for reply in replies.values():
        for rows in reply.values():
            if isinstance(rows, list):
                rows.insert(0, broken)
    # these rows have no ids: a strange one moves the others, as a real one would
    for function in ("get_realtime_power", "get_total_energy", "get_pulse_counter_status"):
        replies[function] = demo_house().replies[function]
    before, after = shown(house), shown(house_of(replies))
    assert {device_id: device for device_id, device in after.items() if device_id in before} == before


@pytest.mark.parametrize("function", list(STATES))
@pytest.mark.parametrize("reply", [{}, {"status": None}, {"status": 5}, {"detail": []}, {"1": 5}, {"health": None}])
def test_a_strange_status_changes_nothing_and_raises_nothing(
    function: str, reply: dict[str, Any], house: House
) -> None:
    before = shown(house)
    house.apply(
        change for change in changes(house, function, reply) if any(v is not None for v in change.values.values())
    )
    assert shown(house) == before


def test_configurations_keep_the_state_and_lose_what_is_gone(replies: Replies, house: House) -> None:
    replies["get_output_configurations"]["config"] = [
        row | {"name": "Lamp"} for row in replies["get_output_configurations"]["config"] if row["id"] != 1
    ]
    for kind, parts in gateway.parts(replies).items():
        house.configure(kind, parts)
    assert (house.of(Output)["0"].name, house.of(Output)["0"].is_on) == ("Lamp", True)
    assert "1" not in house.of(Output)


def test_what_is_as_it_was_is_no_change(replies: Replies, house: House) -> None:
    assert not any(house.apply(changes(house, function, replies[function])) for function in STATES)
    assert house.apply([Change(Output, "nobody", {"is_on": True})]) == set()


PUSHED = {
    Output: {"is_on": True, "level": 41, "locked": True},
    Input: {"pressed": True},
    Sensor: {"value": 12.5},
    Shutter: {"moves": "going_up", "position": 7, "last_change": 1795215791.9},
    Ventilation: {"mode": "manual", "level": 2, "remaining": 60.0, "connected": False},
    ThermostatGroup: {"mode": "cooling"},
    Thermostat: {
        "is_on": False,
        "preset": "party",
        "mode": "cooling",
        "current": 19.5,
        "target": 23.0,
        "steering": 0.0,
    },
    EnergyModule: {"answers": True},
    Circuit: {"voltage": 231.0, "frequency": 49.9, "current": 2.0, "power": 462.0},
}
"""A new state of every part that is pushed."""


def test_replies_as_they_are_now_tell_the_states_that_were_pushed(replies: Replies, house: House) -> None:
    before = deepcopy(replies)
    told = [Change(kind, own, dict(values)) for kind, values in PUSHED.items() for own in house.of(kind)]
    house.apply(told)
    now = as_now(house, replies)
    assert replies == before
    assert not any(house.apply(changes(house, function, now[function])) for function in STATES)
    assert as_now(house, now) == now
    assert {name for name in now if now[name] != replies[name]} >= {
        "get_output_status",
        "get_input_status",
        "get_sensor_status",
        "get_shutter_status",
        "get_thermostat_group_status",
        "get_realtime_power",
        "get_ventilation_status",
    }


def test_an_energy_module_that_fell_silent_is_left_out_of_the_replies_as_they_are_now(
    replies: Replies, house: House
) -> None:
    (module,) = house.of(EnergyModule)
    house.apply([Change(EnergyModule, module, {"answers": False})])
    now = as_now(house, replies)
    assert module not in now["get_realtime_power"]
    house.apply([Change(EnergyModule, module, {"answers": True})])
    again = as_now(house, now)["get_realtime_power"]
    named = [number for number, _ in house.of(EnergyModule)[module].circuits]
    assert [again[module][clamp] for clamp in named] == [
        replies["get_realtime_power"][module][clamp] for clamp in named
    ]


# Lights and other outputs


@pytest.mark.parametrize(("brightness", "level"), [(1, 1), (2, 1), (3, 1), (128, 50), (254, 100), (255, 100)])
def test_brightness_is_a_level_and_the_lowest_is_not_off(brightness: int, level: int, house: House) -> None:
    light = feature(house, "output_8", "output")
    assert light.turn_on.request(brightness=brightness) == SetOutput("8", on=True, level=level)


def test_a_light_without_brightness_takes_the_gateways_last_one(house: House) -> None:
    light = feature(house, "output_8", "output")
    assert light.turn_on.request() == SetOutput("8", on=True)
    assert light.turn_off.request(transition=None) == SetOutput("8", on=False)


def test_every_brightness_that_was_set_comes_back_as_its_level(house: House) -> None:
    for level in range(1, 101):
        house.apply([Change(Output, "8", {"is_on": True, "level": level})])
        brightness = feature(house, "output_8", "output").brightness
        assert feature(house, "output_8", "output").turn_on.request(brightness=brightness).level == level


def test_a_dimmer_that_is_on_at_nothing_shines_a_little(house: House) -> None:
    house.apply([Change(Output, "8", {"is_on": True, "level": 0})])
    assert feature(house, "output_8", "output").brightness == 1


def test_who_may_not_control_has_no_commands(replies: Replies) -> None:
    for device in shown(house_of(replies, Abilities(control=False, identify=False))).values():
        for own in device.features:
            for name in ("turn_on", "turn_off", "open", "close", "stop", "set_position", "set_percentage", "press"):
                assert getattr(own, name, None) is None, (device.id, own.key, name)


# Shutters


@pytest.mark.parametrize(("step", "position", "closed"), [(0, 100, False), (50, 50, False), (100, 0, True)])
def test_steps_are_positions(step: int, position: int, closed: bool, house: House) -> None:
    house.apply([Change(Shutter, "1", {"position": step, "moves": "stopped"})])
    cover = feature(house, "shutter_1", "shutter")
    assert (cover.position, cover.is_closed, cover.assumed_state) == (position, closed, False)
    assert cover.set_position.request(position) == PlaceShutter("1", step)


def test_a_shutter_without_steps_never_takes_a_position(house: House) -> None:
    """Asking for one drives it up and blocks the gateway (protocol page, section 1.4)."""
    for moves, closed in (("up", False), ("down", True), ("stopped", None), ("going_up", None)):
        house.apply([Change(Shutter, "2", {"moves": moves})])
        cover = feature(house, "shutter_2", "shutter")
        assert (cover.is_closed, cover.position, cover.set_position, cover.assumed_state) == (closed, None, None, True)


@pytest.mark.parametrize("steps", [None, 0, 1, "1", 1.2, -3, 65535, "65535", 1e9, "x"])
def test_what_is_no_number_of_steps_is_none(steps: Any, replies: Replies) -> None:
    replies["get_shutter_configurations"]["config"][1]["steps"] = steps
    cover = feature(house_of(replies), "shutter_1", "shutter")
    assert (cover.position, cover.set_position) == (None, None)


def test_a_shutter_whose_position_is_not_known_yet_takes_none(house: House) -> None:
    house.apply([Change(Shutter, "1", {"position": None})])
    assert feature(house, "shutter_1", "shutter").set_position is None


def test_a_moving_shutter_says_where_to(house: House) -> None:
    for moves, moving in (("going_up", CoverState.OPENING), ("going_down", CoverState.CLOSING), ("stopped", None)):
        house.apply([Change(Shutter, "1", {"moves": moves})])
        assert feature(house, "shutter_1", "shutter").moving is moving


def test_a_group_of_shutters_is_closed_when_all_are(house: House) -> None:
    house.apply([Change(Shutter, "1", {"position": 100}), Change(Shutter, "2", {"moves": "down"})])
    assert feature(house, "gateway", "shutter_group_0").is_closed is True
    changed = house.apply([Change(Shutter, "2", {"moves": "up"})])
    assert feature(house, "gateway", "shutter_group_0").is_closed is False
    assert touched(house, changed) == {"shutter_2", "gateway"}


# Thermostats


def test_cooling_is_the_groups_business(house: House) -> None:
    climate = feature(house, "thermostat_0", "thermostat")
    assert climate.mode.options == ("off", "heat", "cool")
    assert climate.mode.set.request("heat") == SetThermostatState("0", on=True, mode="heating")
    assert climate.mode.set.request("cool") == SetThermostatState("0", on=True, group="0", mode="cooling")
    assert climate.mode.set.request("off") == SetThermostatState("0", on=False, mode="heating")
    changed = house.apply([Change(ThermostatGroup, "0", {"mode": "cooling"})])
    assert touched(house, changed) == {"thermostat_group_0", "thermostat_0", "thermostat_1"}
    assert feature(house, "thermostat_1", "thermostat").mode.value == "cool"


@pytest.mark.parametrize(
    ("values", "action"),
    [
        ({"steering": 40.0}, HVACAction.HEATING),
        ({"steering": 0.0}, HVACAction.IDLE),
        ({"steering": None}, None),
        ({"is_on": False}, HVACAction.OFF),
    ],
)
def test_the_valve_says_what_a_thermostat_does(values: dict[str, Any], action: HVACAction | None, house: House) -> None:
    house.apply([Change(Thermostat, "0", values)])
    assert feature(house, "thermostat_0", "thermostat").action is action


def test_a_temperature_set_by_hand_is_no_preset(house: House) -> None:
    house.apply([Change(Thermostat, "0", {"preset": "manual"})])
    preset = feature(house, "thermostat_0", "thermostat").preset
    assert (preset.value, preset.options) == (None, ("auto", "away", "vacation", "party"))


def test_thermostats_without_sensor_or_valve_are_not_there(house: House) -> None:
    assert sorted(house.of(Thermostat)) == ["0", "1"]


# Sensors and energy


def test_every_quantity_and_unit_of_the_recorded_gateway_is_known() -> None:
    rows = VirtualHouse.from_folder(samples()).rows("get_sensor_configurations")
    assert {row["physical_quantity"] for row in rows} <= set(QUANTITIES)
    assert {row["unit"] for row in rows} <= set(UNITS)


def test_a_sensor_on_a_module_can_be_found_by_its_lamp(house: House) -> None:
    """By the master's own number of it; a plugin's sensor has no lamp, nor has a virtual one."""
    [button] = [own for own in shown(house)["sensor_4"].features if own.key == "identify"]
    assert isinstance(button, Button)
    assert button.press.request() == FlashLed(2, "1")
    assert all(own.key != "identify" for own in shown(house)["sensor_510"].features)
    replies = demo_house().replies
    replies["get_sensor_configurations"]["config"][3]["virtual"] = True
    assert house_of(replies).of(Sensor)["4"].led is None


def test_an_unknown_quantity_is_a_sensor_in_the_gateways_words(house: House) -> None:
    house.configure(Sensor, [Sensor(id="9", quantity="wind_speed", unit="furlong", value=3.0)])
    [sensor] = shown(house)["sensor_9"].features
    assert (sensor.name, sensor.unit, sensor.device_class) == ("Wind speed", "furlong", None)


def test_a_value_that_is_no_number_is_unknown(house: House) -> None:
    reply = {"status": [{"id": 1, "value": float("nan")}, {"id": 4, "value": "warm"}]}
    house.apply(changes(house, "get_sensor_status", reply))
    assert (house.of(Sensor)["1"].value, house.of(Sensor)["4"].value) == (None, None)


def test_energy_of_day_and_night_adds_up_for_the_dashboard(house: House) -> None:
    energy = feature(house, "energy_1", "0_energy")
    assert (energy.value, energy.unit) == (1_890_000, "Wh")
    assert (energy.device_class, energy.state_class) == (SensorDeviceClass.ENERGY, SensorStateClass.TOTAL_INCREASING)
    house.apply([Change(Circuit, "1_0", {"night": None})])
    assert feature(house, "energy_1", "0_energy").value is None


def test_old_firmware_has_three_quantities_in_each_sensor(replies: Replies) -> None:
    """Before 2.18 the configurations have no quantity, and the values are told by number."""
    replies["get_sensor_configurations"]["config"] = [
        {"id": number, "name": f"S{number}", "offset": 0, "room": 255, "virtual": False} for number in range(2)
    ]
    del replies["get_sensor_status"]
    replies["get_sensor_temperature_status"]["status"] = [20.5, None]
    replies["get_sensor_humidity_status"]["status"] = [255, 60]
    replies["get_sensor_brightness_status"]["status"] = []
    found = {key: device for key, device in shown(house_of(replies)).items() if key.startswith("sensor_")}
    assert {key: device.features[0].value for key, device in found.items()} == {
        "sensor_0_temperature": 20.5,
        "sensor_1_humidity": 60,
    }


# Events


def told(house: House, kind: str, data: Any) -> tuple[list[Change], list[tuple[str, bool]]]:
    found, presses = happenings(house, event(kind, data))
    return found, [(press.id, press.on) for press in presses]


def test_a_press_is_told_once_and_a_repeated_state_is_no_press(house: House) -> None:
    on = {"id": 0, "status": True, "location": {"room_id": 0}}
    found, presses = told(house, "INPUT_CHANGE", on)
    assert presses == [("0", True)]
    house.apply(found)
    assert told(house, "INPUT_CHANGE", on) == ([], [])
    assert told(house, "INPUT_CHANGE", on | {"status": False})[1] == [("0", False)]
    assert told(house, "INPUT_CHANGE", on | {"id": 7}) == ([], [])


@pytest.mark.parametrize("data", [None, 5, "x", [], {}, {"id": 8}, {"id": 8, "status": 5}, {"id": None, "status": {}}])
@pytest.mark.parametrize("kind", ["OUTPUT_CHANGE", "SHUTTER_CHANGE", "THERMOSTAT_CHANGE", "INPUT_CHANGE", "NEWS"])
def test_a_broken_event_is_left_out(kind: str, data: Any, house: House) -> None:
    before = shown(house)
    found, _ = happenings(house, event(kind, data))
    house.apply(change for change in found if any(value is not None for value in change.values.values()))
    if kind != "INPUT_CHANGE":
        assert shown(house) == before


def test_events_say_the_same_as_replies(replies: Replies, house: House) -> None:
    """Whatever the house tells by an event, the next reply has no news about."""
    virtual = VirtualHouse(replies)
    heard: list[tuple[str, Any]] = []
    virtual.listeners.append(lambda kind, data: heard.append((kind, deepcopy(data))))

    doings.set_output(virtual, 8, is_on=True, dimmer=33)
    doings.set_shutter(virtual, 1, "stopped", 40)
    thermostats.set_thermostat(virtual, 0, preset="away")
    doings.set_ventilation_level(virtual, 1, 3)
    virtual.measure(510, 700.0)
    virtual.press_input(0, on=True)
    thermostats.set_thermostat_group(virtual, 0, mode="cooling")
    for kind, data in heard:
        found, _ = happenings(house, event(kind, data))
        assert house.apply(found), kind
    for function in STATES:
        if function in virtual.replies and function not in ("get_thermostat_status", "get_total_energy"):
            news = house.apply(changes(house, function, virtual.replies[function]))
            assert not news, function


# Ventilation


def test_levels_are_speeds(house: House) -> None:
    fan = feature(house, "ventilation_1", "ventilation")
    assert (fan.percentage, fan.speed_count, fan.preset.value) == (25, 4, "auto")
    assert fan.set_percentage.request(75) == SetVentilation("1", level=3)
    assert fan.turn_on.request(percentage=None, preset_mode=None) == SetVentilation("1", level=None)
    assert fan.turn_on.request(percentage=100, preset_mode=None) == SetVentilation("1", level=4)
    assert fan.turn_off.request() == SetVentilation("1", level=0)


def test_every_part_that_changes_reaches_a_device_that_shows_it(house: House) -> None:
    """What ``affected`` names is what differs, no more and no less."""
    values: dict[type[Part], dict[str, Any]] = {
        Output: {"is_on": True, "locked": True},
        Shutter: {"position": 7, "moves": "going_up"},
        Sensor: {"value": 1.5},
        Circuit: {"power": 1.5},
        PulseCounter: {"count": 5},
        Thermostat: {"target": 9.5},
        ThermostatGroup: {"mode": "cooling"},
    }
    for kind, new in values.items():
        for part_id in house.of(kind):
            before = shown(house)
            changed = house.apply([Change(kind, part_id, new)])
            after = shown(house)
            differing = {device_id for device_id in after if after[device_id] != before[device_id]}
            assert differing <= touched(house, changed)
            assert differing or not changed


def test_features_are_unique_and_named(house: House) -> None:
    for device in shown(house).values():
        keys = [own.key for own in device.features]
        assert len(keys) == len(set(keys))
        own: Feature
        for own in device.features:
            assert own.name is None or own.name or own.translation_key or getattr(own, "device_class", None)


def test_an_offline_installation_takes_its_devices_along(replies: Replies) -> None:
    objects = CloudObjects(21, VirtualHouse(replies))
    house = cloud_house(objects)
    house.configure(type(house.gateway), [replace(house.gateway, online=False)], with_state=True)
    assert not any(device.available for device in shown(house).values())


@pytest.mark.parametrize("value", [10**400, 1e308, float("nan"), float("inf"), -(2**63)])
def test_numbers_that_nothing_can_be_are_unknown(value: float) -> None:
    assert (number(value), whole(value), epoch(value)) == (None, None, None)
    replies = deepcopy(demo_house().replies)
    replies["get_errors"]["master_last_success"] = value
    replies["get_ventilation_status"]["status"][0]["level"] = value
    for schedule in replies["list_schedules"]["schedules"]:
        schedule.update(start=value, next_execution=value, end=value)
    assert "output_0" in shown(house_of(replies))


def test_a_thermostat_in_a_room_that_is_none_hides_no_other_one() -> None:
    replies = deepcopy(demo_house().replies)
    rows = replies["get_thermostat_configurations"]["config"]
    rows[0]["room"] = "nowhere"
    assert "output_0" in shown(house_of(replies))
