"""The cloud of the original SDK: the gateway's functions, for one of the user's installations."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import aiohttp

from ...base import HubUnsupportedError
from .form import FormClient

LEGACY_URL: Final = "https://cloud.openmotics.com/api"


class LegacyClient(FormClient):
    """Speaks with the cloud of before; each call names the installation (page, section 2.2)."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        username: str,
        password: str,
        *,
        url: str = LEGACY_URL,
        installation: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Speak for this user; without ``installation`` only ``installations`` can be asked."""
        super().__init__(session, url.rstrip("/"), username, password, clock=clock)
        self.installation = installation
        if installation is not None:
            self.common["installation_id"] = installation
        self._asks_lifetime = False  # the cloud's login takes user and password alone

    async def installations(self) -> dict[str, str]:
        """The names of the user's installations by id: a bare list, unlike every other answer."""
        answer = await self._authorized("get_installations", {})
        if isinstance(answer, dict):
            answer = answer.get("installations")
        if not isinstance(answer, list):
            raise HubUnsupportedError("get_installations gave no list")
        homes = [home for home in answer if isinstance(home, dict) and "id" in home]
        return {str(home["id"]): str(home.get("name") or home["id"]) for home in homes}

    async def messaging(
        self,
        function: str,
        query: Mapping[str, Any],
        form: Mapping[str, str],
        timeout: aiohttp.ClientTimeout | None = None,
    ) -> Any:
        """Call one of the functions of the messages; they take the installation in the address."""
        given = {name: str(value) for name, value in query.items()}
        given |= {"id": self.installation or "", "timestamp": str(int(time.time()))}
        return await self._authorized(function, form, given, timeout)
