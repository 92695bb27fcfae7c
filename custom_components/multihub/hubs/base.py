"""What every hub is to the rest of the integration: a protocol, a sink, a snapshot and errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Protocol

from ..model import Device, Feature, HubInfo, Request

IN_THE_HOUSE: Final = 30.0
"""The ``longest_pause`` of a hub in the house: after a power cut nobody waits, and one attempt costs it nothing."""

IN_THE_INTERNET: Final = 300.0
"""The ``longest_pause`` of a cloud, whose servers many thousands want back at once."""


class HubError(Exception):
    """Something went wrong with a hub.

    ``key`` names the translated message, in the dialogs (``config.error``) and elsewhere
    (``exceptions``). ``placeholders`` fill it and never hold a secret. The text of the exception is
    for the log.
    """

    key: str = "unknown"

    def __init__(
        self, message: str = "", *, key: str | None = None, placeholders: Mapping[str, str] | None = None
    ) -> None:
        """Say what happened, in words that hold no secret."""
        super().__init__(message or key or self.key)
        if key is not None:
            self.key = key
        self.placeholders = dict(placeholders or {})


class HubConnectionError(HubError):
    """The hub can't be reached, or broke off."""

    key = "cannot_connect"


class CertificateChangedError(HubConnectionError):
    """Something answers with another certificate than the one that was confirmed."""

    key = "certificate_changed"


class HubAuthError(HubError):
    """The hub refuses the credentials."""

    key = "invalid_auth"


class HubThrottledError(HubError):
    """The hub asks to be left alone, for ``retry_after`` seconds."""

    key = "throttled"

    def __init__(self, message: str = "", *, retry_after: float) -> None:
        """Say for how many seconds."""
        super().__init__(message, placeholders={"minutes": str(max(1, round(retry_after / 60)))})
        self.retry_after = retry_after


class HubUnsupportedError(HubError):
    """The hub answers, and cannot do it: another product, an old firmware, a missing right."""

    key = "not_this_hub"


class HubCommandError(HubError):
    """The hub understood a command and refused it, or it failed on the way to the device."""

    key = "command_failed"


class HubInputError(HubCommandError):
    """A command's arguments are wrong: the person can mend it."""

    key = "invalid_input"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All devices at one moment; not ``complete`` when a part of them could not be read."""

    devices: tuple[Device, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a hub has recorded of one feature: moments (with a time zone) and values, oldest first.

    Each value stands for the ``step`` that begins at its moment; ``None`` is a gap. The value of a
    counter is what it showed. ``unit`` is the feature's own where it is ``None``.
    """

    values: tuple[tuple[datetime, float | None], ...]
    step: timedelta
    unit: str | None = None


class Sink(Protocol):
    """Where a listening hub says what happens; every method is to be called in the event loop."""

    def ready(self, way: str = "websocket") -> None:
        """Subscriptions stand (by ``way``: websocket, long_poll, ascii, webhook, changes): fetch now."""

    def changed(self, devices: Iterable[Device]) -> None:
        """Devices that are new or not as they were; the features that are equal cost nothing."""

    def updated(self, device_id: str, features: Iterable[Feature]) -> None:
        """Features of a known device that have other values, while nothing else of it is another.

        It costs less than ``changed``: nothing is done about the rest of the device. A feature that is
        new, gone or on another platform is told with its device.
        """

    def removed(self, device_ids: Iterable[str]) -> None:
        """The hub itself said that these devices are gone."""

    def event(self, device_id: str, key: str, event_type: str, attributes: Mapping[str, Any]) -> None:
        """Something happened at an event feature; told exactly once."""


class Hub(Protocol):
    """One hub, by whatever way it is reached.

    Classes inherit from this one explicitly, so that what is optional has its default.
    """

    info: HubInfo

    poll_interval: timedelta | None
    """How often to fetch while push works; ``None``: never."""

    fallback_interval: timedelta | None
    """How often to fetch while push does not work; ``None``: never."""

    longest_pause: float = IN_THE_INTERNET
    """Seconds at most between two attempts to reach it again."""

    has_push: ClassVar[bool] = True
    """Whether there is anything to listen to."""

    async def connect(self) -> None:
        """Prove that the hub is there and lets us in, and learn who it is (``info``).

        Raises:
            HubAuthError: it refuses the credentials.
            HubConnectionError: it can't be reached.
            HubThrottledError: it asks to be left alone.
            HubUnsupportedError: it is not a hub of this kind, or too old.

        """

    async def fetch(self) -> Snapshot:
        """All devices as they are now; raises what ``connect`` raises."""
        ...

    async def listen(self, sink: Sink) -> None:
        """Tell the sink what happens, until the connection ends; raises what ``connect`` raises."""

    async def send(self, request: Request) -> Any:
        """Say something to the hub: the one way out.

        Spacing, throttling, coalescing and confirmation are done here. Gives what the hub answers
        (an image's bytes, say), ``None`` for most.

        Raises:
            HubCommandError: the hub refuses, or the command failed.
            HubInputError: an argument is wrong.
            HubError: what ``connect`` raises.

        """

    async def act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """Do one of the integration's own actions (``services.yaml``), for a device or the hub.

        Gives the response of those actions that have one.
        """
        raise HubUnsupportedError(f"{action} is not for this hub", key="action_not_supported")

    async def history(self, device_id: str, key: str, start: datetime | None, end: datetime) -> Recorded | None:
        """What the hub has recorded of a feature since ``start`` (``None``: of all time); ``None``: nothing.

        Raises what ``send`` raises.
        """
        raise HubUnsupportedError("this hub records nothing", key="action_not_supported")

    def diagnostics(self) -> dict[str, Any]:
        """What a developer needs to play this hub again, without names, places and secrets.

        ``pseudonyms.Pseudonyms.redacted`` gives stable stand-ins. The entry's data and the devices'
        ids need none: they are replaced afterwards, wherever they stand.
        """
        return {}

    async def close(self) -> None:
        """End what is open; nothing raises."""


class Backlog[T]:
    """Keeps what is pushed while a fetch runs, so that an older snapshot never overwrites it.

    A hub that keeps the raw data of its devices applies every pushed message at once, fetch or not:
    nobody waits for a slow snapshot. It also gives each to ``keep``, and applies what was kept over
    the raw data that the fetch has read, before mapping. (Occurrences are told once, not kept.)
    """

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._kept: list[list[T]] = []

    def keep(self, message: T) -> None:
        """Remember the message for every fetch that runs now."""
        for kept in self._kept:
            kept.append(message)

    @contextmanager
    def fetching(self) -> Iterator[list[T]]:
        """Mark that a fetch runs; gives the list that fills with what is pushed meanwhile."""
        kept: list[T] = []
        self._kept.append(kept)
        try:
            yield kept
        finally:
            # the very list: another fetch's may be equal, both empty
            self._kept = [other for other in self._kept if other is not kept]
