"""The registry of hubs. Nothing of a hub is imported until an entry or a dialog needs it."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.importlib import async_import_module

HUBS: Final[dict[str, str]] = {hub: f"{__name__}.{hub}" for hub in ("homematicip", "homey", "homeseer", "openmotics")}
"""Hub type: the package that speaks with it, with the modules ``hub`` and ``flow``."""

STEPS: Final[dict[str, str]] = {
    step: hub
    for hub, steps in {
        "homematicip": (
            "homematicip",
            "homematicip_cloud",
            "homematicip_hcu",
            "homematicip_connect",
            "homematicip_token",
            "press_button",
            "pair",
        ),
        "homey": ("homey", "homey_key", "homey_account"),
        "homeseer": ("homeseer", "homeseer_local", "homeseer_cloud", "homeseer_system"),
        "openmotics": (
            "openmotics",
            "openmotics_local",
            "openmotics_cloud",
            "openmotics_legacy",
            "openmotics_installation",
            "openmotics_terms",
        ),
    }.items()
    for step in steps
}
"""Step of the dialog: the hub type whose it is. Steps that several hubs share are not among them."""

DISCOVERED: Final[tuple[tuple[str, str], ...]] = (
    ("_homey._tcp.local.", "homey"),
    ("openmotics", "openmotics"),
    ("hcu1", "homematicip"),
    ("homey", "homey"),
    ("9013da", "homey"),
)
"""What a service type, a host's name or a network address begins with, and the hub type that it hints at."""

SHARED_STEPS: Final = ("certificate",)
"""Steps that more than one hub has: the flow knows which hub it is about by then."""


def hinted_hub(*hints: str) -> str | None:
    """The hub type that a discovery hints at; whether it is one, the host itself is asked."""
    lowered = [hint.lower().replace(":", "") for hint in hints]
    return next((hub for start, hub in DISCOVERED if any(hint.startswith(start) for hint in lowered)), None)


async def async_hub_module(hass: HomeAssistant, hub: str) -> ModuleType:
    """The module that makes the hub: its ``create_hub(hass, entry)`` gives a ``Hub``."""
    return await async_import_module(hass, f"{HUBS[hub]}.hub")


async def async_flow_module(hass: HomeAssistant, hub: str) -> ModuleType:
    """The module of the hub's dialogs: its ``Steps`` is a ``HubSteps``."""
    return await async_import_module(hass, f"{HUBS[hub]}.flow")
