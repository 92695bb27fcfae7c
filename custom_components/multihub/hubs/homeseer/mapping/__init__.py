"""From HomeSeer's rows, controls and events to devices and features; pure."""

from .facts import Settings
from .house import House, Press
from .hub_device import HubFacts, hub_device, room_location, uses_fahrenheit
from .vocabulary import VOCABULARY

__all__ = ["VOCABULARY", "House", "HubFacts", "Press", "Settings", "hub_device", "room_location", "uses_fahrenheit"]
