"""Believable houses: the demo's, a holiday home, and one of any size."""

from __future__ import annotations

import random
from typing import Any

from . import rows
from .house import House, Reply
from .rows import Row

ROOMS = ("Living", "Kitchen", "Hall", "Bathroom", "Master bedroom", "Children's room", "Office", "Garage", "Garden")
LIVING, KITCHEN, HALL, BATHROOM, BEDROOM, CHILDREN, OFFICE, GARAGE, GARDEN = range(len(ROOMS))

OUTPUTS: tuple[tuple[str, int, bool, int], ...] = (
    ("Ceiling", rows.LIGHT, False, LIVING),
    ("TV outlet", rows.OUTLET, False, LIVING),
    ("Kitchen island", rows.LIGHT, False, KITCHEN),
    ("Dishwasher", rows.APPLIANCE, False, KITCHEN),
    ("Hall", rows.LIGHT, False, HALL),
    ("Extractor", rows.VENTILATION, False, BATHROOM),
    ("Towel heater", rows.HEATER, False, BATHROOM),
    ("Garden watering", rows.VALVE, False, GARDEN),
    ("Dining table", rows.LIGHT, True, LIVING),
    ("Bedside", rows.LIGHT, True, BEDROOM),
    ("Night light", rows.LIGHT, True, CHILDREN),
    ("Desk", rows.LIGHT, True, OFFICE),
    ("", rows.LIGHT, True, rows.NONE),
    ("", rows.LIGHT, True, rows.NONE),
    ("", rows.LIGHT, True, rows.NONE),
    ("", rows.LIGHT, True, rows.NONE),
    ("Valve living", rows.VALVE, False, LIVING),
    ("Valve bedroom", rows.VALVE, False, BEDROOM),
    ("Heating pump", rows.PUMP, False, GARAGE),
    ("Heat pump", rows.HVAC, False, GARAGE),
    ("Outside siren", rows.ALARM, False, rows.NONE),
    ("Garage gate", rows.MOTOR, False, GARAGE),
    ("Fountain", rows.GENERIC, False, GARDEN),
    ("", rows.SHUTTER_RELAY, False, rows.NONE),
)
"""Name, type, whether it dims, room; in the order of their ids."""

SHUTTERS: tuple[Row, ...] = (
    rows.shutter(0),
    rows.shutter(1, "Living blind", room=LIVING, steps=101, seconds=30, group=0),
    rows.shutter(2, "Kitchen blind", room=KITCHEN, seconds=25, group=0),
    rows.shutter(3, "Bedroom shutter", room=BEDROOM, steps=21, seconds=28),
)

SENSORS: tuple[tuple[Row, float | None], ...] = (
    (rows.sensor(1, "Living", "temperature", "celcius", external="0", room=LIVING), 21.4),
    (rows.sensor(2, "Living", "humidity", "percent", external="0", room=LIVING), 47.0),
    (rows.sensor(3, "Living", "brightness", "percent", external="0", room=LIVING), 61.0),
    (rows.sensor(4, "Bedroom", "temperature", "celcius", external="1", room=BEDROOM), 18.6),
    (rows.sensor(5, "", "temperature", "celcius", external="2"), 8.2),
    (rows.sensor(510, "Air", "co2", "parts_per_million", external="air-1", room=OFFICE, plugin="Healthbox"), 640.0),
    (rows.sensor(511, "Air", "voc", "parts_per_million", external="air-1", room=OFFICE, plugin="Healthbox"), 1.2),
    (rows.sensor(512, "Garden light", "brightness", "lux", external="lux-1", room=GARDEN, plugin="Weather"), 12400.0),
    (rows.sensor(513, "Noise", "sound", "decibel", external="sense-1", room=CHILDREN, plugin="Sense"), 38.0),
    (rows.sensor(514, "Dust", "dust", "micro_gram_per_cubic_meter", external="sense-1", plugin="Sense"), 7.5),
    (rows.sensor(515, "Air quality", "aqi", "none", external="sense-1", plugin="Sense"), 32.0),
    (rows.sensor(516, "Comfort", "comfort_index", "none", external="sense-1", plugin="Sense"), 84.0),
)

