"""The dialogs: the menu of hubs, and the hand-over of every other step to the hub whose it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import voluptuous as vol
from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult, OptionsFlow
from homeassistant.core import callback

from .compat import OptionsFlowWithReload
from .const import CONF_HUB, DOMAIN
from .hubs import HUBS, SHARED_STEPS, STEPS, WITH_OPTIONS, async_flow_module
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

    @classmethod
    @callback
    def async_supports_options_flow(cls, config_entry: ConfigEntry[Any]) -> bool:
        """Whether the entry's hub offers something to choose."""
        return config_entry.data[CONF_HUB] in WITH_OPTIONS

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
                return self.async_create_entry(data=steps.chosen(entry, user_input))
            except HubError as err:
                errors["base"] = err.key
        values = entry.options if user_input is None else user_input
        schema = self.add_suggested_values_to_schema(vol.Schema(steps.options(entry)), shown_again(values))
        return self.async_show_form(step_id="init", data_schema=schema, errors=errors)
