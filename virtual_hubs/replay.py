"""A downloaded diagnostics file, played again: the hub that it was taken from, with stand-ins for all that is private."""

from __future__ import annotations

import argparse
import importlib
import json
import tempfile
from pathlib import Path
from typing import Any

from .__main__ import HUBS, hub_parser
from .base import VirtualHub


def create(arguments: list[str]) -> VirtualHub:
    """The hub that the file was taken from; further arguments are that hub's own.

    The hub's module reads what it has said itself, the file's ``recording``, as its ``--house``.
    """
    parser = argparse.ArgumentParser(prog="python -m virtual_hubs replay", description=__doc__)
    parser.add_argument("file", type=Path, help="as Home Assistant's page of the hub gives it to download")
    known, own = parser.parse_known_args(arguments)
    told = _told(parser, known.file)
    kind = told["entry"]["data"].get("hub")
    if kind not in HUBS:
        parser.error(f"{known.file} is of no hub that can be played: {kind}")
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder, "recording.json")
        house.write_text(json.dumps(told["recording"]), encoding="utf-8")
        options = hub_parser(kind).parse_args([*own, "--house", str(house)])
        hub: VirtualHub = importlib.import_module(f".{kind}", __package__).create(options)
    return hub


def _told(parser: argparse.ArgumentParser, file: Path) -> dict[str, Any]:
    """What the integration has put into the file."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        told: dict[str, Any] = data.get("data", data)
        told["entry"]["data"], told["recording"]
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as err:
        parser.error(f"{file} is not a diagnostics file of Multihub: {err!r}")
    return told
