"""The dialogs of repairs: what is mended at the hub is looked at again, the rest leads to the dialog that mends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import voluptuous as vol
from homeassistant.components.repairs import RepairsFlow
from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigFlowContext
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .compat import next_flow
from .const import DOMAIN
from .errors import respect_throttling
from .hubs.base import HubThrottledError
from .issues import ENTRY, MEND, Mend

if TYPE_CHECKING:
    from homeassistant.components.repairs import RepairsFlowResult


async def async_create_fix_flow(hass: HomeAssistant, issue_id: str, data: Mapping[str, Any] | None) -> RepairsFlow:
    """Give the dialog of one repair."""
    assert data
    return HubRepairsFlow(data[ENTRY], Mend(data[MEND]))


class HubRepairsFlow(RepairsFlow):
    """Says what to do, and sees whether it was done."""

    def __init__(self, entry_id: str, mend: Mend) -> None:
        """Mend something of this entry's hub in this way."""
        self._entry_id = entry_id
        self._mend = mend

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Say what to do; when it is done, go on."""
        errors = {}
        if user_input is not None:
            entry = self.hass.config_entries.async_get_entry(self._entry_id)
            if entry is None:
                return self.async_create_entry(data={})
            if self._mend is not Mend.AGAIN:
                return await self._lead_on(entry)
            await _ask_again(self.hass, entry)
            if self._issue() is None:
                return self.async_create_entry(data={})
            errors = {"base": "still_there"}
        issue = self._issue()
        return self.async_show_form(
            step_id="confirm",
            data_schema=vol.Schema({}),
            errors=errors,
            description_placeholders=issue.translation_placeholders if issue else None,
        )

    def _issue(self) -> ir.IssueEntry | None:
        return ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)

    async def _lead_on(self, entry: ConfigEntry[Any]) -> RepairsFlowResult:
        """Open the dialog that mends it; the repair stays until the hub is reached by what is typed there."""
        flow_id = await _dialog(self.hass, entry, self._mend)
        if flow := next_flow(flow_id):
            return self.async_abort(reason="go_on", **flow)
        if self._mend is Mend.RECONFIGURE:  # nobody would ever find the one that was opened
            self.hass.config_entries.flow.async_abort(flow_id)
        return self.async_abort(reason=self._mend, description_placeholders={"hub": entry.title})


async def _dialog(hass: HomeAssistant, entry: ConfigEntry[Any], mend: Mend) -> str:
    """The flow that asks for what mends it: one that waits already, or a new one."""
    for flow in entry.async_get_active_flows(hass, {mend}):
        return flow["flow_id"]
    context = ConfigFlowContext(
        source=mend, entry_id=entry.entry_id, unique_id=entry.unique_id, title_placeholders={"name": entry.title}
    )
    result = await hass.config_entries.flow.async_init(DOMAIN, context=context, data=dict(entry.data))
    return result["flow_id"]


async def _ask_again(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """See whether the hub is well now; one that wants to be left alone is not asked."""
    try:
        respect_throttling(hass, entry.entry_id)
    except HubThrottledError:
        return
    if entry.state is ConfigEntryState.LOADED and entry.runtime_data.connection.health.connected:
        await entry.runtime_data.async_refresh()
    else:
        await hass.config_entries.async_reload(entry.entry_id)
