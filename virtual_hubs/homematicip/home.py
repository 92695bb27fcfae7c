"""What the access point knows: the state that ``getCurrentState`` gives, changed and told as push events."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from ..base import merged
from .mirror import aggregated

type Json = dict[str, Any]
type Address = tuple[str, int]
"""A channel: its device's id and its index."""

WRONG_PINS_BEFORE_BLOCKING = 3
BLOCKING_SECONDS = 60


class UnknownObjectError(Exception):
    """The home has no such device, channel, group or rule; ``args[0]`` is the cloud's word for it."""


class Home:
    """The whole state as JSON data, and what is to be pushed of it."""

    def __init__(self, state: Json) -> None:
        """Keep ``state`` (devices, groups, clients, home) as it is; nothing is required of its parts."""
        self.state = state
        self.travel = 0.0
        """Seconds that shutters, doors and locks take; 0: they are there at once."""
        self.authorization_pin = ""
        """The PIN of the access authorization; empty: none is assigned."""
        self.authorized = True
        """Whether the client belongs to the access authorization of the locks."""
        self.later: Callable[[float, Callable[[], None]], None] = lambda _seconds, _work: None
        """Does the work after some seconds and pushes what it changed; the hub sets it."""
        self.blocked_until = 0.0
        self.wrong_pins = 0
        self.journeys: dict[Address, object] = {}
        """The channels that are under way; taken out, it stops where it is."""
        self.timers: dict[Address, object] = {}
        """What each channel was last told, with a time or without: only the last one's time counts."""
        self.journal: list[Json] = []
        """The security journal, newest first."""
        self._touched: dict[tuple[str, str], Json] = {}
        self._told = 0

    # Reading

    def part(self, name: str) -> Json:
        """The ``devices``, ``groups``, ``clients`` or ``home`` of the state."""
        part: Json = self.state.setdefault(name, {})
        return part

    def device(self, device_id: Any) -> Json:
        """The device, else ``UNKNOWN_DEVICE``."""
        return self._known("devices", device_id, "UNKNOWN_DEVICE")

    def group(self, group_id: Any) -> Json:
        """The group, else ``UNKNOWN_GROUP``."""
        return self._known("groups", group_id, "UNKNOWN_GROUP")

    def rule(self, rule_id: Any) -> Json:
        """The meta data of the rule, else ``UNKNOWN_RULE``."""
        rule = self.part("home").get("ruleMetaDatas", {}).get(rule_id)
        if not isinstance(rule, dict):
            raise UnknownObjectError("UNKNOWN_RULE")
        return rule

    def channel(self, device_id: Any, index: Any) -> Json:
        """The channel by its own index, else ``UNKNOWN_CHANNEL``."""
        channels = self.device(device_id).get("functionalChannels", {})
        for channel in channels.values():
            if isinstance(channel, dict) and channel.get("index") == index:
                return channel
        raise UnknownObjectError("UNKNOWN_CHANNEL")

    def members(self, group: Json) -> list[Address]:
        """The channels of a group that the home still has."""
        members = []
        for member in group.get("channels", ()):
            address = member.get("deviceId"), member.get("channelIndex")
            if address[0] in self.part("devices"):
                members.append(address)
        return members

    def functional_home(self, solution: str) -> Json:
        """The functional home, made if the recorded state has none."""
        homes: Json = self.part("home").setdefault("functionalHomes", {})
        part: Json = homes.setdefault(solution, {"solution": solution, "active": True, "functionalGroups": []})
        return part

    # Changing

    def write_channel(self, device_id: str, index: int, values: Mapping[str, Any]) -> None:
        """Lay ``values`` over the channel, bring its groups up to date and tell of all of it."""
        channel = self.channel(device_id, index)
        if all(channel.get(key, ...) == value for key, value in values.items()):
            return
        channel.update(merged(channel, values))
        device = self.device(device_id)
        device["lastStatusUpdate"] = milliseconds()
        self.touch("device", device_id)
        for group_id in channel.get("groups", ()):
            group = self.part("groups").get(group_id)
            if isinstance(group, dict):
                self._follow(group_id, group)

    def write_group(self, group_id: str, values: Mapping[str, Any]) -> None:
        """Lay ``values`` over the group and tell of it."""
        group = self.group(group_id)
        group.update(merged(group, values))
        group["lastStatusUpdate"] = milliseconds()
        self.touch("group", group_id)

    def write_members(self, group: Json, values: Mapping[str, Any]) -> None:
        """Write to each member channel those of ``values`` that it has."""
        for device_id, index in self.members(group):
            try:
                channel = self.channel(device_id, index)
            except UnknownObjectError:
                continue
            self.write_channel(device_id, index, {key: value for key, value in values.items() if key in channel})

    def write_home(self, values: Mapping[str, Any]) -> None:
        """Lay ``values`` over the home and tell of it."""
        self.state["home"] = merged(self.part("home"), values)
        self.touch("home", "")

    def write_functional_home(self, solution: str, values: Mapping[str, Any]) -> None:
        """Lay ``values`` over one functional home and tell of the home."""
        self.functional_home(solution).update(values)
        self.touch("home", "")

    def add(self, kind: str, thing: Json) -> None:
        """Add or replace a device, group or client, and tell of it."""
        self.part(f"{kind}s")[thing["id"]] = thing
        self._touched[(kind, thing["id"])] = {"pushEventType": f"{kind.upper()}_ADDED", kind: thing}

    def remove(self, kind: str, thing_id: str) -> None:
        """Take a device, group or client out of the home, and tell of it."""
        if self.part(f"{kind}s").pop(thing_id, None) is None:
            raise UnknownObjectError(f"UNKNOWN_{kind.upper()}")
        self._touched[(kind, thing_id)] = {"pushEventType": f"{kind.upper()}_REMOVED", "id": thing_id}
        if kind == "device":
            self._forget(thing_id)

    # Telling

    def touch(self, kind: str, thing_id: str) -> None:
        """Have the whole device, group, client or home pushed with the next events."""
        thing = self.part("home") if kind == "home" else self.part(f"{kind}s")[thing_id]
        self._touched.setdefault((kind, thing_id), {"pushEventType": f"{kind.upper()}_CHANGED", kind: thing})

    def tell(self, event: Json) -> None:
        """Have this event pushed as it is; two equal ones are two."""
        self._told += 1
        self._touched[("event", str(self._told))] = event

    def take_events(self) -> list[Json]:
        """What has changed since the last call, each thing once and whole."""
        events = list(self._touched.values())
        self._touched.clear()
        return events

    def _known(self, part: str, thing_id: Any, error: str) -> Json:
        thing = self.part(part).get(thing_id) if isinstance(thing_id, str) else None
        if not isinstance(thing, dict):
            raise UnknownObjectError(error)
        return thing

    def _follow(self, group_id: str, group: Json) -> None:
        channels = []
        for device_id, index in self.members(group):
            try:
                channels.append(self.channel(device_id, index))
            except UnknownObjectError:
                continue
        values = aggregated(group, channels)
        if values:
            self.write_group(group_id, values)

    def _forget(self, device_id: str) -> None:
        for group_id, group in self.part("groups").items():
            members = group.get("channels", [])
            left = [member for member in members if member.get("deviceId") != device_id]
            if len(left) != len(members):
                group["channels"] = left
                self.touch("group", group_id)


def milliseconds() -> int:
    """Now, as the cloud writes it."""
    return int(time.time() * 1000)
