"""A house as its gateway tells of it: the replies themselves, which the house's doings change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from .rows import Row

type Reply = dict[str, Any]
type Listener = Callable[[str, Any], None]


class RefusedError(Exception):
    """The gateway answers ``success: false`` with this text."""


def found(row: Row | None) -> Row:
    """The row, or the gateway's words for what it does not know."""
    if row is None:
        raise RefusedError("Object not found")
    return row


class House:
    """Every reply of the gateway by the function's name, and who wants to hear of changes.

    What is not among the replies is a function that this firmware does not know.
    """

    def __init__(self, replies: Mapping[str, Reply]) -> None:
        """Begin with these replies; they are copied."""
        self.replies: dict[str, Reply] = {name: deepcopy(dict(reply)) for name, reply in replies.items()}
        self.listeners: list[Listener] = []
        self.lights: list[Row] = []
        """Lights that only the cloud of today knows, in its words."""
        self.without: set[str] = set()
        """Functions that this firmware does not know, though others of its kind do."""

    @classmethod
    def from_folder(cls, folder: Path) -> House:
        """A house from recorded replies: ``<function>.json`` holding ``{"status": 200, "body": {...}}``."""
        recorded = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}
        return cls({name: reply["body"] for name, reply in recorded.items()})

    def rows(self, function: str, key: str = "config") -> list[Row]:
        """The rows of a reply; none if this firmware does not know the function."""
        rows: list[Row] = self.replies.get(function, {}).get(key, [])
        return rows

    def row(self, function: str, number: int, key: str = "config") -> Row | None:
        """One row by its id."""
        return next((row for row in self.rows(function, key) if row["id"] == number), None)

    def tell(self, kind: str, data: Any) -> None:
        """Tell whoever listens what happened, in the websocket's words."""
        for listener in list(self.listeners):
            listener(kind, data)

    # What a person or the weather does

    def press_input(self, number: int, *, on: bool) -> None:
        """Press or release a button that hangs on an input."""
        status = self.row("get_input_status", number, "status")
        configuration = self.row("get_input_configurations", number)
        if status is None or configuration is None:
            return
        status["status"] = int(on)
        self.tell("INPUT_CHANGE", {"id": number, "status": on, "location": {"room_id": configuration["room"]}})

    def measure(self, number: int, value: float | None) -> None:
        """Give a sensor a new value."""
        status = self.row("get_sensor_status", number, "status")
        if status is not None:
            status["value"] = value
        configuration = self.row("get_sensor_configurations", number)
        if configuration is not None:
            self._measure_in_older_words(configuration, value)
        self.tell("SENSOR_CHANGE", {"id": number, "value": value})

    def _measure_in_older_words(self, configuration: Row, value: float | None) -> None:
        quantity, external = configuration.get("physical_quantity"), configuration.get("external_id", "")
        values = self.replies.get(f"get_sensor_{quantity}_status", {}).get("status")
        if values is not None and external.isdigit() and int(external) < len(values):
            values[int(external)] = value

    def count_pulses(self, number: int, pulses: int) -> None:
        """Set a pulse counter; nothing tells of it."""
        counters = self.replies["get_pulse_counter_status"]["counters"]
        order = sorted(row["id"] for row in self.rows("get_pulse_counter_configurations"))
        counters[order.index(number)] = pulses

    def draw_power(self, module: int, circuit: int, watts: float) -> None:
        """Let a circuit draw this much power."""
        reading = self.replies["get_realtime_power"][str(module)][circuit]
        reading[3] = watts
        reading[2] = round(watts / reading[0], 2)
        self.tell("POWER", {str(module): self.replies["get_realtime_power"][str(module)]})

    def module_answers(self, address: str, *, online: bool) -> None:
        """Let a module on the bus answer, or not."""
        self.replies["get_modules_information"]["modules"]["master"][address]["online"] = online

    def take_module(self, address: str) -> None:
        """Take a module off the bus; what was configured for it stays."""
        del self.replies["get_modules_information"]["modules"]["master"][address]

    def silence_energy(self, module: int) -> Callable[[], None]:
        """Let an energy module not answer: the replies leave it out. Gives what ends that."""
        kept = {name: self.replies[name].pop(str(module)) for name in ("get_realtime_power", "get_total_energy")}

        def end() -> None:
            for name, readings in kept.items():
                self.replies[name][str(module)] = readings

        return end

    def remove(self, function: str, number: int) -> None:
        """Take something out of the configuration, as when a module is removed."""
        rows = self.replies[function]["config"]
        rows[:] = [row for row in rows if row["id"] != number]
