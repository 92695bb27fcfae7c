"""The virtual home: each of its types becomes something, and every command of every feature is understood there."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from custom_components.multihub.hubs.homematicip.mapping import House
from custom_components.multihub.model import Command, Device, Feature
from virtual_hubs.homematicip.commands import CommandError, execute
from virtual_hubs.homematicip.home import Home
from virtual_hubs.homematicip.house import demo_house

from .said import said

ARGUMENTS: dict[str, tuple[tuple[Any, ...], ...]] = {
    "set_position": ((30,),),
    "set_tilt_position": ((30,),),
    "set_percentage": ((0,), (40,)),
    "target.set": ((21.5,),),
    "mode.set": (("auto",), ("heat",)),
    "choice.set": (("eco",), ("present",)),
}
"""What commands with an argument are given; the others are given nothing."""


WITH_REASON = {"COOLING_NOT_ENABLED", "CLIENT_ACCESS_DENIED"}
"""What may be refused: cooling where the app has not switched it on, a door's impulse for who is no administrator.
Both are off by default."""


def commands(feature: Feature) -> Iterator[tuple[str, Command]]:
    """Every command of a feature, those of its choices and ranges too."""
    for one in fields(feature):
        value = getattr(feature, one.name)
        if isinstance(value, Command):
            yield one.name, value
        elif is_dataclass(value) and isinstance(command := getattr(value, "set", None), Command):
            yield f"{one.name}.set", command


def requests(feature: Feature) -> Iterator[Any]:
    """Everything that a feature can be told."""
    for name, command in commands(feature):
        if name == "preset.set":
            options = feature.preset.options  # type: ignore[attr-defined]
            yield from (command.request(option) for option in options)
        else:
            yield from (command.request(*arguments) for arguments in ARGUMENTS.get(name, ((),)))


@pytest.fixture(scope="module")
def state() -> dict[str, Any]:
    return demo_house("3014F711A000000000000AAA")


@pytest.fixture
def devices(state: dict[str, Any]) -> tuple[Device, ...]:
    house = House("hub", local=True)
    house.read(state)
    assert house.problems == ()
    return house.devices()


def test_every_command_of_every_feature_is_understood_and_has_a_path_of_its_own(
    devices: tuple[Device, ...], state: dict[str, Any]
) -> None:
    refused, paths = [], set()
    for device in devices:
        for feature in device.features:
            for request in requests(feature):
                for path, body in said(request):
                    home = Home(copy.deepcopy(state))
                    try:
                        execute(home, path, body)
                    except CommandError as error:
                        if str(error) not in WITH_REASON:
                            refused.append((device.name, feature.key, path, body, str(error)))
                    paths.add(path)
    assert refused == []
    assert len(paths) > 30


def test_what_was_told_comes_back_as_what_the_feature_shows(state: dict[str, Any]) -> None:
    home = Home(copy.deepcopy(state))
    house = House("hub", local=True)
    house.read(copy.deepcopy(home.state))
    switches = [
        (device.id, feature)
        for device in house.devices()
        for feature in device.features
        if feature.key.endswith("_switch") and getattr(feature, "turn_on", None) is not None
    ]
    assert switches
    for device_id, feature in switches:
        wanted = not feature.is_on  # type: ignore[attr-defined]
        command = feature.turn_on if wanted else feature.turn_off  # type: ignore[attr-defined]
        for path, body in said(command.request()):
            execute(home, path, body)
        for event in copy.deepcopy(home.take_events()):
            house.apply(event)
        (device,) = (one for one in house.devices() if one.id == device_id)
        assert next(one for one in device.features if one.key == feature.key).is_on is wanted, (  # type: ignore[attr-defined]
            device.name,
            feature.key,
        )
