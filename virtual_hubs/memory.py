"""What a hub keeps through a power cut: its ports, its certificate, who may come in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Memory:
    """Values by name; in a file if there is one, else for as long as the hub runs."""

    def __init__(self, path: Path | None = None) -> None:
        """Read what the file holds, if it is there already."""
        self._path = path
        self._kept: dict[str, Any] = {}
        if path is not None and path.exists():
            self._kept = json.loads(path.read_text(encoding="utf-8"))

    @property
    def is_lasting(self) -> bool:
        """Whether it outlives the process."""
        return self._path is not None

    def get(self, name: str, otherwise: Any = None) -> Any:
        """What is kept under this name."""
        return self._kept.get(name, otherwise)

    def keep(self, name: str, value: Any) -> None:
        """Keep a JSON value; a file that is being written is never seen half."""
        if self._kept.get(name) == value:
            return
        self._kept[name] = json.loads(json.dumps(value))
        if self._path is not None:
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._kept), encoding="utf-8")
            fresh.replace(self._path)