INPUTS: tuple[Row, ...] = (
    rows.input_(0, "Living door button", room=LIVING, action=0),
    rows.input_(1, "Kitchen button", room=KITCHEN, action=2),
    rows.input_(2, "Hall motion", room=HALL),
    rows.input_(3, "Doorbell"),
    rows.input_(4, "All off button", room=HALL, action=240, actions="2,0"),
    *(rows.input_(number) for number in range(5, 8)),
)

GROUP_ACTIONS: tuple[Row, ...] = (
    rows.group_action(0, "All off", "160,0,160,2,160,4,160,8"),
    rows.group_action(1, "Evening", "161,0,161,8"),
    rows.group_action(2, "Service", "160,22", in_app=False),
)

SCHEDULES: tuple[Row, ...] = (
    rows.schedule(1, "Evening lights", "GROUP_ACTION", 1, start=1767225600.0, repeat="30 18 * * *"),
    rows.schedule(2, "Watering", "BASIC_ACTION", {"action_type": 161, "action_number": 7}, start=1767225600.0,
                  repeat="0 6 * 5-9 mon,wed,fri"),
    rows.schedule(3, "Leave", "GROUP_ACTION", 0, start=1798789200.0, repeat=None),
)  # fmt: skip

FEATURES = (
    "factory_reset", "show_in_app_property", "ventilation", "thermostat_groups", "scheduling", "metrics",
    "pause_schedules", "in_use_property", "can_bus_termination_toggle", "dirty_flag", "100_steps_dimmer", "long_names",
    "input_states", "gateway_sensors", "modules_information", "copy_thermostat_schedules", "websocket_maintenance",
    "dynamic_updates", "thermostats_gateway", "isolated_plugins", "default_timer_disabled", "shutter_positions",
)  # fmt: skip

THERMOSTAT_SLOTS, GROUP_ACTION_SLOTS, ROOM_SLOTS, COUNTER_SLOTS = 32, 256, 100, 32


def ok(**parts: Any) -> Reply:
    """A reply that says yes."""
    return {"success": True, **parts}


def filled(used: tuple[Row, ...], slots: int, empty: Any) -> list[Row]:
    """The rows that are used, and empty ones up to the number that a gateway always has."""
    taken = {row["id"] for row in used}
    return sorted([*used, *(empty(slot) for slot in range(slots) if slot not in taken)], key=lambda row: row["id"])


def system(mac: str, serial: str) -> dict[str, Reply]:
    """What the gateway tells of itself."""
    return {
        "get_version": ok(version="2.29.0", gateway="2.29.0", master="3.143.120", python_version="3.8.18"),
        "get_status": ok(time="12:00", date="21/11/2026", mode="L", version="3.143.120", hw_version=4),
        "get_features": ok(features=list(FEATURES)),
        "get_platform_details": ok(
            platform="CORE_PLUS",
            operating_system="debian",
            hardware="Gateway 2",
            hardware_serial=serial,
            mac_address=mac,
        ),
        "get_system_info": ok(
            model="None",
            operating_system={"id": "debian", "version": '"12"', "name": '"Debian GNU/Linux"'},
            platform="CORE_PLUS",
        ),
        "get_timezone": ok(timezone="Europe/Brussels"),
        "get_plugins": ok(plugins=[]),
        "get_errors": ok(errors=[], master_last_success=1795215000.0, power_last_success=1),
        "get_metric_definitions": ok(definitions={"OpenMotics": {"output": metric("output", "value", "%")}}),
        "get_airco_status": {"success": False, "msg": "Unsupported"},
        "health_check": ok(
            health={name: {"state": name != "vpn_service"} for name in ("openmotics", "master", "vpn_service")},
            health_version=1.0,
        ),
    }


def metric(kind: str, name: str, unit: str) -> Row:
    """The definition of one measured series."""
    return {
        "type": kind,
        "tags": ["id", "name"],
        "metrics": [{"name": name, "description": f"Its {name}", "type": "gauge", "unit": unit}],
    }


