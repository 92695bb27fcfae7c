"""The replies of a gateway, made of the rows of what it has; a gateway always has empty slots besides."""

from __future__ import annotations

from typing import Any

from . import rows
from .house import Reply
from .rows import Row

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


def rest(
    *,
    ventilations: tuple[Row, ...],
    counters: tuple[Row, ...],
    rooms: tuple[str, ...],
    actions: tuple[Row, ...],
    schedules: tuple[Row, ...],
) -> dict[str, Reply]:
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
        "get_group_action_configurations": ok(config=filled(actions, GROUP_ACTION_SLOTS, rows.group_action)),
        "list_schedules": ok(schedules=list(schedules)),
        "get_modules": ok(outputs=["O", "D"], inputs=["I"], shutters=["R"], can_inputs=[]),
        "get_modules_information": ok(
            modules={
                "gateway": {"2": rows.module("2", "energy", None, source="gateway", firmware="1.2.3")},
                "master": {row["address"]: row for row in modules},
            }
        ),
    }
