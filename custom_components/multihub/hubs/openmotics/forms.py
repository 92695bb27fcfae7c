"""The fields of OpenMotics' forms, made anew for each time that they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import voluptuous as vol
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from ..base import HubError
from ..steps import advanced
from .mapping.sensors import COUNTER_KINDS, CounterOption
from .ways import (
    CLOUD,
    CONF_CLIENT_ID,
    CONF_CLIENT_SECRET,
    CONF_HOST,
    CONF_INSTALLATION,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_URL,
    CONF_USERNAME,
    LEGACY,
    LOCAL,
)

type Fields = dict[vol.Marker, Any]

CONF_ACCEPT_TERMS: Final = "accept_terms"
DEFAULT_PORT: Final = 443

PULSES: Final = {"water": 1000, "gas": 100, "electricity": 1000}
"""How many pulses make one m³ or kWh, if a person does not say otherwise."""

_PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
_PORT = vol.All(NumberSelector(NumberSelectorConfig(min=1, max=65535, mode=NumberSelectorMode.BOX)), vol.Coerce(int))
_PULSES = NumberSelector(NumberSelectorConfig(min=0.001, max=1_000_000, step="any", mode=NumberSelectorMode.BOX))


def _user() -> Fields:
    return {vol.Required(CONF_USERNAME): TextSelector(), vol.Required(CONF_PASSWORD): _PASSWORD}


def _client() -> Fields:
    return {vol.Required(CONF_CLIENT_ID): TextSelector(), vol.Required(CONF_CLIENT_SECRET): _PASSWORD}


def _local() -> Fields:
    return {
        vol.Required(CONF_HOST): TextSelector(),
        vol.Optional(CONF_PORT, default=DEFAULT_PORT): _PORT,
        **_user(),
    }


def _url() -> Fields:
    return advanced({vol.Optional(CONF_URL): TextSelector()})


FIELDS: Final[dict[str, Callable[[], Fields]]] = {
    LOCAL: _local,
    CLOUD: lambda: {**_client(), **_url()},
    LEGACY: lambda: {**_user(), **_url()},
}
"""What each way in asks for."""

AGAIN: Final[dict[str, Callable[[], Fields]]] = {LOCAL: _user, CLOUD: _client, LEGACY: _user}
"""What each way in asks for when its credentials are refused."""


def installation_fields(names: Mapping[str, str]) -> Fields:
    """The installations of an account, to pick one of."""
    options = [SelectOptionDict(value=number, label=name) for number, name in names.items()]
    return {vol.Required(CONF_INSTALLATION): SelectSelector(SelectSelectorConfig(options=options))}


def terms_fields() -> Fields:
    """Whether the terms are accepted."""
    return {vol.Required(CONF_ACCEPT_TERMS, default=False): bool}


def option_fields(counters: Mapping[str, str]) -> Fields:
    """Which pulse counters count what, and how many pulses make one; ``counters`` are names by number."""
    options = [SelectOptionDict(value=number, label=name) for number, name in counters.items()]
    several = SelectSelector(SelectSelectorConfig(options=options, multiple=True))
    fields: Fields = {}
    for kind in COUNTER_KINDS:
        fields[vol.Optional(f"{kind}_counters")] = several
        fields[vol.Optional(f"{kind}_pulses", default=PULSES[kind])] = _PULSES
    return fields


def counters_of(options: Mapping[str, Any]) -> dict[str, CounterOption]:
    """What a person said of the pulse counters, by their numbers.

    Raises:
        HubError: ``counted_twice``: a counter can count only one thing.

    """
    found: dict[str, CounterOption] = {}
    for kind in COUNTER_KINDS:
        for number in options.get(f"{kind}_counters", ()):
            if number in found:
                raise HubError("A counter counts two things", key="counted_twice")
            found[number] = CounterOption(kind=kind, pulses=options.get(f"{kind}_pulses", PULSES[kind]))
    return found
