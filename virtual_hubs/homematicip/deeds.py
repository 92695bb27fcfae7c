"""Everything that can be done to the virtual HomematicIP: by a person, by the weather, by bad luck."""

from __future__ import annotations

from typing import Any

from ..base import VirtualHub, merged
from .access import Access
from .commands import security
from .connect import ConnectInterface
from .faults import Faults
from .home import Home, milliseconds
from .plugins import Plugins
from .sockets import Sockets

type Json = dict[str, Any]


PASSAGES = {"PASSAGE_LEFT": "leftCounter", "PASSAGE_RIGHT": "rightCounter"}
"""Event of a passage detector: what it counts."""


class Deeds(VirtualHub):
    """The deeds, as methods for tests and as controls for everyone else (``POST {control}/name``)."""

    home: Home
    access: Access
    plugins: Plugins
    faults: Faults
    sockets: Sockets
    connect: ConnectInterface

    def add_controls(self) -> None:
        """Offer each deed at the control address."""
        self.controls = {
            "pair": lambda _body: self.press_button(),
            "key": lambda _body: {"activation_key": self.plugins.new_key()},
            "set": lambda body: self.set(**body),
            "unset": lambda body: self.unset(body["path"]),
            "add": lambda body: self.add(**body),
            "remove": lambda body: self.remove(**body),
            "push": self.push,
            "raw": lambda body: self.push_text(body["text"]),
            "press": lambda body: self.press(**body),
            "code": lambda body: self.enter_code(**body),
            "alarm": lambda body: self.alarm(**body),
            "throttle": lambda body: self.faults.throttle(**body),
            "revoke": lambda body: self.revoke(**body),
            "drop": lambda body: self.drop(**body),
            "move": lambda _body: self.move(),
            "truncate": lambda _body: self.truncate(),
            "fault": self.fault,
            "answer": lambda body: self.faults.lay_out(**body),
        }

    def push(self, *events: Json) -> None:
        """Push these events in one frame, as they are."""
        raise NotImplementedError

    async def move(self) -> None:
        """The cloud moves this access point to another host: the old one is gone, the lookup knows the new one."""
        raise NotImplementedError

    def flush(self) -> None:
        """Push what has changed since the last time, in one frame."""
        if events := self.home.take_events():
            self.push(*events)

    # What a person does to it

    def press_button(self) -> None:
        """Press the button of the access point."""
        self.record("button", "pressed")
        self.access.press_button()

    def set(
        self,
        *,
        device: str | None = None,
        channel: int | None = None,
        group: str | None = None,
        home: bool = False,
        values: Json,
        quiet: bool = False,
    ) -> None:
        """Lay ``values`` over a device, its channel, a group or the home, and push it (unless ``quiet``)."""
        if device is not None and channel is not None:
            self.home.write_channel(device, channel, values)
            security.watch(self.home, device, channel)
        elif device is not None:
            target = self.home.device(device)
            target.update(merged(target, values))
            target["lastStatusUpdate"] = milliseconds()
            self.home.touch("device", device)
        elif group is not None:
            self.home.write_group(group, values)
        elif home:
            self.home.write_home(values)
        if quiet:
            self.home.take_events()
        self.flush()

    def unset(self, path: list[str]) -> None:
        """Take one key out of the state without a word: ``["devices", id, "functionalChannels"]``."""
        part = self.home.state
        for key in path[:-1]:
            part = part[key]
        del part[path[-1]]

    def add(self, *, device: Json | None = None, group: Json | None = None) -> None:
        """A new device or group joins the home."""
        for kind, thing in (("device", device), ("group", group)):
            if thing is not None:
                self.home.add(kind, thing)
        self.flush()

    def remove(self, *, device: str | None = None, group: str | None = None) -> None:
        """A device or group leaves the home."""
        for kind, thing_id in (("device", device), ("group", group)):
            if thing_id is not None:
                self.home.remove(kind, thing_id)
        self.flush()

    def press(self, *, device: str, channel: int, event: str = "KEY_PRESS_SHORT") -> None:
        """A key, a bell or a passage of this device tells of itself; what it counts is counted."""
        state = self.home.channel(device, channel)
        if event == "DOOR_BELL_SENSOR_EVENT" and "doorBellSensorEventTimestamp" in state:
            self.home.write_channel(device, channel, {"doorBellSensorEventTimestamp": milliseconds()})
        if event in PASSAGES and PASSAGES[event] in state:
            counted = {PASSAGES[event]: state[PASSAGES[event]] + 1, "passageDirection": event.removeprefix("PASSAGE_")}
            delta = (state | counted)["leftCounter"] - (state | counted)["rightCounter"]
            self.home.write_channel(device, channel, counted | {"leftRightCounterDelta": delta})
        body = {"deviceId": device, "channelIndex": channel, "channelEventType": event}
        self.home.tell({"pushEventType": "DEVICE_CHANNEL_EVENT", **body})
        self.flush()

    def enter_code(self, *, device: str, code: int = 1, known: bool = True) -> None:
        """Somebody enters a code at a keypad."""
        state = "KNOWN_CODE_ID_RECEIVED" if known else "UNKNOWN_CODE_DETECTED"
        self.push(
            {"pushEventType": "DEVICE_CODE_STATE_EVENT", "deviceId": device, "codeIndex": code, "codeState": state}
        )

    def alarm(self, *, active: bool = True, device: str | None = None, channel: int = 1) -> None:
        """The alarm goes off, or is over."""
        if active:
            security.go_off(self.home, device, channel)
        else:
            security.calm_down(self.home)
        self.flush()

    # What goes wrong with it

    def throttle(self, seconds: float | None = None, requests: int = 0) -> None:
        """Answer 429 for some seconds (``None``: until told otherwise, 0: no longer), or to the next requests."""
        self.faults.throttle(seconds, requests)

    async def revoke(self, token: str | None = None) -> None:
        """Take the rights of this client, or of all; their sockets end."""
        await self.sockets.close(self.access.revoke(token))
        if token is None:
            await self.connect.close(self.plugins.revoke())

    async def drop(self, *, abort: bool = False) -> None:
        """End all event sockets: with a close frame, or without a word."""
        await self.sockets.close(abort=abort)
        await self.connect.close(abort=abort)

    async def truncate(self) -> None:
        """Half a websocket frame, then the connection is gone."""
        await self.sockets.cut_within_a_frame()

    async def push_text(self, text: str) -> None:
        """Push exactly this text as a frame, whether it is JSON or not."""
        await self.sockets.send(text)
        await self.connect.send_text(text)

    def fault(self, body: Json) -> None:
        """Switch faults on and off: ``refusing``, ``delay``, ``half_open``, ``binary``."""
        for key in ("refusing", "delay", "half_open", "binary"):
            if key in body:
                setattr(self.faults, key, body[key])
