"""OpenMotics as a server: the gateway's own API and websocket, and both clouds."""

from __future__ import annotations

import argparse
from pathlib import Path

from .homes import demo_house, holiday_house, sized_house
from .house import House
from .hub import WAYS, VirtualOpenMotics
from .recordings import read

__all__ = ["House", "VirtualOpenMotics", "add_arguments", "create", "demo_house", "holiday_house", "sized_house"]

TRAVEL = 8.0


def add_arguments(options: argparse.ArgumentParser) -> None:
    """Add what only this hub can be told."""
    options.add_argument("--way", choices=WAYS, help="which way in `flow` tells of")
    options.add_argument("--travel", type=float, default=TRAVEL, help="how long a shutter moves, in seconds")
    options.add_argument("--token-lifetime", type=float, help="of every token, in seconds; as the real one if left out")
    options.add_argument("--without", nargs="*", default=[], help="functions that this firmware does not know")
    options.add_argument("--no-terms", action="store_true", help="the user has not accepted the terms yet")
    options.add_argument("--role", default="SUPER", help="the role of the gateway's user")


def create(arguments: argparse.Namespace) -> VirtualOpenMotics:
    """The hub that the command line asks for; ``--house`` may be a recording, or a folder of replies."""
    way = "local"
    if arguments.size:
        house = sized_house(arguments.size, arguments.seed)
    elif arguments.house != "demo":
        house, way = read(Path(arguments.house))
    else:
        house = demo_house()
    return VirtualOpenMotics(
        port=arguments.port,
        house=house,
        way=arguments.way or way,
        travel=arguments.travel,
        token_lifetime=arguments.token_lifetime,
        without=tuple(arguments.without),
        role=arguments.role,
        accepted_terms=not arguments.no_terms,
    )
