"""How the cloud of today tells of a house: objects with its own ids and the gateway's ``local_id``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import rows
from .doings import has_steps
from .house import House, found
from .rows import Row

OFFSET = 4000
"""The cloud's id of a thing is the gateway's and this, times the installation's number."""

OUTPUT_TYPES = {
    rows.LIGHT: "LIGHT",
    rows.OUTLET: "OUTLET",
    rows.VALVE: "VALVE",
    rows.ALARM: "ALARM",
    rows.APPLIANCE: "APPLIANCE",
    rows.PUMP: "PUMP",
    rows.HVAC: "HVAC",
    rows.GENERIC: "GENERIC",
    rows.MOTOR: "MOTOR",
    rows.VENTILATION: "VENTILATION",
    rows.HEATER: "HEATER",
}


class CloudObjects:
    """The objects of one installation."""

    def __init__(self, installation: int, house: House) -> None:
        """Speak for this house."""
        self.installation = installation
        self.house = house
        self.base = OFFSET * installation
        self.kinds: dict[str, Callable[[], list[Row]]] = {
            "outputs": self.outputs,
            "shutters": self.shutters,
            "sensors": self.sensors,
            "inputs": self.inputs,
            "thermostats/groups": self.groups,
            "thermostats/units": self.units,
            "groupactions": self.group_actions,
            "ventilations/units": self.ventilations,
            "lights": lambda: house.lights,
            "rooms": self.rooms,
            "floors": lambda: [{"id": self.base + 1, "name": "Ground floor"}],
        }

    def local(self, cloud_id: int) -> int:
        """The gateway's id of a thing."""
        return cloud_id - self.base

    def _thing(self, row: Row, status: Row | None, **more: Any) -> Row:
        room = row.get("room", rows.NONE)
        return {
            "id": self.base + row["id"],
            "local_id": row["id"],
            "name": row["name"],
            "location": {
                "installation_id": self.installation,
                "gateway_id": self.installation,
                "floor_id": None if room == rows.NONE else self.base + 1,
                "room_id": None if room == rows.NONE else self.base + room,
                "floor_coordinates": {"x": None, "y": None},
            },
            "metadata": {},
            "status": status,
            "last_state_change": 1795215000.0,
            "_version": 1.0,
            **more,
        }

    def _named(self, function: str) -> list[Row]:
        return [row for row in self.house.rows(function) if row["name"] and row.get("in_use", True)]

    def outputs(self) -> list[Row]:
        """Outputs that are in use."""
        things = []
        for row in self._named("get_output_configurations"):
            if row["type"] not in OUTPUT_TYPES:
                continue
            state = found(self.house.row("get_output_status", row["id"], "status"))
            dims = row["module_type"] in "Dd"
            status = {"on": bool(state["status"]), "locked": state["locked"], "manual_override": False}
            if dims:
                status["value"] = state["dimmer"]
            capabilities = ["ON_OFF", "RANGE"] if dims else ["ON_OFF"]
            things.append(self._thing(row, status, type=OUTPUT_TYPES[row["type"]], capabilities=capabilities))
        return things

    def shutters(self) -> list[Row]:
        """Shutters with a name."""
        things = []
        for row in self._named("get_shutter_configurations"):
            detail = self.house.replies["get_shutter_status"]["detail"][str(row["id"])]
            status = {
                "state": detail["state"].upper(),
                "position": detail["actual_position"],
                "locked": False,
                "manual_override": False,
                "preset_position": None,
                "last_change": detail["last_change"],
            }
            steps = has_steps(row)
            things.append(
                self._thing(
                    row,
                    status,
                    capabilities=["UP_DOWN", "POSITION"] if steps else ["UP_DOWN"],
                    configuration={
                        "steps": row["steps"] if steps else None,
                        "timer_up": row["timer_up"],
                        "timer_down": row["timer_down"],
                    },
                )
            )
        return things

    def sensors(self) -> list[Row]:
        """Sensors, each with its quantity."""
        things = []
        for row in self.house.rows("get_sensor_configurations"):
            state = self.house.row("get_sensor_status", row["id"], "status")
            value = state["value"] if state else None
            quantity = row["physical_quantity"]
            status = None if value is None else {quantity: value}
            things.append(self._thing(row, status, physical_quantity=quantity, unit=row["unit"]))
        return things

    def inputs(self) -> list[Row]:
        """Inputs that are in use."""
        return [
            self._thing(row, {"on": bool(found(self.house.row("get_input_status", row["id"], "status"))["status"])})
            for row in self._named("get_input_configurations")
        ]

    def groups(self) -> list[Row]:
        """Thermostat groups."""
        return [
            self._thing(
                found(self.house.row("get_thermostat_group_configurations", group["id"])),
                {"mode": group["mode"].upper(), "state": "ON"},
                capabilities=["HEATING", "COOLING"],
                thermostat_ids=[self.base + status["id"] for status in group["thermostats"]],
                schedule={},
            )
            for group in self.house.rows("get_thermostat_group_status", "status")
        ]

    def units(self) -> list[Row]:
        """Thermostats."""
        things = []
        for group in self.house.rows("get_thermostat_group_status", "status"):
            for state in group["thermostats"]:
                status = {
                    "state": state["state"].upper(),
                    "setpoint": None,
                    "current_setpoint": state["setpoint_temperature"],
                    "actual_temperature": state["actual_temperature"],
                    "current_temperature": state["actual_temperature"],
                    "preset": state["preset"].upper(),
                    "active_preset": state["preset"].upper(),
                    "mode": group["mode"].upper(),
                    "steering_power": state["steering_power"],
                    "preset_expiration": None,
                }
                row = found(self.house.row("get_thermostat_configurations", state["id"]))
                things.append(self._thing(row, status))
        return things

    def group_actions(self) -> list[Row]:
        """Group actions that the app shows."""
        return [
            self._thing(row, None)
            for row in self.house.rows("get_group_action_configurations")
            if row["name"] and row["show_in_app"]
        ]

    def ventilations(self) -> list[Row]:
        """Ventilation units."""
        things = []
        for row in self.house.rows("get_ventilation_configurations"):
            state = found(self.house.row("get_ventilation_status", row["id"], "status"))
            status = {
                "mode": state["mode"].upper(),
                "level": state["level"],
                "timer": state["timer"],
                "remaining_time": state["remaining_time"],
            }
            things.append(self._thing(row, status, amount_of_levels=row["amount_of_levels"]))
        return things

    def rooms(self) -> list[Row]:
        """Rooms with a name."""
        return [
            {"id": self.base + row["id"], "name": row["name"], "floor_id": self.base + 1}
            for row in self.house.rows("get_room_configurations")
            if row["name"]
        ]
