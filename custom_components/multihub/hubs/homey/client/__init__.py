"""A Homey's wire: HTTP, the socket and the account service. Knows nothing of Home Assistant."""

from __future__ import annotations

from .account import ACCOUNT_URL, Account, AccountHomey
from .api import HomeyClient, Session
from .errors import HomeyForbiddenError, HomeyMissingError
from .http import HomeyHttp, Identity
from .pace import Pace

__all__ = [
    "ACCOUNT_URL",
    "Account",
    "AccountHomey",
    "HomeyClient",
    "HomeyForbiddenError",
    "HomeyHttp",
    "HomeyMissingError",
    "Identity",
    "Pace",
    "Session",
]