def thermostats(used: tuple[tuple[int, str, int, int, int], ...]) -> dict[str, Reply]:
    """Thermostats in one group: id, name, room, sensor and valve of each."""

    def configurations(*, cooling: bool) -> list[Row]:
        taken = tuple(
            rows.thermostat(number, name, cooling=cooling, room=room, sensor=sensor, valve=valve)
            for number, name, room, sensor, valve in used
        )
        return filled(taken, THERMOSTAT_SLOTS, lambda slot: rows.thermostat(slot, cooling=cooling))

    states = [rows.thermostat_status(number, 20.5, 21.0, steering=40) for number, *_ in used]
    older = [
        {
            "id": state["id"],
            "act": state["actual_temperature"],
            "csetp": state["setpoint_temperature"],
            "outside": None,
            "mode": "heating",
            "automatic": True,
            "setpoint": 0,
            "output0": state["output0"],
            "output1": 0,
        }
        for state in states
    ]
    return {
        "get_thermostat_configurations": ok(config=configurations(cooling=False)),
        "get_cooling_configurations": ok(config=configurations(cooling=True)),
        "get_thermostat_group_configurations": ok(config=[rows.thermostat_group(0, "House")]),
        "get_thermostat_group_status": ok(status=[{"id": 0, "mode": "heating", "thermostats": states}]),
        "get_thermostat_status": ok(automatic=True, setpoint=0, cooling=False, status=older, thermostat_on=True),
    }


def outputs(configurations: list[Row]) -> dict[str, Reply]:
    """Outputs, all off, and the modules that they are on."""
    return {
        "get_output_configurations": ok(config=configurations),
        "get_output_status": ok(status=[rows.output_status(row["id"]) for row in configurations]),
    }


def shutters(configurations: tuple[Row, ...]) -> dict[str, Reply]:
    """Shutters, all open."""
    known = {row["id"]: 0 if row["steps"] != rows.NO_TIMER else None for row in configurations}
    detail = {str(number): rows.shutter_detail("stopped", position) for number, position in known.items()}
    return {
        "get_shutter_configurations": ok(config=list(configurations)),
        "get_shutter_group_configurations": ok(config=[rows.shutter_group(number) for number in range(8)]),
        "get_shutter_status": ok(status=[state["state"] for state in detail.values()], detail=detail),
    }


def sensors(used: tuple[tuple[Row, float | None], ...]) -> dict[str, Reply]:
    """Sensors and their values, in today's words and in the older ones."""
    older: dict[str, Reply] = {}
    for quantity in ("temperature", "humidity", "brightness"):
        values = {
            int(row["external_id"]): value
            for row, value in used
            if row["physical_quantity"] == quantity and row["source"]["type"] == "master"
        }
        listed = [values.get(index) for index in range(max(values, default=-1) + 1)]
        older[f"get_sensor_{quantity}_status"] = ok(status=listed)
    return {
        "get_sensor_configurations": ok(config=[row for row, _ in used]),
        "get_sensor_status": ok(status=[{"id": row["id"], "value": value} for row, value in used]),
        **older,
    }


def inputs(configurations: tuple[Row, ...]) -> dict[str, Reply]:
    """Inputs, none pressed."""
    return {
        "get_input_configurations": ok(config=list(configurations)),
        "get_input_status": ok(status=[{"id": row["id"], "status": 0} for row in configurations]),
        "get_last_inputs": ok(inputs=[]),
    }


def energy(number: int, name: str, circuits: tuple[tuple[str, float], ...]) -> dict[str, Reply]:
    """One energy module: its circuits and what they draw, in W."""
    module = rows.power_module(number, name, f"E{number + 1}", tuple(circuit for circuit, _ in circuits))
    watts = [*(drawn for _, drawn in circuits), *[0.0] * (12 - len(circuits))]
    readings = [[230.1, 50.0, round(power / 230.1, 2), power] for power in watts]
    counters = [[1_250_000 + index * 10_000, 640_000 + index * 5_000] for index in range(12)]
    return {
        "get_power_modules": ok(modules=[module]),
        "get_realtime_power": ok(**{str(number): readings}),
        "get_total_energy": ok(**{str(number): counters}),
    }


