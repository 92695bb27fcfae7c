"""From HomeSeer's rows, controls and events to devices and features; pure."""

from .facts import Settings
from .house import House
from .hub_device import HubFacts, hub_device, room_location, uses_fahrenheit
from .told import Press, Told
from .vocabulary import VOCABULARY

__all__ = [
    "VOCABULARY",
    "House",
    "HubFacts",
    "Press",
    "Settings",
    "Told",
    "hub_device",
    "room_location",
    "uses_fahrenheit",
]
