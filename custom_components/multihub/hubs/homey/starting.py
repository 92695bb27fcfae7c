"""Flows that are started: by which operation, and why not while they are paused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..base import HubInputError
from .mapping.house import House
from .mapping.wire import words

FLOWS: Final = {"flows": "flow.triggerFlow", "advanced_flows": "flow.triggerAdvancedFlow"}
"""The sections that hold flows: the operation that starts one."""

STARTS: Final = {operation: section for section, operation in FLOWS.items()}


def refuse_paused(house: House, operation: str, arguments: Mapping[str, Any]) -> None:
    """Say that a flow is paused, before the Homey is asked in vain; other operations pass.

    Raises:
        HubInputError: the flow that is to be started is paused.

    """
    if (section := STARTS.get(operation)) is None:
        return
    flow = (house.answers.get(section) or {}).get(arguments.get("id"), {})
    if flow.get("enabled") is False:
        name = words(flow.get("name")) or str(arguments.get("id"))
        raise HubInputError(f"the flow {name} is paused", key="flow_paused", placeholders={"flow": name})
