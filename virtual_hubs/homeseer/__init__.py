"""The virtual HomeSeer: HS3 or HS4, at home and through MyHS."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .demo import demo_house, sized_house
from .dialect import recorded_house, unwrapped
from .house import House
from .server import VirtualHomeSeer

__all__ = ["House", "VirtualHomeSeer", "add_arguments", "create", "demo_house", "recorded_house", "sized_house"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this hub has to the command line."""
    parser.add_argument("--generation", choices=("hs3", "hs4"), default="hs4", help="which HomeSeer it is")
    parser.add_argument("--ascii-port", type=int, default=0, help="port of the ASCII interface")
    parser.add_argument("--cloud-port", type=int, default=0, help="port of the virtual MyHS")
    parser.add_argument(
        "--way", choices=("local", "cloud"), default="local", help="which way in the printed flow takes"
    )
    parser.add_argument("--systems", type=int, default=1, help="how many systems the MyHS account has")
    parser.add_argument("--fahrenheit", action="store_true", help="temperatures in °F")
    parser.add_argument("--tls", action="store_true", help="serve with a certificate of its own making")
    parser.add_argument("--password-required", action="store_true", help="let nobody in without a password")


def create(arguments: argparse.Namespace) -> VirtualHomeSeer:
    """The hub that the command line asks for; ``--house FILE`` is JSON with ``getstatus`` and ``getcontrol``."""
    house: House | None = None
    if arguments.size:
        house = sized_house(arguments.generation, arguments.size, arguments.seed)
    elif arguments.house != "demo":
        recording = unwrapped(json.loads(Path(arguments.house).read_text(encoding="utf-8")))
        house = recorded_house(recording)
        arguments.generation = recording.get("generation", arguments.generation)
    return VirtualHomeSeer(
        port=arguments.port,
        ascii_port=arguments.ascii_port,
        cloud_port=arguments.cloud_port,
        generation=arguments.generation,
        house=house,
        fahrenheit=arguments.fahrenheit,
        tls=arguments.tls,
        password_required=arguments.password_required,
        systems=arguments.systems,
        way=arguments.way,
    )
