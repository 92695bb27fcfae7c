"""The integration's own actions: registered once, each handed on to the hub that it is for.

A hub's ``act`` gets an action's fields as the table below reads them, without ``entry`` and
``device``: a time is a ``datetime`` with its zone, a duration a ``timedelta``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import voluptuous as vol
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import HubCoordinator
from .history import async_import_history
from .inventory import FeatureId
from .projection import describe, dump

ENTRY: Final = "entry"
DEVICE: Final = "device"
ENTITIES: Final = "entities"

type Fields = Mapping[vol.Marker, Any]


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its fields, whether it is for one device, and what it answers."""

    fields: Fields = field(default_factory=dict)
    for_device: bool = False
    response: SupportsResponse = SupportsResponse.NONE


_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)


def _time(value: Any) -> datetime:
    """A time with its zone, far enough from where calendars end to be turned into any other zone."""
    try:
        time = dt_util.as_local(cv.datetime(value))
    except OverflowError as err:
        raise vol.Invalid("Invalid datetime specified") from err
    if time > _LATEST:
        raise vol.Invalid("Invalid datetime specified")
    return time


_FINITE = vol.Range(min=-1e12, max=1e12)  # neither infinite nor what is no number
_NUMBER = vol.All(vol.Coerce(float), _FINITE)
_VALUE = vol.Any(bool, vol.All(vol.Any(int, float), _FINITE), str)
_WORDS = vol.All(cv.string, vol.Length(min=1))
_AN_ID = vol.Any(vol.All(vol.Coerce(int), vol.Coerce(str)), _WORDS)

ACTIONS: Final[dict[str, Action]] = {
    "dump": Action(response=SupportsResponse.ONLY),
    "describe": Action(for_device=True, response=SupportsResponse.ONLY),
    # heating and safety
    "activate_eco": Action(
        {vol.Exclusive("duration", "end"): cv.positive_time_period, vol.Exclusive("until", "end"): _time}
    ),
    "deactivate_eco": Action(),
    "activate_vacation": Action({vol.Required("until"): _time, vol.Required("temperature"): _NUMBER}),
    "deactivate_vacation": Action(),
    "activate_party": Action({vol.Required("until"): _time, vol.Required("temperature"): _NUMBER}, for_device=True),
    "set_climate_profile": Action({vol.Required("profile"): _WORDS}, for_device=True),
    "set_cooling": Action({vol.Required("cooling"): cv.boolean}),
    "pull_latch": Action({vol.Optional("pin"): _WORDS}, for_device=True),
    "reset_energy_counter": Action({vol.Optional("channel"): cv.positive_int}, for_device=True),
    "arm_anyway": Action({vol.Required("mode"): vol.In(("home", "away"))}),
    # flows and capabilities
    "start_flow": Action({vol.Required("flow"): _WORDS, vol.Optional("tokens"): {str: object}}),
    "run_flow_card": Action(
        {vol.Required("card"): _WORDS, vol.Optional("arguments"): {str: object}},
        response=SupportsResponse.OPTIONAL,
    ),
    "set_capability": Action({vol.Required("capability"): _WORDS, vol.Required("value"): _VALUE}, for_device=True),
    "import_history": Action(
        {
            vol.Optional(ENTITIES): cv.entity_ids,
            vol.Optional("start"): _time,
            vol.Optional("end"): _time,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    "speak": Action({vol.Required("message"): _WORDS, vol.Optional("host"): _WORDS}),
    # rows and events
    "control": Action(
        {
            vol.Optional("ref"): cv.positive_int,
            vol.Optional("value"): vol.Coerce(float),  # the hub refuses what is no number, in the reader's language
            vol.Optional("label"): _WORDS,
            vol.Optional("control_use"): cv.positive_int,
            vol.Optional("text"): cv.string,
        }
    ),
    "run_event": Action(
        {vol.Optional("event"): cv.positive_int, vol.Optional("group"): _WORDS, vol.Optional("name"): _WORDS}
    ),
    # outputs
    "set_output": Action(
        {
            vol.Required("output"): _AN_ID,
            vol.Required("is_on"): cv.boolean,
            vol.Optional("level"): vol.All(vol.Coerce(int), vol.Range(min=0, max=100)),
            vol.Optional("timer"): cv.positive_time_period,
        }
    ),
    "outputs_on": Action(response=SupportsResponse.ONLY),
    "all_outputs_off": Action(response=SupportsResponse.OPTIONAL),
}
"""The actions by name; a hub that has no such action says so."""


@callback
def async_register_actions(hass: HomeAssistant) -> None:
    """Register every action, whether there is a hub for it or not."""

    async def act(call: ServiceCall) -> ServiceResponse:
        coordinator, device_id = _addressee(hass, call.data)
        if call.service == "dump":
            return dump(coordinator)
        if call.service == "describe":
            assert device_id is not None
            return await describe(coordinator, device_id)
        data = {name: value for name, value in call.data.items() if name not in (ENTRY, DEVICE)}
        if call.service == "import_history":
            features = _features(hass, coordinator, data[ENTITIES]) if ENTITIES in data else None
            return await async_import_history(hass, coordinator, features, data.get("start"), data.get("end"))
        answer = await coordinator.async_act(call.service, device_id, data)
        return (answer or {}) if call.return_response else None

    for name, action in ACTIONS.items():
        address = vol.Required(DEVICE) if action.for_device else vol.Optional(DEVICE)
        schema = vol.Schema({vol.Optional(ENTRY): cv.string, address: cv.string, **action.fields})
        hass.services.async_register(DOMAIN, name, act, schema, action.response)


def _addressee(hass: HomeAssistant, data: Mapping[str, Any]) -> tuple[HubCoordinator, str | None]:
    """The hub of the entry, else of the device, else the only one; and the hub's id of the device.

    Raises:
        ServiceValidationError: there is no such entry or device, it is not set up, or it is not said which.

    """
    entries = hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False)
    if (entry_id := data.get(ENTRY)) is not None:
        entries = [entry for entry in entries if entry.entry_id == entry_id]
        if not entries:
            raise _wrong("entry_not_found", entry=str(entry_id))
    loaded: list[HubCoordinator] = [
        entry.runtime_data for entry in hass.config_entries.async_loaded_entries(DOMAIN) if entry in entries
    ]
    if entry_id is not None and not loaded:
        raise _wrong("entry_not_loaded", hub=entries[0].title)
    if (registry_id := data.get(DEVICE)) is not None:
        for coordinator in loaded:
            if device_id := coordinator.registry.device_id(registry_id):
                return coordinator, device_id
        raise _wrong("device_not_found", device=str(registry_id))
    if len(loaded) != 1:
        raise _wrong("which_hub")
    return loaded[0], None


def _features(hass: HomeAssistant, coordinator: HubCoordinator, entity_ids: list[str]) -> list[tuple[FeatureId, str]]:
    """Entities of this hub with what it knows them by.

    Raises:
        ServiceValidationError: one is not of this hub.

    """
    known = {coordinator.registry.unique_id(feature_id): feature_id for feature_id in coordinator.inventory.features}
    registry = er.async_get(hass)
    features = []
    for entity_id in entity_ids:
        entity = registry.async_get(entity_id)
        if entity is None or entity.platform != DOMAIN or entity.unique_id not in known:
            raise _wrong("entity_not_found", entity=entity_id)
        features.append((known[entity.unique_id], entity_id))
    return features


def _wrong(key: str, **placeholders: str) -> ServiceValidationError:
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders)
