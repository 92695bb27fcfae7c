"""The forms of the dialogs: which fields each way in has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import voluptuous as vol
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from ..base import HubError
from ..steps import advanced
from .ways import (
    APP_PORT,
    CLOUD,
    CONF_ACCESS_POINT,
    CONF_ACTIVATION_KEY,
    CONF_EVENTS_PORT,
    CONF_HOST,
    CONF_LOCK_CODE,
    CONF_LOCK_PIN,
    CONF_PIN,
    CONF_PORT,
    CONF_RAW_EVENTS,
    CONF_TOKEN,
    CONF_URL,
    CONF_WEBSOCKET_PORT,
    CONNECT,
    CONNECT_PORT,
    EVENTS_PORT,
    HCU,
    LOCK_CODE_ASKED,
    LOCK_CODE_STORED,
    TOKEN,
)

type Fields = dict[vol.Marker, Any]
type Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form that was sent: where to come back to, the way in, and what was typed."""

    step_id: str
    way: str
    typed: Values


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What the entry will hold."""

    data: Values
    title: str


ERROR_FIELDS: Final = {"invalid_access_point": CONF_ACCESS_POINT, "invalid_pin": CONF_PIN}
"""Errors that are shown at their field, where the form has it."""

REAUTH_FIELDS: Final = {CLOUD: CONF_PIN, HCU: CONF_PIN, CONNECT: CONF_ACTIVATION_KEY, TOKEN: CONF_TOKEN}
"""Way in: what is asked for again."""


def _text() -> TextSelector:
    return TextSelector()


def _secret() -> TextSelector:
    return TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))


def _url() -> TextSelector:
    return TextSelector(TextSelectorConfig(type=TextSelectorType.URL))


def _cloud() -> Fields:
    return {
        vol.Required(CONF_ACCESS_POINT): _text(),
        vol.Optional(CONF_PIN): _secret(),
        **advanced({vol.Optional(CONF_URL): _url()}),
    }


def _hcu() -> Fields:
    return {
        vol.Required(CONF_HOST): _text(),
        vol.Required(CONF_ACCESS_POINT): _text(),
        vol.Optional(CONF_PIN): _secret(),
        **advanced(
            {
                vol.Optional(CONF_PORT, default=APP_PORT): cv.port,
                vol.Optional(CONF_EVENTS_PORT, default=EVENTS_PORT): cv.port,
            }
        ),
    }


def _connect() -> Fields:
    return {
        vol.Required(CONF_HOST): _text(),
        vol.Required(CONF_ACTIVATION_KEY): _secret(),
        vol.Optional(CONF_ACCESS_POINT): _text(),
        **advanced(
            {
                vol.Optional(CONF_PORT, default=APP_PORT): cv.port,
                vol.Optional(CONF_WEBSOCKET_PORT, default=CONNECT_PORT): cv.port,
            }
        ),
    }


def _token() -> Fields:
    return {
        vol.Required(CONF_ACCESS_POINT): _text(),
        vol.Required(CONF_TOKEN): _secret(),
        **advanced({vol.Optional(CONF_URL): _url()}),
    }


_FORMS: Final[dict[str, Callable[[], Fields]]] = {CLOUD: _cloud, HCU: _hcu, CONNECT: _connect, TOKEN: _token}


def fields_of(way: str, *, reauth: bool = False) -> Fields:
    """The fields of a way in, made anew each time; for a reauth what is asked for again."""
    fields = _FORMS[way]()
    return {key: kind for key, kind in fields.items() if key == REAUTH_FIELDS[way]} if reauth else fields


def option_fields() -> Fields:
    """What the person may choose, made anew each time: where the PIN of doors comes from, and raw events."""
    return {
        vol.Required(CONF_LOCK_CODE, default=LOCK_CODE_ASKED): SelectSelector(
            SelectSelectorConfig(options=[LOCK_CODE_ASKED, LOCK_CODE_STORED], translation_key="lock_code")
        ),
        vol.Optional(CONF_LOCK_PIN): _secret(),
        vol.Optional(CONF_RAW_EVENTS, default=False): bool,
    }


def chosen_options(typed: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The entry's options by what was typed; an empty field leaves the PIN that is ``kept``.

    Raises:
        HubError: a PIN is to be stored, and there is none.

    """
    chosen = {key: typed[key] for key in (CONF_LOCK_CODE, CONF_RAW_EVENTS)}
    if typed[CONF_LOCK_CODE] != LOCK_CODE_STORED:
        return chosen
    pin = typed.get(CONF_LOCK_PIN) or kept.get(CONF_LOCK_PIN)
    if not pin:
        raise HubError("No PIN to store", key="lock_pin_missing")
    return {**chosen, CONF_LOCK_PIN: pin}
