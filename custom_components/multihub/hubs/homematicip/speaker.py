"""What is said to the access point: in turn, with the PIN where it is wanted, and heard until its echo came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...model import Request
from ..base import HubCommandError
from .client import Transport
from .commands import HOME, Echoes, Latest, sets_something
from .lasting import Lasting
from .mapping import House
from .mapping.alarm import arm, arm_anyway, blocking
from .mapping.lights import apart
from .requests import Call, Calls, Timed


class Speaker:
    """Says the requests of one home; ``listening`` is set while echoes can be heard."""

    def __init__(self, transport: Transport, house: House, lock_pin: str) -> None:
        """Speak by this transport; ``lock_pin`` is the PIN of doors if the person left it with us."""
        self.listening = False
        self._transport = transport
        self._house = house
        self._lock_pin = lock_pin
        self._echoes = Echoes()
        self._latest = Latest(transport.turn, self._say)
        self._lasting = Lasting(self._latest.send, self._now, self._apart)

    async def send(self, request: Request) -> Any:
        """Send a call, or several in their order; each is over when its echo came (or soon after)."""
        match request:
            case Call():
                return await self._call(request)
            case Timed(call):
                answer = await self._call(call)
                self._lasting.plan(request)
                return answer
            case Calls(()):
                return None
            case Calls(calls):
                for call in calls[:-1]:
                    self._checked(await self._latest.send(call))
                return await self._call(calls[-1])
        raise TypeError(f"{type(request).__name__} is no request of HomematicIP")

    async def arm_anyway(self, mode: str) -> None:
        """Arm; what is in the way then, and only that, is left unwatched. Only ever on an explicit wish."""
        zones = self._house.view.of_type("SECURITY_ZONE")
        first = arm(zones, mode)
        answer = await self._latest.send(first)
        if problems := blocking(answer):
            ignored = [{"deviceId": key.partition(":")[0], "channelIndex": _index(key)} for key in problems]
            await self._call(arm_anyway(zones, mode, ignored))

    def heard(self, event: Mapping[str, Any]) -> None:
        """Something was pushed; it may be somebody's echo."""
        if self._echoes.expects:
            for thing_id in _things(event):
                self._echoes.heard(thing_id)

    async def close(self) -> None:
        """Say nothing any more."""
        await self._lasting.close()

    async def _call(self, call: Call) -> Any:
        self._lasting.forget(call)
        if not self.listening or not sets_something(call, self._now(call)):
            return self._checked(await self._latest.send(call))
        with self._echoes.expected(call) as echo:
            answer = self._checked(await self._latest.send(call))
            await echo()
        return answer

    async def _say(self, call: Call) -> Any:
        """Put the PIN in at the last moment, so that nothing that is shown or kept ever holds it."""
        body = dict(call.body)
        if call.takes_pin:
            body["authorizationPin"] = call.pin or self._lock_pin
        return await self._transport.call(call.path, body)

    def _now(self, call: Call) -> Mapping[str, Any] | None:
        """The raw channel or group that the call is for, as it is now."""
        body = call.body
        return self._house.raw(body.get("deviceId") or body.get("groupId"), body.get("channelIndex"))

    def _apart(self, call: Call) -> Iterable[Call]:
        """What tells each lamp of a group what the call tells them all; nothing if it is for no group."""
        members = self._house.members(call.body.get("groupId"))
        return apart(call, ((device_id, index, self._house.raw(device_id, index)) for device_id, index in members))

    def _checked(self, answer: Any) -> Any:
        """The answer, unless it says that sensors kept the alarm from arming: that is told with 200."""
        if blocking := self._house.blocking(answer):
            devices = ", ".join(blocking)
            raise HubCommandError("The alarm is not armed", key="arming_blocked", placeholders={"devices": devices})
        return answer


def _index(key: str) -> int:
    """The channel of ``deviceId:channelIndex``."""
    index = key.partition(":")[2]
    return int(index) if index.isdecimal() else 0


def _things(event: Mapping[str, Any]) -> Iterable[str]:
    """Whose echo this may be: the ids of the device and group in it, and the home."""
    for kind in ("device", "group"):
        thing = event.get(kind)
        if isinstance(thing, dict) and isinstance(thing.get("id"), str):
            yield thing["id"]
    if isinstance(event.get("home"), dict) or isinstance(event.get("group"), dict):
        yield HOME  # what is said to the home may show in its zones and rooms alone