def rest(*, ventilations: tuple[Row, ...], counters: tuple[Row, ...], rooms: tuple[str, ...]) -> dict[str, Reply]:
    """Ventilation, pulse counters, rooms, group actions, schedules and modules."""
    named = tuple({"id": number, "name": name, "floor": rows.NONE} for number, name in enumerate(rooms))
    counting = filled(counters, COUNTER_SLOTS, rows.pulse_counter)
    modules = [
        rows.module("079.000.000.001", "output", 0),
        rows.module("068.000.000.001", "dim_control", 1),
        rows.module("073.000.000.001", "input", 0),
        rows.module("079.000.000.002", "output", 2),
        rows.module("082.000.000.001", "shutter", 3),
    ]
    return {
        "get_ventilation_configurations": ok(config=list(ventilations)),
        "get_ventilation_status": ok(status=[rows.ventilation_status(row["id"]) for row in ventilations]),
        "get_pulse_counter_configurations": ok(config=counting),
        "get_pulse_counter_status": ok(counters=[0] * len(counting)),
        "get_room_configurations": ok(
            config=filled(named, ROOM_SLOTS, lambda slot: {"id": slot, "name": "", "floor": rows.NONE})
        ),
        "get_group_action_configurations": ok(config=filled(GROUP_ACTIONS, GROUP_ACTION_SLOTS, rows.group_action)),
        "list_schedules": ok(schedules=list(SCHEDULES)),
        "get_modules": ok(outputs=["O", "D"], inputs=["I"], shutters=["R"], can_inputs=[]),
        "get_modules_information": ok(
            modules={
                "gateway": {"2": rows.module("2", "energy", None, source="gateway", firmware="1.2.3")},
                "master": {row["address"]: row for row in modules},
            }
        ),
    }


def demo_house(mac: str = "02:4F:4D:00:00:01", serial: str = "OM-DEMO-0001") -> House:
    """A family's house with a bit of everything."""
    house = House(
        system(mac, serial)
        | outputs([rows.output(n, name, kind, dimmer=dims, room=room)
                   for n, (name, kind, dims, room) in enumerate(OUTPUTS)])
        | shutters(SHUTTERS)
        | thermostats(((0, "Living", LIVING, 1, 16), (1, "Bedroom", BEDROOM, 4, 17)))
        | sensors(SENSORS)
        | inputs(INPUTS)
        | energy(1, "Fuse box", (("Main", 2310.0), ("Solar", -1450.0), ("Kitchen", 420.0), ("Car charger", 0.0)))
        | rest(
            ventilations=(rows.ventilation(1, "Ventilation", levels=4, room=HALL),),
            counters=(rows.pulse_counter(0, "Water", input_number=5, room=GARAGE),
                      rows.pulse_counter(1, "Gas", input_number=6, room=GARAGE)),
            rooms=ROOMS,
        )
    )  # fmt: skip
    for number in (0, 16):
        found = house.row("get_output_status", number, "status")
        assert found is not None
        found["status"] = 1
    house.replies["get_pulse_counter_status"]["counters"][:2] = [48211, 9310]
    return house


def holiday_house() -> House:
    """A small second home."""
    return House(
        system("02:4F:4D:00:00:02", "OM-DEMO-0002")
        | outputs([rows.output(0, "Porch", room=0), rows.output(1, "Boiler", rows.HEATER)])
        | shutters(())
        | thermostats(())
        | sensors(((rows.sensor(1, "Inside", "temperature", "celcius", external="0", room=0), 9.5),))
        | inputs((rows.input_(0, "Porch button", room=0),))
        | energy(1, "Fuse box", (("Main", 80.0),))
        | rest(ventilations=(), counters=(), rooms=("Porch",))
    )


def sized_house(size: int, seed: int) -> House:
    """A house of about ``size`` entities: lights, dimmers, outlets, sensors and buttons."""
    dice = random.Random(seed)
    third = max(1, size // 3)
    kinds = ((rows.LIGHT, False), (rows.LIGHT, True), (rows.OUTLET, False))
    made = [
        rows.output(n, f"{ROOMS[n % len(ROOMS)]} {n}", kinds[n % 3][0], dimmer=kinds[n % 3][1], room=n % len(ROOMS))
        for n in range(third)
    ]
    house = demo_house()
    house.replies.update(outputs(made))
    readings = tuple(
        (
            rows.sensor(n + 1, f"Sensor {n}", "temperature", "celcius", external=str(n), room=n % len(ROOMS)),
            round(dice.uniform(5, 28), 1),
        )
        for n in range(third)
    )
    house.replies.update(sensors(readings))
    buttons = tuple(rows.input_(n, f"Button {n}", room=n % len(ROOMS)) for n in range(third))
    house.replies.update(inputs(buttons))
    return house
