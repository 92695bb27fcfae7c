"""The dialogs of the hub in memory: one field, a certificate on demand."""

from __future__ import annotations

from typing import Any

import voluptuous as vol
from homeassistant.config_entries import ConfigFlowResult

from custom_components.multihub.const import CONF_FINGERPRINT
from custom_components.multihub.hubs.base import HubUnsupportedError
from custom_components.multihub.hubs.steps import Errors, HubSteps, advanced

from .hub import HUBS


class Steps(HubSteps):
    """One step, ``fifth``."""

    hub = "fifth"
    ways = ("fifth",)

    async def identify(self, host: str, name: str) -> tuple[str, str]:
        """A hub in memory is found by its name."""
        if name not in HUBS:
            raise HubUnsupportedError
        await HUBS[name].connect()
        return name, HUBS[name].info.name

    def _fields(self) -> dict[vol.Marker, Any]:
        return {
            vol.Required("hub_name"): str,
            vol.Optional("password"): str,
            **advanced({vol.Optional("port"): int}),
        }

    async def step_fifth(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask for the name of a hub in memory."""
        if user_input is not None:
            self._typed = user_input
            return await self._connect()
        return self.form("fifth", self._fields())

    async def _connect(self) -> ConfigFlowResult:
        errors: Errors = {}
        typed = self._typed
        fingerprint: str | ConfigFlowResult | None = None
        if port := typed.get("advanced", {}).get("port"):
            fingerprint = await self.attempt(self.confirmed_certificate("127.0.0.1", port, self._connect), errors)
            if isinstance(fingerprint, dict):
                return fingerprint
        hub = HUBS.get(typed["hub_name"])
        if not errors and hub is None:
            errors["base"] = "not_this_hub"
        if not errors:
            assert hub
            await self.attempt(hub.connect(), errors)
        if errors or hub is None:
            return self.form("fifth", self._fields(), errors=errors, values=typed)
        data = {"hub_name": typed["hub_name"]}
        if isinstance(fingerprint, str):
            data[CONF_FINGERPRINT] = fingerprint
        return await self.finish("fifth", hub_id=hub.info.hub_id, title=hub.info.name, data=data)

    async def step_reauth_confirm(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask again."""
        if user_input is None:
            return self.form("reauth_confirm", self._fields())
        return await self.step_fifth(user_input)
