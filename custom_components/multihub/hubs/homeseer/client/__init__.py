"""The wire: HomeSeer's JSON interface, its ASCII port and MyHS. Knows nothing of Home Assistant."""

from .answers import RefusedError
from .ascii import AsciiConnection, DeviceChange
from .cloud import MYHS_URL, System, list_systems
from .http import HomeSeerClient
from .way import Endpoint

__all__ = [
    "MYHS_URL",
    "AsciiConnection",
    "DeviceChange",
    "Endpoint",
    "HomeSeerClient",
    "RefusedError",
    "System",
    "list_systems",
]
