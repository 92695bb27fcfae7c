"""What every way to a house shares: its parts, what changes in them, presses that become long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping
from typing import Any, Final

from ...model import HubInfo, Request
from ..base import Backlog, Hub, Sink, Snapshot
from ..latest import Latest
from . import actions
from .mapping.devices import Labels, input_device
from .mapping.house import House, PartKey
from .mapping.messages import Told, happenings
from .mapping.others import EVENT_KEY, LONG_PRESS, LONG_RELEASE, PRESS, RELEASE
from .mapping.parts import GATEWAY, Abilities, Change, Pressed
from .mapping.shown import Shown
from .requests import OnPart, SetOutput

LONG: Final = 0.8
"""Seconds after which a press is a long one."""


class HouseHub(Hub):
    """A house whose parts are kept here; subclasses read it and are told of changes."""

    def __init__(self, hub_id: str, labels: Labels, abilities: Abilities) -> None:
        """Begin with an empty house."""
        self.info = HubInfo(hub_id=hub_id, device_id=GATEWAY, name=labels.name)
        self.house = House(abilities)
        self.shown = Shown(self.house, labels)
        self._sink: Sink | None = None
        self._backlog: Backlog[Change] = Backlog()
        self._shown_meanwhile: Backlog[PartKey] = Backlog()
        self._pressed: dict[str, asyncio.TimerHandle] = {}
        self._held_long: set[str] = set()
        self._latest = Latest()

    def snapshot(self, *, complete: bool) -> Snapshot:
        """All devices as they are now."""
        return Snapshot(self.shown.devices(), complete)

    def show(self, changed: Collection[PartKey]) -> None:
        """Tell what comes of these parts, which are not as they were."""
        if not changed or self._sink is None:
            return
        for key in changed:
            self._shown_meanwhile.keep(key)
        news = self.shown.news(changed)
        if news.devices:
            self._sink.changed(news.devices)
        for device_id, features in news.values.items():
            self._sink.updated(device_id, features)

    def take(self, told: Iterable[Told]) -> None:
        """Take what was pushed: states to show, presses to tell."""
        changes, presses = happenings(self.house, told)
        self.show(self.apply_pushed(changes))
        for press in presses:
            self._tell(press)

    def apply_pushed(self, changes: Iterable[Change]) -> set[PartKey]:
        """Take pushed states into the house; gives the parts that are not as they were."""
        for change in changes:
            self._backlog.keep(change)
        return self.house.apply(changes)

    def _tell(self, press: Pressed) -> None:
        """Tell of a press; one that lasts is told as a long one while it does."""
        if timer := self._pressed.pop(press.id, None):
            timer.cancel()
        if press.on:
            self._held_long.discard(press.id)
            self._event(press.id, PRESS)
            if not press.momentary:
                loop = asyncio.get_running_loop()
                self._pressed[press.id] = loop.call_later(LONG, self._long, press.id)
            return
        long = press.id in self._held_long
        self._held_long.discard(press.id)
        self._event(press.id, LONG_RELEASE if long else RELEASE)

    def _long(self, part_id: str) -> None:
        self._pressed.pop(part_id, None)
        self._held_long.add(part_id)
        self._event(part_id, LONG_PRESS)

    def _event(self, part_id: str, event_type: str) -> None:
        if self._sink:
            self._sink.event(input_device(part_id), EVENT_KEY, event_type, {})

    async def in_turn(self, request: Request, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work when nothing else is done with the same thing; what was overtaken meanwhile is left out."""
        if isinstance(request, OnPart):
            await self._latest.run((type(request), request.id), work)
        else:
            await work()

    async def read_outputs(self) -> None:
        """Read which outputs are on."""
        raise NotImplementedError

    async def act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """``set_output``, ``outputs_on`` and ``all_outputs_off`` (which answers what it turned off)."""
        if action == "set_output":
            await self.send(actions.set_output(self.house, data))
            return None
        if action not in ("outputs_on", "all_outputs_off"):
            return await super().act(action, device_id, data)
        await self.read_outputs()
        found = actions.outputs_on(self.house)
        if action == "all_outputs_off":
            for output in found:
                await self.send(SetOutput(output.id, on=False))
        return actions.described(found)

    def forget_presses(self) -> None:
        """Wait for nobody's release any more: it may have been missed."""
        for timer in self._pressed.values():
            timer.cancel()
        self._pressed.clear()
        self._held_long.clear()

    async def close(self) -> None:
        """Forget the presses that are under way."""
        self.forget_presses()
        self._sink = None


async def first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Run several works side by side until one ends or fails; the others end with it."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
