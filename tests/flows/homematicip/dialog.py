"""One dialog of HomematicIP, as a person goes through it."""

from __future__ import annotations

from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import DOMAIN
from tests.hubs.homematicip.at_home import entry_for
from virtual_hubs.homematicip import VirtualHomematicIP

PIN = "2580"
OTHER = "3014F711A0000B1E55ED0B18"
"""The SGTIN of an access point that is not there."""


class Dialog:
    """One dialog, as a person goes through it."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self.result: Any = None

    async def begin(self, way: str) -> ConfigFlowResult:
        """Take HomematicIP from the menu, then the way in."""
        self.result = await self.hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
        assert self.result["type"] is FlowResultType.MENU
        await self.choose("homematicip")
        return await self.choose(way)

    async def choose(self, option: str) -> ConfigFlowResult:
        return await self.send({"next_step_id": option})

    async def send(self, typed: dict[str, Any] | None = None) -> ConfigFlowResult:
        result: ConfigFlowResult = await self.hass.config_entries.flow.async_configure(self.result["flow_id"], typed)
        self.result = result
        return result

    async def button(self) -> ConfigFlowResult:
        """Let the dialog go on after the button was pressed, or was not in time."""
        assert self.result["type"] is FlowResultType.SHOW_PROGRESS
        assert self.result["step_id"] == "press_button"
        await self.hass.async_block_till_done()
        return await self.send()

    def shown(self) -> dict[str, Any]:
        """What the form is filled with."""
        return suggested(self.result["data_schema"].schema)


def suggested(schema: dict[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, kind in schema.items():
        if hasattr(kind, "schema") and hasattr(kind, "options"):
            found[str(field)] = suggested(kind.schema.schema)
        elif field.description and "suggested_value" in field.description:
            found[str(field)] = field.description["suggested_value"]
    return found


def entry_of(cloud: VirtualHomematicIP, way: str = "homematicip_cloud", **data: Any) -> MockConfigEntry:
    """An entry whose token the access point does not know."""
    return entry_for(cloud, way, **{"token": "OLD-TOKEN", **data})


def typed(cloud: VirtualHomematicIP, **more: Any) -> dict[str, Any]:
    return {"access_point": cloud.sgtin, **more, "advanced": {"url": cloud.lookup_url}}


async def pair(dialog: Dialog, cloud: VirtualHomematicIP, fields: dict[str, Any]) -> ConfigFlowResult:
    """Send the form, press the button."""
    await dialog.send(fields)
    cloud.press_button()
    return await dialog.button()
