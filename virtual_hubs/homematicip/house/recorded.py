"""Homes that somebody recorded: a ``getCurrentState`` answer, or a diagnostics file that holds one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

type Json = dict[str, Any]

SGTIN = re.compile(r"[0-9A-F]{24}")
DEPTH = 4
"""So deep diagnostics hide the state."""


def recorded_house(house: Json | Path | str) -> Json:
    """The state in a file or in its JSON data.

    Raises ValueError if there is none.
    """
    data = house if isinstance(house, dict) else json.loads(Path(house).read_text(encoding="utf-8"))
    state = _state_in(data, DEPTH)
    if state is None:
        raise ValueError("this file holds no getCurrentState answer: nothing in it has devices and a home")
    return state


def access_point_of(state: Json) -> str | None:
    """The SGTIN of the access point that a recorded home names, if it is a device of that home."""
    known = state.get("home", {}).get("accessPointUpdateStates") or {}
    return next((one for one in known if SGTIN.fullmatch(one) and one in state.get("devices", {})), None)


def _state_in(data: Any, depth: int) -> Json | None:
    if not isinstance(data, dict) or depth < 0:
        return None
    if "devices" in data and "home" in data:
        return data
    return next((state for value in data.values() if (state := _state_in(value, depth - 1)) is not None), None)
