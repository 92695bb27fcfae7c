"""The dialogs: the menu of hubs, and the hand-over of every other step to the hub whose it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import voluptuous as vol
from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult, OptionsFlow
from homeassistant.const import CONF_HOST
from homeassistant.core import callback
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .compat import OptionsFlowWithReload
from .const import CONF_HUB, CONF_ROOMS, DOMAIN
from .hubs import HUBS, SHARED_STEPS, STEPS, async_flow_module, hinted_hub
from .hubs.base import HubError
from .hubs.steps import HubSteps, shown_again

_STEP = "async_step_"


class MultihubConfigFlow(ConfigFlow, domain=DOMAIN):
    """One dialog: knows the menu; everything else is the hub's own.

    No hub is imported before one of its steps is taken (Home Assistant imports this file at the
    set-up of every entry).
    """

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Begin without knowing which hub it will be."""
        self.discovered: dict[str, Any] = {}
        self._steps: HubSteps | None = None

    @staticmethod
    @callback
    def async_get_options_flow(config_entry: ConfigEntry[Any]) -> OptionsFlow:
        """The dialog of what the entry's hub offers to choose."""
        return MultihubOptionsFlow()

    def __getattr__(self, name: str) -> Callable[..., Awaitable[ConfigFlowResult]]:
        """Give the method of a hub's step: the flow manager looks steps up by attribute."""
        step_id = name.removeprefix(_STEP)
        if name.startswith(_STEP) and (step_id in STEPS or step_id in SHARED_STEPS):
            return partial(self._hub_step, step_id)
        raise AttributeError(name)

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which hub."""
        return self.async_show_menu(step_id="user", menu_options=list(HUBS))

    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Take a hub that announced itself in the network."""
        name = discovery_info.name.removesuffix(f".{discovery_info.type}")
        return await self._found("zeroconf", discovery_info.host, name, discovery_info.type, discovery_info.port)

    async def async_step_dhcp(self, discovery_info: DhcpServiceInfo) -> ConfigFlowResult:
        """Take a hub that asked for an address in the network."""
        return await self._found("dhcp", discovery_info.ip, discovery_info.hostname, discovery_info.macaddress)

    async def async_step_zeroconf_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to add what was found."""
        return await self._confirm_found("zeroconf_confirm", user_input)

    async def async_step_dhcp_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to add what was found."""
        return await self._confirm_found("dhcp_confirm", user_input)

    async def _found(self, source: str, host: str, name: str, hint: str, port: int | None = None) -> ConfigFlowResult:
        """Ask the host itself who it is; follow a known hub to its new address."""
        if (hub := hinted_hub(hint, name)) is None:
            return self.async_abort(reason="not_this_hub")
        await self._use(hub)
        assert self._steps is not None
        host = self._steps.found_host(host, port)
        try:
            hub_id, title = await self._steps.identify(host, name)
        except HubError as err:
            return self.async_abort(reason=err.key if err.key == "cannot_connect" else "not_this_hub")
        if entry := await self.async_set_unique_id(hub_id):
            if (moved := self._steps.moved(entry.data, host)) != dict(entry.data):
                self.hass.config_entries.async_update_entry(entry, data=moved)
                self.hass.config_entries.async_schedule_reload(entry.entry_id)
            return self.async_abort(reason="already_configured")
        self.discovered = {CONF_HOST: host}
        self.context["title_placeholders"] = {"name": title}
        return await self._confirm_found(f"{source}_confirm", None)

    async def _confirm_found(self, step_id: str, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        assert self._steps is not None
        if user_input is not None:
            return await self._hub_step(self._steps.hub)
        self._set_confirm_only()
        return self.async_show_form(step_id=step_id, description_placeholders=dict(self.context["title_placeholders"]))

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Begin to ask for credentials again."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for what the entry's way in needs again."""
        return await self._entry_step("reauth_confirm", self._get_reauth_entry().data, user_input)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Offer the ways in of the entry's hub."""
        return await self._entry_step("reconfigure", self._get_reconfigure_entry().data, user_input)

    async def _entry_step(
        self, step_id: str, data: Mapping[str, Any], user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        await self._use(data[CONF_HUB])
        return await self._hub_step(step_id, user_input)

    async def _hub_step(self, step_id: str, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        if step_id in STEPS:
            await self._use(STEPS[step_id])
        assert self._steps is not None
        return await self._steps.run(step_id, user_input)

    async def _use(self, hub: str) -> None:
        """Have the steps of this hub at hand; what they remember lasts as long as the flow."""
        if self._steps is None or self._steps.hub != hub:
            self._steps = (await async_flow_module(self.hass, hub)).Steps(self)


class MultihubOptionsFlow(OptionsFlowWithReload):
    """What a hub offers to choose; the fields are the hub's own."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the form, and keep what was chosen."""
        entry = self.config_entry
        steps: type[HubSteps] = (await async_flow_module(self.hass, entry.data[CONF_HUB])).Steps
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                chosen = steps.chosen(entry, user_input)
                if user_input.get(CONF_ROOMS, True):
                    chosen.pop(CONF_ROOMS, None)
                else:
                    chosen[CONF_ROOMS] = False
                return self.async_create_entry(data=chosen)
            except HubError as err:
                errors["base"] = err.key
        values = entry.options if user_input is None else user_input
        shared = {vol.Optional(CONF_ROOMS, default=True): bool} if steps.asks_for_rooms else {}
        fields = vol.Schema({**steps.options(entry), **shared})
        schema = self.add_suggested_values_to_schema(fields, shown_again(values))
        return self.async_show_form(step_id="init", data_schema=schema, errors=errors)
