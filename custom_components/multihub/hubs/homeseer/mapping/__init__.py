"""From HomeSeer's rows, controls and events to devices and features; pure."""

from .facts import Settings
from .house import House, Press
from .hub_device import HubFacts, hub_device, room_location, uses_fahrenheit

__all__ = ["House", "HubFacts", "Press", "Settings", "hub_device", "room_location", "uses_fahrenheit"]
