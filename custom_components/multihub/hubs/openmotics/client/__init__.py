"""Speaks with OpenMotics; usable without Home Assistant."""

from __future__ import annotations

from .cloud import CLOUD_URL, CloudClient, Installation
from .errors import ForbiddenError, FunctionFailedError, MissingFunctionError, NoAnswerError, UnknownFunctionError
from .form import FormClient, Reply
from .gateway import GatewayClient, is_gateway
from .legacy import LEGACY_URL, LegacyClient
from .long_poll import LongPoll
from .rows import Rows
from .websocket import Websocket

__all__ = [
    "CLOUD_URL",
    "LEGACY_URL",
    "CloudClient",
    "ForbiddenError",
    "FormClient",
    "FunctionFailedError",
    "GatewayClient",
    "Installation",
    "LegacyClient",
    "LongPoll",
    "MissingFunctionError",
    "NoAnswerError",
    "Reply",
    "Rows",
    "UnknownFunctionError",
    "Websocket",
    "is_gateway",
]
