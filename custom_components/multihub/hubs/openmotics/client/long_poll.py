"""The messages of the cloud of before, by long poll (protocol page, section 2.2)."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Iterable
from typing import Any, Final

import aiohttp

from ...base import HubUnsupportedError
from .errors import NoAnswerError
from .legacy import LegacyClient

WAIT: Final = aiohttp.ClientTimeout(total=120)
"""How long one poll may take when nothing happens."""

PAUSE: Final = 1.0
"""Seconds between polls that come back with nothing."""

type Handler = Callable[[str, Any], None]


class LongPoll:
    """Listens to the messages of one installation."""

    def __init__(self, client: LegacyClient, *, pause: float = PAUSE) -> None:
        """Use the client's token."""
        self._client = client
        self._pause = pause

    async def listen(self, types: Iterable[str], ready: Callable[[], None], handle: Handler) -> None:
        """Hand every message on as (type, data); ends only with an error.

        Raises:
            HubAuthError: refused even with a new token.
            HubConnectionError: the cloud can't be reached.
            HubUnsupportedError: it answers something else.

        """
        who = {"subscriber": random.randint(0, 1_000_000)}  # noqa: S311
        await self._client.messaging("update_message_subscription", who, {"types": json.dumps(list(types))})
        last = number(await self._client.messaging("get_last_message_id", who, {}))
        ready()
        while True:
            try:
                answer = await self._client.messaging("get_messages_wait", {**who, "messageid": last}, {}, WAIT)
            except NoAnswerError:
                # nothing happened, or the cloud is gone without a word: what it answers at once tells which
                number(await self._client.messaging("get_last_message_id", who, {}))
                continue
            if not isinstance(answer, dict):
                raise HubUnsupportedError("get_messages_wait gave no object")
            last = number(answer.get("last_message_id", last))
            messages = answer.get("messages") or []
            for message in messages:
                if isinstance(message, dict) and "type" in message:
                    handle(message["type"], message.get("data"))
            if not messages:
                await asyncio.sleep(self._pause)


def number(answer: Any) -> int:
    """The number of a message, which comes as plain text."""
    try:
        return int(answer)
    except (TypeError, ValueError):
        raise HubUnsupportedError("The number of the last message is none") from None
