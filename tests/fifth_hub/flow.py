"""The dialog of the fifth hub: one form with nothing to fill in."""

from __future__ import annotations

from typing import Any

from homeassistant.config_entries import ConfigFlowResult

from custom_components.multihub.hubs.steps import HubSteps


class Steps(HubSteps):
    """One step, ``fifth``."""

    hub = "fifth"
    ways = ("fifth",)

    async def step_fifth(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask whether to add it."""
        if user_input is None:
            return self.form("fifth", {})
        return await self.finish("fifth", hub_id="fifth", title="Fifth", data={})
