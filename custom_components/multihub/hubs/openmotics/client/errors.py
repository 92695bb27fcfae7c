"""What OpenMotics answers when something is wrong, as errors of ours (protocol page, section 1.3)."""

from __future__ import annotations

from typing import Final

from ...base import HubAuthError, HubCommandError, HubConnectionError, HubError, HubInputError, HubUnsupportedError

UNSUPPORTED: Final = ("Unsupported", "Feature unavailable")
"""What a gateway says of a function that it knows and its hardware does not."""

MAINTENANCE: Final = "maintenance_mode"
MISSING_PARAMETERS: Final = "Missing parameters"


class MissingFunctionError(HubUnsupportedError):
    """The firmware does not know the function, or its hardware has nothing of the kind."""


class UnknownFunctionError(MissingFunctionError):
    """The function is not known to this firmware, whatever it is called with."""


class ForbiddenError(HubAuthError):
    """The credentials are right, and may not do this."""


class FunctionFailedError(HubConnectionError):
    """The gateway answers, but can't do this now: its master or the bus behind it is silent."""


class NoAnswerError(HubConnectionError):
    """No answer came in time; that may be the function's fault alone."""


def error_of(function: str, status: int, message: str) -> HubError:
    """The error of a reply that is not a good one; ``message`` is the gateway's own, empty for a page."""
    if status == 401:
        return HubAuthError(f"{function}: {message}")
    if status == 404 and not message.startswith(MISSING_PARAMETERS):
        return UnknownFunctionError(f"{function} is not known to this firmware")
    if status in (400, 404):
        return HubUnsupportedError(f"{function} takes other parameters in this firmware: {message}")
    if status == 406:
        return HubInputError(message)
    if status == 503 and message == MAINTENANCE:
        return HubConnectionError(f"{function}: {message}", key="maintenance")
    if status == 200:
        return MissingFunctionError(message) if message in UNSUPPORTED else HubCommandError(message)
    if status == 500:
        return HubCommandError(message or "internal error")
    if status > 500:
        return FunctionFailedError(f"{function}: HTTP {status} {message or 'not available now'}")
    return HubConnectionError(f"{function}: HTTP {status} {message}".rstrip())
