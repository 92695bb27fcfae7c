"""The wire of HomematicIP: aiohttp in, plain Python out, no Home Assistant.

Three transports serve one interface (``Transport``): the app's interface in the cloud, the same
interface of an HCU1 in the house, and the HCU1's Connect API.
"""

from .app import AppTransport, Endpoints, fixed_endpoints, lookup
from .connect_api import Address, ConnectTransport, activate
from .pairing import Pairing
from .quota import Quota
from .transport import Transport
from .wire import LOOKUP_URL, Credentials, access_point_label, access_points, normalized_access_point

__all__ = [
    "LOOKUP_URL",
    "Address",
    "AppTransport",
    "ConnectTransport",
    "Credentials",
    "Endpoints",
    "Pairing",
    "Quota",
    "Transport",
    "access_point_label",
    "access_points",
    "activate",
    "fixed_endpoints",
    "lookup",
    "normalized_access_point",
]
