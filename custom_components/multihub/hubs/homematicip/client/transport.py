"""What every way to an access point can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

type Events = list[dict[str, Any]]
"""The events of one frame, in their order: entries with a ``pushEventType``."""

type OnEvents = Callable[[Events | None], None]
"""Takes the events of one frame, ``None`` for a frame that could not be read."""


class Transport(Protocol):
    """One way to an access point.

    Every method raises ``HubConnectionError``, ``HubThrottledError`` or ``HubAuthError`` (the last
    only after a second request has confirmed it).
    """

    is_local: bool
    """Whether it stays in the house."""

    has_journal: bool
    """Whether the security journal can be read by it."""

    async def state(self) -> dict[str, Any]:
        """The whole home: ``home``, ``devices``, ``groups``, ``clients`` (protocol page, section 1.3)."""
        ...

    async def read(self, path: str) -> Any:
        """The answer of a path that only reads; raises what ``call`` raises. Commands go before it."""

    async def turn(self) -> None:
        """Wait until the access point may be told something.

        Raises:
            HubCommandError: that would take longer than a person waits.

        """

    async def call(self, path: str, body: Mapping[str, Any]) -> Any:
        """Say something, after a ``turn``; ``path`` is below ``/hmip/``. Gives the answer's JSON.

        Raises:
            HubCommandError: the access point refuses.
            HubInputError: an argument is wrong, a PIN for instance.

        """

    async def listen(self, opened: Callable[[], None], events: OnEvents) -> None:
        """Tell when the connection stands and what comes in; raises when it ends."""

    async def close(self) -> None:
        """End what is open; nothing raises."""
