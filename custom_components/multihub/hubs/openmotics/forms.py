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

CONF_COUNTER: Final = "counter"
CONF_COUNTERS: Final = "counters"
CONF_COUNTS: Final = "counts"
CONF_PULSES: Final = "pulses"

BARE: Final = "pulses"
"""What a counter counts of which nobody has said what."""

EARLIER_KINDS: Final = {"water": "water_m3", "gas": "gas_m3", "electricity": "electricity_kwh"}
"""How entries of before name what is counted."""

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


def option_fields(names: Mapping[str, str], known: Mapping[str, CounterOption]) -> Fields:
    """What one of the pulse counters counts; ``names`` and what is ``known`` of them are by number."""
    if not names:
        return {}
    labels = {number: labelled(name, known.get(number)) for number, name in names.items()}
    options = [SelectOptionDict(value=number, label=label) for number, label in labels.items()]
    kinds = SelectSelectorConfig(options=[BARE, *COUNTER_KINDS], translation_key="openmotics_counts")
    return {
        vol.Optional(CONF_COUNTER): SelectSelector(SelectSelectorConfig(options=options)),
        vol.Optional(CONF_COUNTS): SelectSelector(kinds),
        vol.Optional(CONF_PULSES): _PULSES,
    }


def labelled(name: str, option: CounterOption | None) -> str:
    """A counter with what is known of it."""
    return f"{name} ({option.pulses:g} / {COUNTER_KINDS[option.kind].unit})" if option else name


def with_counter(options: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """The options, with what was typed of one counter, if any was.

    Raises:
        HubError: ``counter_incomplete``: which counter it is or what it counts was not said.

    """
    if (CONF_COUNTER in typed) is not (CONF_COUNTS in typed):
        raise HubError("A counter and what it counts belong together", key="counter_incomplete")
    counters = {number: [option.kind, option.pulses] for number, option in counters_of(options).items()}
    if CONF_COUNTER in typed:
        kind = typed[CONF_COUNTS]
        counters.pop(typed[CONF_COUNTER], None)
        if kind != BARE:
            counters[typed[CONF_COUNTER]] = [kind, typed.get(CONF_PULSES, COUNTER_KINDS[kind].pulses)]
    return {CONF_COUNTERS: counters}


def counters_of(options: Mapping[str, Any]) -> dict[str, CounterOption]:
    """What a person said of the pulse counters, by their numbers; also as it was kept by kinds at first."""
    found = {
        number: CounterOption(kind=kind, pulses=options.get(f"{earlier}_pulses", COUNTER_KINDS[kind].pulses))
        for earlier, kind in EARLIER_KINDS.items()
        for number in options.get(f"{earlier}_counters", ())
    }
    kept = options.get(CONF_COUNTERS, {})
    return found | {number: CounterOption(kind=kind, pulses=pulses) for number, (kind, pulses) in kept.items()}
