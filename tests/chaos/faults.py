"""The table of faults: how each begins and ends, what a person sees of it, and where it makes no sense."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from .clock import Clock
from .home import Home
from .proxy import Trouble

type Act = Callable[[Home, Clock], Awaitable[None]]

RETRY_AFTER = 600
MUCH = 1 << 16
"""Bytes that no other message has: who thinks 10 MB too many may hang up after so many."""


class Seen(Enum):
    """What a person sees while the fault lasts."""

    NOTHING = "nothing at all"
    LOST = "entities are unavailable, one line at the loss and one at the return"
    ASKED = "the dialog asks for new credentials"


@dataclass(frozen=True)
class Fault:
    """One row of the table."""

    name: str
    begin: Act
    end: Act
    seen: Seen
    seen_by: Mapping[str, Seen] = field(default_factory=dict)
    """Vendor or home that sees something else."""
    named: str | None = None
    """What may be named in the log, in one line, however often it comes."""
    issue: str | None = None
    """The repair that stands while it lasts."""
    no_sense: Callable[[type[Home]], str | None] = lambda _: None
    """Why it does not apply to a home."""
    has_happened: Callable[[Home], bool] = lambda _: True
    """Whether the home has met with it, where nothing is seen of that."""
    alone: float = 0
    """For how many seconds after the loss the hub is asked for nothing."""

    def expected(self, home: Home) -> Seen:
        """What is seen at this home."""
        return self.seen_by.get(home.name) or self.seen_by.get(home.vendor) or self.seen


# How they begin and end


async def _trouble(trouble: Trouble, home: Home, _: Clock) -> None:
    for proxy in home.every_proxy:
        await proxy.begin(trouble)
    if trouble in ("drip", "cut"):
        home.break_off()


async def _calm(home: Home, _: Clock) -> None:
    for proxy in home.every_proxy:
        await proxy.end()


async def _answers(status: int, times: int, headers: Mapping[str, str], home: Home, _: Clock) -> None:
    home.http.begin(status, times, **headers)
    home.break_off()


def _all_answered(home: Home) -> bool:
    return home.http.times == 0


async def _answers_end(home: Home, _: Clock) -> None:
    home.http.end()


async def _name_gone(home: Home, clock: Clock) -> None:
    clock.names.gone = True
    await clock.pass_(30)  # in which what was looked up before is forgotten
    home.break_off()


async def _name_back(_: Home, clock: Clock) -> None:
    clock.names.gone = False


async def _revoke(home: Home, _: Clock) -> None:
    await home.revoke()
    home.break_off()


async def _restore(home: Home, _: Clock) -> None:
    home.restore()


async def _reboot(home: Home, clock: Clock) -> None:
    home.reboot()
    await _trouble("refuse", home, clock)
    await clock.pass_(120)


async def _booted(home: Home, clock: Clock) -> None:
    await _calm(home, clock)
    await clock.pass_(5)
    home.return_from_reboot()


async def _jump(home: Home, clock: Clock) -> None:
    """An hour's sleep of this machine; the wall clock is put a day on, and back."""
    clock.wall += 86_400
    clock.jump(3600)
    await clock.settle()
    clock.wall -= 2 * 86_400
    await clock.settle()


async def _jump_end(_: Home, clock: Clock) -> None:
    clock.wall += 86_400


async def _another(home: Home, _: Clock) -> None:
    await home.become_another()
    home.break_off()


async def _itself(home: Home, _: Clock) -> None:
    await home.be_itself()


async def _say(what: str, home: Home, _: Clock) -> None:
    home.bytes_before = home.bytes()
    await home.say(what)


def _all_said(what: str, home: Home) -> bool:
    return home.bytes() - home.bytes_before > (MUCH if what == "huge" else 0)


async def _nothing(_: Home, __: Clock) -> None:
    pass


# Where they make no sense


def _not_secure(home: type[Home]) -> str | None:
    return (
        None if home.secure else "no certificate of its own is pinned; a cloud's is verified, which tests/secrets has"
    )


def _no_throttling(home: type[Home]) -> str | None:
    return None if home.throttles else "this protocol has no 429"


def _can_not_tell(home: type[Home]) -> str | None:
    return (
        "a HomeSeer tells nothing of itself at home" if home.vendor == "homeseer" and "myhs" not in home.name else None
    )


def _no_messages(home: type[Home]) -> str | None:
    return None if home.says else "nothing is pushed here: it is asked for"


def _network(name: str, trouble: Trouble, **more: object) -> Fault:
    return Fault(name, partial(_trouble, trouble), _calm, Seen.LOST, **more)  # type: ignore[arg-type]


def _http(name: str, status: int, seen: Seen, times: int = 1 << 30, **more: object) -> Fault:
    headers = more.pop("headers", {})
    begin = partial(_answers, status, times, headers)
    return Fault(name, begin, _answers_end, seen, has_happened=_all_answered, **more)  # type: ignore[arg-type]


NETWORK = (
    _network("refused", "refuse"),
    _network("reset", "reset"),
    _network("half-open: accepts, never answers", "half_open"),
    _network("slow drip", "drip"),
    _network("closed in mid frame", "cut"),
    _network("wrong certificate", "wrong_certificate", issue="certificate_changed", no_sense=_not_secure),
    Fault("DNS gone", _name_gone, _name_back, Seen.LOST),
)

ANSWERS = (
    _http("401 once and then fine", 401, Seen.NOTHING, times=1),
    _http("401 for good", 401, Seen.ASKED),
    _http(
        "403",
        403,
        Seen.ASKED,
        seen_by={"homey": Seen.LOST, "openmotics local": Seen.LOST, "openmotics legacy": Seen.LOST},
    ),
    _http(
        "429 with a time",
        429,
        Seen.LOST,
        issue="throttled",
        headers={"Retry_After": str(RETRY_AFTER)},
        alone=RETRY_AFTER / 2,
        no_sense=_no_throttling,
    ),
    _http("429 without a time", 429, Seen.LOST, issue="throttled", no_sense=_no_throttling),
    _http("a burst of 500", 500, Seen.NOTHING, times=3, seen_by={"openmotics cloud": Seen.LOST}),
    _http("500 for good", 500, Seen.LOST),
    _http("503", 503, Seen.LOST),
)

HUB = (
    Fault(
        "token revoked",
        _revoke,
        _restore,
        Seen.ASKED,
        seen_by={"openmotics": Seen.NOTHING, "homey account": Seen.NOTHING},
    ),
    Fault("reboot of two minutes", _reboot, _booted, Seen.LOST),
    Fault("clock jump", _jump, _jump_end, Seen.NOTHING),
    Fault(
        "back as another hub",
        _another,
        _itself,
        Seen.LOST,
        seen_by={"homematicip": Seen.ASKED},
        no_sense=_can_not_tell,
    ),
)

MESSAGES = tuple(
    Fault(
        name,
        partial(_say, what),
        _nothing,
        Seen.NOTHING,
        no_sense=_no_messages,
        named="unknown device",
        has_happened=partial(_all_said, what),
    )
    for name, what in {
        "duplicate messages": "duplicate",
        "reordered messages": "reordered",
        "messages for unknown devices": "unknown",
        "a message of 10 MB": "huge",
    }.items()
)

GROUPS = {"network": NETWORK, "answers": ANSWERS, "hub": HUB, "messages": MESSAGES}
