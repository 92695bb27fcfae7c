"""The dialog of a repair, as the frontend goes through it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.multihub.const import DOMAIN


def repair(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> ir.IssueEntry | None:
    """The repair of this kind for the entry's hub, where there is one."""
    return ir.async_get(hass).async_get_issue(DOMAIN, f"{kind}_{entry.entry_id}")


class RepairDialog:
    """One repair's dialog over HTTP."""

    def __init__(self, hass: HomeAssistant, client: ClientSessionGenerator) -> None:
        self._hass = hass
        self._client = client
        self._flow = ""

    async def open(self, entry: MockConfigEntry, kind: str) -> dict[str, Any]:
        """Press *Fix*."""
        assert await async_setup_component(self._hass, "repairs", {})
        assert repair(self._hass, entry, kind)
        shown = await self._post("", {"handler": DOMAIN, "issue_id": f"{kind}_{entry.entry_id}"})
        self._flow = f"/{shown['flow_id']}"
        return shown

    async def submit(self) -> dict[str, Any]:
        """Press *Submit*."""
        return await self._post(self._flow, {})

    async def _post(self, path: str, typed: dict[str, Any]) -> dict[str, Any]:
        answer = await (await self._client()).post(f"/api/repairs/issues/fix{path}", json=typed)
        assert answer.status == HTTPStatus.OK, await answer.text()
        shown: dict[str, Any] = await answer.json()
        await self._hass.async_block_till_done()
        return shown
