"""What must hold after every fault, whatever it was."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from custom_components.multihub.const import DOMAIN

from .home import Home

OURS = "multihub"


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What a person reads in the log because of us."""
    return [
        record.getMessage()
        for record in caplog.records
        if (OURS in record.name or OURS in record.getMessage())
        and record.levelno >= logging.INFO
        and record.name.startswith(("custom_components", "homeassistant.config_entries", "homeassistant.helpers"))
        and "Setup of" not in record.getMessage()
    ]


def told_secrets(caplog: pytest.LogCaptureFixture, home: Home) -> list[str]:
    """The log lines, debugging included, that hold a secret of this home; asyncio's and aiohttp's too."""
    found = []
    for record in caplog.records:
        text = f"{record.getMessage()} {record.exc_text}"
        if not record.name.startswith("custom_components"):
            text = text.replace(home.theirs_to_tell, "")
        if any(secret in text for secret in home.secrets):
            found.append(text)
    return found


def ignore_cut_handshakes() -> None:
    """A server of the test complains when a handshake is broken off: that was our doing."""
    loop = asyncio.get_running_loop()
    handle = loop.get_exception_handler()

    def ignoring(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "transport creation for incoming" not in context["message"] and handle:
            handle(loop, context)

    loop.set_exception_handler(ignoring)


def issues(hass: HomeAssistant) -> set[str]:
    """The repairs of ours that stand, without their entries' ids."""
    return {issue.translation_key or "" for (domain, _), issue in ir.async_get(hass).issues.items() if domain == DOMAIN}


def reauths(hass: HomeAssistant) -> list[Any]:
    """The dialogs that ask for new credentials."""
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow for flow in flows if flow["context"]["source"] == SOURCE_REAUTH]


def tasks_of_ours() -> list[str]:
    """The tasks that run code of ours, or carry our name."""
    found = []
    for task in asyncio.all_tasks():
        code = getattr(task.get_coro(), "cr_code", None)
        if OURS in task.get_name() or (code and f"custom_components/{OURS}" in code.co_filename):
            found.append(repr(task))
    return found


def listeners(hass: HomeAssistant) -> dict[str, int]:
    """How many listen to each event."""
    return dict(hass.bus.async_listeners())
