"""Every command, tried on everything in a house: it is obeyed or refused by name, never anything else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.referees import recorded_home
from virtual_hubs.homematicip.commands import COMMANDS, Command, CommandError, execute
from virtual_hubs.homematicip.home import Home
from virtual_hubs.homematicip.house import demo_house, recorded_house
from virtual_hubs.homematicip.hub import SGTIN

type Json = dict[str, Any]

WORDS: tuple[Any, ...] = (
    True, 21.0, 1, 0.5, 2700, "PROFILE_2", "AUTOMATIC", "MANUAL", "OPEN", "LOCKED", "RED", "ON", "VENTILATION", "TILT",
    "VERTICAL", "SENSOR_RANGE_4G", "SOUND_LONG", "SOUNDFILE_001", "ACTUAL", "FREQUENCY_RISING", "BLINKING_BOTH_REPEATING",
    "PERMANENT", "WATER_DETECTION", "NO_WATERFLOW", "2099_06_20 16:00", "FOUR", {"INTERNAL": True, "EXTERNAL": True},
    [], "",
)  # fmt: skip


def sensible(command: Command) -> Json:
    """A body with everything that the command must hold, whomever it is for."""
    body = {key: next(word for word in WORDS if check(word)) for key, check in command.required.items()}
    return body | {key: "" for key in body if key == "authorizationPin"}


def everybody(home: Home, command: Command) -> Iterator[Json]:
    """The command's body for everyone in the house that it could be meant for."""
    body = sensible(command)
    if "channelIndex" in body:
        for device_id, device in home.part("devices").items():
            for channel in device["functionalChannels"].values():
                yield body | {"deviceId": device_id, "channelIndex": channel["index"]}
    elif "deviceId" in body:
        yield from (body | {"deviceId": device_id} for device_id in home.part("devices"))
    elif "groupId" in body:
        yield from (body | {"groupId": group_id} for group_id in home.part("groups"))
    elif "ruleId" in body:
        yield from (body | {"ruleId": rule} for rule in home.part("home")["ruleMetaDatas"])
    else:
        yield body


def attempts(home: Home, path: str) -> list[str]:
    """What came of trying the command on everybody: ``obeyed`` or the error code."""
    outcomes = []
    for body in list(everybody(home, COMMANDS[path])):
        try:
            execute(home, path, body)
        except CommandError as error:
            outcomes.append(str(error.body["errorCode"]))
        else:
            outcomes.append("obeyed")
    return outcomes


@pytest.mark.parametrize("path", COMMANDS)
def test_somebody_in_our_house_obeys_every_command(path: str) -> None:
    home = Home(demo_house(SGTIN))
    home.functional_home("INDOOR_CLIMATE")["coolingEnabled"] = True
    outcomes = set(attempts(home, path))
    assert "obeyed" in outcomes
    assert outcomes <= {
        "obeyed",
        "FEATURE_NOT_SUPPORTED",
        "NOT_HEATING_GROUP",
        "INVALID_REQUEST",
        "CLIENT_ACCESS_DENIED",
        "UPDATE_NOT_APPLICABLE",
    }


def test_no_command_stumbles_over_a_recorded_home() -> None:
    recorded = recorded_house(recorded_home())
    outcomes = [outcome for path in COMMANDS for outcome in attempts(Home(copy.deepcopy(recorded)), path)]
    assert outcomes.count("obeyed") > 1500
    assert all(outcome == "obeyed" or outcome.isupper() for outcome in outcomes)


@pytest.mark.parametrize("path", COMMANDS)
def test_nonsense_is_refused(path: str) -> None:
    home, command = Home(demo_house(SGTIN)), COMMANDS[path]
    with pytest.raises(CommandError) as refused:
        execute(home, path, "nonsense")
    assert refused.value.body == {"errorCode": "INVALID_REQUEST"}
    for key in command.required:
        with pytest.raises(CommandError) as refused:
            execute(home, path, {other: value for other, value in sensible(command).items() if other != key})
        assert refused.value.body == {"errorCode": "INVALID_REQUEST"}
