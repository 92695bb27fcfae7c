"""The virtual HomematicIP: a cloud with a house of our own, or a recorded one."""

from __future__ import annotations

import argparse

from .hub import WAYS, VirtualHomematicIP

__all__ = ["VirtualHomematicIP", "add_arguments", "create"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that only HomematicIP has."""
    parser.add_argument("--pin", help="the system PIN that pairing asks for")
    parser.add_argument(
        "--hcu", action="store_true", help="a HCU1: servers in the house, and pairing is unlocked by a first press"
    )
    parser.add_argument("--way", choices=WAYS, default="cloud", help="the way in that is printed as the flow")
    parser.add_argument(
        "--press-after", type=float, help="press the button by itself, so many seconds after it is asked"
    )
    parser.add_argument("--travel", type=float, default=0.0, help="seconds that shutters, doors and locks take")
    parser.add_argument(
        "--live", type=float, help="seconds from one small change in the house to the next; never by default"
    )


def create(arguments: argparse.Namespace) -> VirtualHomematicIP:
    """The hub that the command line describes."""
    return VirtualHomematicIP(
        house=arguments.house,
        size=arguments.size,
        seed=arguments.seed,
        pin=arguments.pin,
        hcu=arguments.hcu,
        way=arguments.way,
        port=arguments.port,
        press_after=arguments.press_after,
        travel=arguments.travel,
        live=arguments.live,
    )
