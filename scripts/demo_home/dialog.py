"""Adds a hub through the dialog, by walking its steps as a person would."""

from __future__ import annotations

from typing import Any

from . import DemoError
from .processes import RunningHub
from .rest import HomeAssistant, until

_FLOWS = "/api/config/config_entries/flow"
_STEPS = 20


async def add_hub(home: HomeAssistant, hub: RunningHub) -> dict[str, Any]:
    """Go through the dialog with what the virtual hub says to type; gives the new entry.

    Raises:
        DemoError: the dialog says no, asks for something unforeseen, or the entry does not load.

    """
    result = await home.post(_FLOWS, {"handler": "multihub", "show_advanced_options": False})
    for _ in range(_STEPS):
        if result["type"] in ("create_entry", "abort"):
            break
        result = await _next(home, hub, result)
    if result["type"] != "create_entry":
        raise DemoError(f"The dialog of {hub.hub} ended with {result['type']}: {result.get('reason')}")
    return await _loaded(home, result["result"]["entry_id"])


async def _next(home: HomeAssistant, hub: RunningHub, result: dict[str, Any]) -> Any:
    step, path = result.get("step_id"), f"{_FLOWS}/{result['flow_id']}"
    if errors := result.get("errors"):
        raise DemoError(f"The dialog of {hub.hub} refuses what was typed at {step}: {errors}")
    match result["type"]:
        case "menu":
            option = hub.flow.get(str(step), hub.hub)
            if option not in result["menu_options"]:
                raise DemoError(f"The menu {step} does not offer {option}")
            return await home.post(path, {"next_step_id": option})
        case "form":
            return await home.post(path, hub.flow.get(str(step), {}))
        case "progress":
            await _press_the_hubs_button(home, hub)

            async def gone_on() -> Any:
                seen = await home.get(path)
                return None if seen["type"] == "progress" else seen

            return await until(f"The dialog of {hub.hub} goes on from {step}", gone_on, timeout=60, pause=0.3)
        case other:
            raise DemoError(f"The dialog of {hub.hub} shows {other} at {step}, which nobody foresaw")


async def _press_the_hubs_button(home: HomeAssistant, hub: RunningHub) -> None:
    async with home.session.post(f"{hub.control}/pair", json={}) as response:
        if response.status != 200:
            raise DemoError(f"The button of {hub.hub} can't be pressed: {await response.text()}")


async def _loaded(home: HomeAssistant, entry_id: str) -> dict[str, Any]:
    async def entry() -> dict[str, Any] | None:
        found = next((entry for entry in await home.entries() if entry["entry_id"] == entry_id), None)
        if found is None:
            raise DemoError("The new entry was made, and is gone again")
        if found["state"] in ("setup_error", "migration_error", "failed_unload"):
            raise DemoError(f"{found['title']} is in the state {found['state']}: {found['reason']}")
        return found if found["state"] == "loaded" else None

    return await until("The new entry is loaded", entry, timeout=60)
