"""What goes wrong with a hub, said in Home Assistant's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .hubs.base import HubError, HubInputError, HubThrottledError

_THROTTLED: HassKey[dict[str, float]] = HassKey(f"{DOMAIN}_throttled")
"""Entry id: the loop's time until which its hub asks to be left alone."""


def translation(err: HubError, hub: str) -> dict[str, Any]:
    """The arguments of Home Assistant's exceptions that name the translated message."""
    return {
        "translation_domain": DOMAIN,
        "translation_key": err.key,
        "translation_placeholders": {"hub": hub, "reason": str(err), **err.placeholders},
    }


@contextmanager
def told(hub: str) -> Iterator[None]:
    """Turn a hub's errors into those that Home Assistant shows.

    Raises:
        ServiceValidationError: an argument is wrong.
        HomeAssistantError: the hub can't be reached, refuses or fails.

    """
    try:
        yield
    except HubInputError as err:
        raise ServiceValidationError(**translation(err, hub)) from err
    except HubError as err:
        raise HomeAssistantError(**translation(err, hub)) from err


def remember_throttling(hass: HomeAssistant, entry_id: str, err: HubThrottledError) -> None:
    """Remember until when a hub wants to be left alone: a set-up that is retried forgets everything else."""
    hass.data.setdefault(_THROTTLED, {})[entry_id] = hass.loop.time() + err.retry_after


def respect_throttling(hass: HomeAssistant, entry_id: str) -> None:
    """Don't even ask a hub that throttles, though Home Assistant retries a set-up often.

    Raises:
        HubThrottledError: the time is not over.

    """
    until = hass.data.get(_THROTTLED, {}).get(entry_id, 0.0)
    if (seconds := until - hass.loop.time()) > 0:
        raise HubThrottledError(retry_after=seconds)
