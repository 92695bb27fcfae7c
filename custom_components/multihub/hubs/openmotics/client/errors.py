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


def error_of(function: str, status: int, message: str) -> HubError:
    """The error of a reply that is not a good one; ``message`` is the gateway's own, empty for a page."""
    if status == 401:
        return HubAuthError(f"{function}: {message}")
    if status == 404 and not message.startswith(MISSING_PARAMETERS):
        return MissingFunctionError(f"{function} is not known to this firmware")
    if status in (400, 404):
        return HubUnsupportedError(f"{function} takes other parameters in this firmware: {message}")
    if status == 406:
        return HubInputError(message)
    if status == 503:
        key = "maintenance" if message == MAINTENANCE else "cannot_connect"
        return HubConnectionError(f"{function}: {message or 'not available now'}", key=key)
    if status == 200:
        return MissingFunctionError(message) if message in UNSUPPORTED else HubCommandError(message)
    if status == 500:
        return HubCommandError(message or "internal error")
    return HubConnectionError(f"{function}: HTTP {status} {message}".rstrip())
