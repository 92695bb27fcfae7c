"""Every request that changes or reads the home: its path, what its body must hold, what it does."""

from __future__ import annotations

from typing import Any

from ..home import Home, UnknownObjectError
from .checks import Command, CommandError
from .device import DEVICE_COMMANDS
from .group import GROUP_COMMANDS
from .home import HOME_COMMANDS
from .security import SECURITY_COMMANDS

COMMANDS: dict[str, Command] = {**DEVICE_COMMANDS, **GROUP_COMMANDS, **HOME_COMMANDS, **SECURITY_COMMANDS}
"""Path below ``/hmip/``: command."""

__all__ = ["COMMANDS", "Command", "CommandError", "execute"]


def execute(home: Home, path: str, body: Any) -> Any:
    """Do what the request asks; gives the answer's JSON data.

    Raises CommandError with the HTTP status and the cloud's error code.
    """
    command = COMMANDS.get(path)
    if command is None:
        raise CommandError(404, "UNKNOWN_REQUEST")
    command.check(body)
    if home.part("home").get("connected") is False and not path.startswith("home/get"):
        raise CommandError(400, "ACCESS_POINT_NOT_CONNECTED")
    try:
        return command.effect(home, body)
    except UnknownObjectError as error:
        raise CommandError(400, str(error.args[0])) from error
