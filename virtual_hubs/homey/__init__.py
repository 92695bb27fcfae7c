"""A virtual Homey: the local Web API over HTTP, the socket (Engine.IO 3) and the vendor's account service."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .descriptors import capability
from .doors import ACCOUNT_TOKEN, ALL_SCOPES, API_KEY
from .house import VERSION, House, demo_house, recorded_house, sized_house
from .hub import HOMEY_ID, VirtualHomey

__all__ = [
    "ACCOUNT_TOKEN",
    "ALL_SCOPES",
    "API_KEY",
    "HOMEY_ID",
    "House",
    "VirtualHomey",
    "add_arguments",
    "capability",
    "create",
    "demo_house",
    "recorded_house",
    "sized_house",
]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this hub alone."""
    parser.add_argument("--generation", type=int, choices=(2, 3), default=3, help="2: 2016-2019, 3: 2023 and later")
    parser.add_argument("--homey-id", default=HOMEY_ID, help="the hub's own id")
    parser.add_argument("--limit", type=int, default=None, help="requests a second before it answers 429")
    parser.add_argument("--lists", action="store_true", help="answer with lists instead of dictionaries")
    parser.add_argument("--tls", action="store_true", help="https with a certificate made at start")
    parser.add_argument("--scopes", default="homey", help="what the API key may do, separated by commas")
    parser.add_argument("--cloud-only", action="store_true", help="a Homey without a local API")


def create(arguments: argparse.Namespace) -> VirtualHomey:
    """The hub that the command line asks for; ``--house FILE`` is the recording of a diagnostics file, or a state."""
    house, generation, version = None, arguments.generation, VERSION
    if arguments.house != "demo":
        told = json.loads(Path(arguments.house).read_text(encoding="utf-8"))
        generation, version = told.get("generation", generation), told.get("version") or version
        house = recorded_house(arguments.homey_id, told, generation=generation, version=version)
    return VirtualHomey(
        port=arguments.port,
        generation=generation,
        version=version,
        homey_id=arguments.homey_id,
        house=house,
        size=arguments.size,
        seed=arguments.seed,
        scopes=tuple(arguments.scopes.split(",")),
        limit=arguments.limit,
        lists=arguments.lists,
        tls=arguments.tls,
        cloud_only=arguments.cloud_only,
    )
