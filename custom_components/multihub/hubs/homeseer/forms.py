"""The fields of HomeSeer's forms, made anew for each time that they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import voluptuous as vol
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.network import NoURLAvailableError
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from ..base import HubInputError
from ..steps import advanced
from .client import System
from .client.ascii import DEFAULT_PORT as DEFAULT_ASCII_PORT
from .ways import (
    CONF_ASCII_PORT,
    CONF_HOST,
    CONF_LICENSE,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_TOKEN,
    CONF_URL,
    CONF_USERNAME,
    CONF_WEBHOOK_ID,
    DEFAULT_PORT,
    OPTION_AREA,
    OPTION_EVENT_GROUPS,
    OPTION_OVERRIDES,
)

type Fields = dict[vol.Marker, Any]

OVERRIDE_KINDS: Final = (
    "light",
    "switch",
    "fan",
    "cover",
    "garage",
    "lock",
    "valve",
    "sensor",
    "binary_sensor",
    "number",
    "select",
    "button",
    "ignored",
)
"""What a feature may be made into; each is a field of the options' section."""

FIELD_WEBHOOK: Final = "webhook_url"

_PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
_PORT = vol.All(
    NumberSelector(NumberSelectorConfig(min=0, max=65535, mode=NumberSelectorMode.BOX)),
    vol.Coerce(int),
)


def local_fields() -> Fields:
    """Where a HomeSeer is at home."""
    return {
        vol.Required(CONF_HOST): TextSelector(),
        vol.Optional(CONF_PORT, default=DEFAULT_PORT): _PORT,
        vol.Optional(CONF_SSL, default=False): bool,
        vol.Optional(CONF_USERNAME): TextSelector(),
        vol.Optional(CONF_PASSWORD): _PASSWORD,
        vol.Optional(CONF_ASCII_PORT, default=DEFAULT_ASCII_PORT): _PORT,
    }


def cloud_fields() -> Fields:
    """The MyHS account."""
    return {
        vol.Optional(CONF_USERNAME): TextSelector(),
        vol.Optional(CONF_PASSWORD): _PASSWORD,
        **advanced({vol.Optional(CONF_TOKEN): _PASSWORD, vol.Optional(CONF_URL): TextSelector()}),
    }


def system_fields(systems: Iterable[System]) -> Fields:
    """The systems of an account, to pick one of."""
    options = [SelectOptionDict(value=system.license, label=f"{system.name} ({system.license})") for system in systems]
    return {vol.Required(CONF_LICENSE): SelectSelector(SelectSelectorConfig(options=options))}


def reauth_fields(data: Mapping[str, Any]) -> Fields:
    """What an entry's way in needs again."""
    if data.get(CONF_TOKEN):
        return {vol.Required(CONF_TOKEN): _PASSWORD}
    return {vol.Optional(CONF_USERNAME): TextSelector(), vol.Optional(CONF_PASSWORD): _PASSWORD}


def option_fields(
    hass: HomeAssistant | None, entry: ConfigEntry[Any], groups: Iterable[str], features: Mapping[int, str]
) -> Fields:
    """What may be chosen: event groups, the location that is a room, and what a feature is."""
    options = entry.options
    chosen_groups = {*groups, *options.get(OPTION_EVENT_GROUPS, ())}
    fields: Fields = {
        vol.Optional(OPTION_EVENT_GROUPS): _several((group, group) for group in sorted(chosen_groups)),
        vol.Required(OPTION_AREA, default="auto"): SelectSelector(
            SelectSelectorConfig(
                options=["auto", "location", "location2", "none"],
                translation_key="homeseer_area",
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
    }
    if url := webhook_url(hass, entry):
        fields[vol.Optional(FIELD_WEBHOOK, description={"suggested_value": url})] = TextSelector()
    known = {str(ref): label for ref, label in features.items()}
    for refs in options.get(OPTION_OVERRIDES, {}).values():
        for ref in refs:
            known.setdefault(ref, ref)
    chooser = _several(known.items())
    kinds: Fields = {vol.Optional(kind): chooser for kind in OVERRIDE_KINDS}
    fields[vol.Optional(OPTION_OVERRIDES)] = section(vol.Schema(kinds), {"collapsed": True})
    return fields


def chosen_options(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The options of what was typed; the webhook's address is only shown.

    Raises:
        HubInputError: one feature is to be two things.

    """
    overrides = {kind: list(refs) for kind, refs in typed.get(OPTION_OVERRIDES, {}).items() if refs}
    refs = [ref for chosen in overrides.values() for ref in chosen]
    if len(refs) != len(set(refs)):
        raise HubInputError("One feature is chosen twice", key="chosen_twice")
    return {
        OPTION_EVENT_GROUPS: list(typed.get(OPTION_EVENT_GROUPS, ())),
        OPTION_AREA: typed.get(OPTION_AREA, "auto"),
        OPTION_OVERRIDES: overrides,
    }


def webhook_url(hass: HomeAssistant | None, entry: ConfigEntry[Any]) -> str | None:
    """The address to enter in HS4; ``None`` where Home Assistant knows no address of its own."""
    webhook_id = entry.data.get(CONF_WEBHOOK_ID)
    if hass is None or not webhook_id or "webhook" not in hass.config.components:
        return None
    from homeassistant.components.webhook import async_generate_url  # noqa: PLC0415

    try:
        return async_generate_url(hass, webhook_id)
    except NoURLAvailableError:
        return None


def _several(choices: Iterable[tuple[str, str]]) -> SelectSelector:
    options = [SelectOptionDict(value=value, label=label) for value, label in choices]
    return SelectSelector(SelectSelectorConfig(options=options, multiple=True, mode=SelectSelectorMode.DROPDOWN))
