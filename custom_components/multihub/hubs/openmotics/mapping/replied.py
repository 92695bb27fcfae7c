"""What the gateway replied last, so that only what it replies otherwise is mapped; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from .house import PartKey
from .parts import Circuit, EnergyModule, Input, Output, Part, Sensor, Shutter, Thermostat, ThermostatGroup, Ventilation
from .values import identifier

type Reply = Mapping[str, Any]

TELLS: Final[dict[str, tuple[type[Part], ...]]] = {
    "get_output_status": (Output,),
    "get_input_status": (Input,),
    "get_sensor_status": (Sensor,),
    "get_ventilation_status": (Ventilation,),
    "get_shutter_status": (Shutter,),
    "get_thermostat_group_status": (Thermostat, ThermostatGroup),
    "get_realtime_power": (Circuit, EnergyModule),
}
"""What the replies tell that is told by events and messages, too."""

BY_ROW: Final = frozenset(
    {
        "get_output_status",
        "get_input_status",
        "get_sensor_status",
        "get_ventilation_status",
        "get_thermostat_group_status",
    }
)
"""Functions each of whose rows tells of what its id names, and of nothing else."""


class Replied:
    """The replies that the states of a house come from."""

    def __init__(self) -> None:
        """Begin without any."""
        self._replies: dict[str, Reply] = {}
        self._otherwise: dict[type[Part], set[str]] = {}

    def forget(self) -> None:
        """Map whatever comes next in whole: the house has other parts."""
        self._replies.clear()
        self._otherwise.clear()

    def otherwise(self, changed: Iterable[PartKey]) -> None:
        """Note parts that are not any more as the replies say: something else told of them since."""
        for kind, part_id in changed:
            self._otherwise.setdefault(kind, set()).add(part_id)

    def news(self, function: str, reply: Reply) -> Reply | None:
        """What of a reply the house does not have from the one before; ``None``: nothing, as nearly always."""
        kinds = TELLS.get(function, ())
        others: set[str] = set().union(*(self._otherwise.pop(kind, ()) for kind in kinds))
        before, self._replies[function] = self._replies.get(function), reply
        if before is None:
            return reply
        if not others and (reply is before or reply == before):
            return None
        rows, known = reply.get("status"), before.get("status")
        if function not in BY_ROW or not isinstance(rows, list) or not isinstance(known, list):
            return reply
        if len(rows) != len(known) or (others and len(kinds) > 1):
            return reply
        pairs = zip(rows, known, strict=True)
        # nearly all are the very same, which is seen faster than that they are equal
        news = [row for row, old in pairs if (row is not old and row != old) or (others and _id(row) in others)]
        return {**reply, "status": news}


def _id(row: Any) -> str | None:
    try:
        return identifier(row["id"])
    except (KeyError, TypeError, ValueError, IndexError):
        return None
