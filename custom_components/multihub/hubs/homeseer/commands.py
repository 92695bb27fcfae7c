"""How requests are said: spaced, with only the last of a slider's values, answered by the rows they change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any, Final

from ...model import Request
from ..base import HubCommandError, HubError
from .client import HomeSeerClient, RefusedError
from .mapping.wire import as_int, as_value
from .requests import ReadCamera, RunEvent, SetLabel, SetString, SetUse, SetValue, Several, Speak

SPACING: Final = 0.05
"""Seconds between two commands; HomeSeer loses some that come faster (protocol page, section 2)."""

type Rows = list[dict[str, Any]]


class Commands:
    """The one way out to a system."""

    def __init__(self, client: HomeSeerClient) -> None:
        """Say it through this client."""
        self._client = client
        self._turn = asyncio.Lock()
        self._last = 0.0
        self._newest: dict[int, SetValue] = {}

    async def say(self, request: Request) -> tuple[Any, Rows]:
        """Say one request; gives the hub's answer, and the rows that came with it.

        Raises:
            HubCommandError: HomeSeer refuses it.
            HubError: what ``Hub.connect`` raises.

        """
        if isinstance(request, Several):
            rows: Rows = []
            for part in request.requests:
                rows += (await self.say(part))[1]
            return None, rows
        if isinstance(request, SetValue):
            self._newest[request.ref] = request
        async with self._turn:
            if isinstance(request, SetValue) and request.sliding and self._newest.get(request.ref) is not request:
                return None, []
            await asyncio.sleep(max(0.0, self._last + SPACING - time.monotonic()))
            try:
                return await self._once(request)
            except RefusedError as err:
                raise _refusal(err) from err
            finally:
                self._last = time.monotonic()

    async def _once(self, request: Request) -> tuple[Any, Rows]:
        client = self._client
        match request:
            case SetValue(ref, value):
                return None, await client.control_by_value(ref, value)
            case SetLabel(ref, label):
                return None, await client.control_by_label(ref, label)
            case SetString(ref, index, value, string):
                return None, await client.control_by_index(ref, index, value, string)
            case SetUse(ref, use, number, text):
                return None, await client.control_by_use(ref, use, number, text)
            case RunEvent(number, group, name):
                await client.run_event(number, group, name)
                return None, []
            case Speak(phrase, host):
                await client.speak(phrase, host)
                return None, []
            case ReadCamera(camera):
                return await client.camera_picture(camera), []
        raise HubError(f"No way to say {type(request).__name__}")


def _refusal(err: RefusedError) -> HubCommandError:
    """What HomeSeer refuses, for the person."""
    if err.lacks_rights:
        return HubCommandError(str(err), key="missing_role")
    if not err.has_reason:
        return HubCommandError(str(err), key="refused_without_reason")
    return HubCommandError(str(err), placeholders=err.placeholders)


def refs_of(request: Request) -> tuple[int, ...]:
    """The rows that a request is about."""
    if isinstance(request, Several):
        return tuple(ref for part in request.requests for ref in refs_of(part))
    if isinstance(request, SetValue | SetLabel | SetString | SetUse):
        return (request.ref,)
    return ()


def wanted_of(request: Request) -> dict[int, float]:
    """The values that a request wants its rows to have."""
    if isinstance(request, Several):
        return {ref: value for part in request.requests for ref, value in wanted_of(part).items()}
    return {request.ref: request.value} if isinstance(request, SetValue) else {}


def shown_by(rows: Rows, wanted: Mapping[int, float]) -> set[int]:
    """The refs whose rows in an answer have the wanted value: nothing more is to be asked of them."""
    return {
        ref for row in rows if (ref := as_int(row.get("ref"))) in wanted and as_value(row.get("value")) == wanted[ref]
    }
