"""The integration's actions for outputs: as the vendor's own SDK shows them; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..base import HubInputError
from .mapping.house import House
from .mapping.parts import Output
from .requests import SetOutput


def output_named(house: House, wanted: str) -> Output:
    """The output with this number, or with this name where only one has it.

    Raises:
        HubInputError: there is none, or more than one.

    """
    outputs = house.of(Output)
    if wanted in outputs:
        return outputs[wanted]
    named = [output for output in outputs.values() if output.name.casefold() == wanted.casefold()]
    if len(named) != 1:
        key = "several_outputs" if named else "no_such_output"
        raise HubInputError(f"{len(named)} outputs are called {wanted}", key=key, placeholders={"output": wanted})
    return named[0]


def set_output(house: House, data: Mapping[str, Any]) -> SetOutput:
    """Switch an output: ``output``, ``is_on``, ``level`` in %, ``timer`` until it goes off.

    Raises:
        HubInputError: there is no such output, or it does not dim.

    """
    output = output_named(house, data["output"])
    level, timer = data.get("level"), data.get("timer")
    if level is not None and not output.dims:
        told = {"output": output.name}
        raise HubInputError(f"{output.name} does not dim", key="does_not_dim", placeholders=told)
    seconds = round(timer.total_seconds()) if isinstance(timer, timedelta) else None
    return SetOutput(output.id, on=data["is_on"], level=level, timer=seconds or None)


def outputs_on(house: House) -> list[Output]:
    """Every output that is on."""
    return [output for output in house.of(Output).values() if output.is_on]


def described(outputs: list[Output]) -> dict[str, Any]:
    """Outputs as an action answers them."""
    return {
        "outputs": [
            {"id": output.id, "name": output.name, "room": output.room, "level": output.level if output.dims else None}
            for output in outputs
        ]
    }
