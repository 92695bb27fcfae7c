"""Byte code for processes that are measured: a home has it in its cache from the second start on."""

from __future__ import annotations

import os
from pathlib import Path


def with_byte_code(cache: Path) -> dict[str, str]:
    """The environment of a new process that keeps its byte code in this folder, wherever it is kept else, if at all."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": str(cache)}
