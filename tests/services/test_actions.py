"""The integration's own actions: which hub they reach, with what, and what is said when they can't."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import voluptuous as vol
import yaml
from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import HubCommandError, HubInputError
from custom_components.multihub.services import ACTIONS
from tests.helpers import AddEntry, set_up
from tests.memory_hub.house import thing
from tests.memory_hub.hub import MemoryHub
from tests.metadata.repository import INTEGRATION

SERVICES = yaml.safe_load((INTEGRATION / "services.yaml").read_text(encoding="utf-8"))


def registry_id(hass: HomeAssistant, device_id: str, hub_id: str = "memory") -> str:
    (entry,) = (entry for entry in hass.config_entries.async_entries(DOMAIN) if entry.unique_id == hub_id)
    (found,) = (
        device.id
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        if (DOMAIN, f"{hub_id}_{device_id}") in device.identifiers
    )
    return found


async def act(hass: HomeAssistant, action: str, /, **data: Any) -> Any:
    response = ACTIONS[action].response is not SupportsResponse.NONE
    return await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=response)


async def test_actions_are_there_without_a_hub(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})

    assert set(hass.services.async_services_for_domain(DOMAIN)) == set(ACTIONS) == set(SERVICES)


@pytest.mark.parametrize("name", ACTIONS)
def test_the_page_of_an_action_shows_its_fields(name: str) -> None:
    action, fields = ACTIONS[name], SERVICES[name]["fields"]

    assert set(fields) == {"entry", "device", *map(str, action.fields)}
    required = {str(marker) for marker in action.fields if isinstance(marker, vol.Required)}
    assert {field for field, told in fields.items() if told.get("required")} == required | (
        {"device"} if action.for_device else set()
    )


async def test_an_action_reaches_the_hub_of_its_entry(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one, other = MemoryHub(hub_id="one"), MemoryHub(hub_id="other")
    one.answers["start_flow"] = other.answers["start_flow"] = None
    await set_up(hass, add_entry, one)
    entry = await set_up(hass, add_entry, other)

    await act(hass, "start_flow", entry=entry.entry_id, flow="Good night", tokens={"Lamps": 3})

    assert one.acts == []
    assert other.acts == [("start_flow", None, {"flow": "Good night", "tokens": {"Lamps": 3}})]


async def test_an_action_reaches_the_hub_of_its_device(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one, other = MemoryHub(thing(), hub_id="one"), MemoryHub(thing(), hub_id="other")
    other.answers["pull_latch"] = None
    await set_up(hass, add_entry, one)
    await set_up(hass, add_entry, other)

    await act(hass, "pull_latch", device=registry_id(hass, "thing", "other"), pin="0012")

    assert other.acts == [("pull_latch", "thing", {"pin": "0012"})]


async def test_the_only_hub_needs_not_be_said(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub()
    hub.answers["speak"] = None
    await set_up(hass, add_entry, hub)

    await act(hass, "speak", message="Dinner is ready")

    assert hub.acts == [("speak", None, {"message": "Dinner is ready"})]


async def test_times_and_durations_reach_the_hub_as_such(hass: HomeAssistant, add_entry: AddEntry) -> None:
    await hass.config.async_set_time_zone("Europe/Brussels")
    hub = MemoryHub()
    hub.answers |= {"activate_eco": None, "activate_vacation": None, "set_output": None}
    await set_up(hass, add_entry, hub)

    await act(hass, "activate_eco", duration={"hours": 2})
    await act(hass, "activate_vacation", until="2026-12-24 18:00:00", temperature="12.5")
    await act(hass, "set_output", output=1, is_on=True, timer="00:05:00")

    (_, _, eco), (_, _, vacation), (_, _, output) = hub.acts
    assert eco == {"duration": timedelta(hours=2)}
    assert vacation["until"] == datetime(2026, 12, 24, 18, tzinfo=dt_util.get_default_time_zone())
    assert vacation["temperature"] == 12.5
    assert output == {"output": "1", "is_on": True, "timer": timedelta(minutes=5)}


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("activate_eco", {"duration": {"hours": 2}, "until": "2026-12-24 18:00:00"}),
        ("activate_vacation", {"until": "soon", "temperature": 12}),
        ("activate_vacation", {"until": "9999-12-31 23:59:59", "temperature": 12}),
        ("activate_vacation", {"until": "0001-01-01T00:00:00+14:00", "temperature": 12}),
        ("activate_vacation", {"until": "2026-12-24 18:00:00", "temperature": "nan"}),
        ("set_capability", {"device": "x", "capability": "dim", "value": float("inf")}),
        ("start_flow", {}),
        ("pull_latch", {"pin": "1"}),
        ("arm_anyway", {"mode": "night"}),
        ("set_output", {"output": 1, "is_on": True, "level": 200}),
    ],
)
async def test_fields_that_make_no_sense_are_refused(
    hass: HomeAssistant, add_entry: AddEntry, action: str, data: dict[str, Any]
) -> None:
    hub = MemoryHub()
    hub.answers[action] = None
    await set_up(hass, add_entry, hub)

    with pytest.raises(vol.Invalid):
        await act(hass, action, **data)

    assert hub.acts == []


async def test_an_action_may_answer(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub()
    hub.answers |= {"outputs_on": {"outputs": [{"id": 1, "name": "Hall"}]}, "run_flow_card": None}
    await set_up(hass, add_entry, hub)

    assert await act(hass, "outputs_on") == {"outputs": [{"id": 1, "name": "Hall"}]}
    assert await act(hass, "run_flow_card", card="a:b") == {}
    await hass.services.async_call(DOMAIN, "run_flow_card", {"card": "a:b"}, blocking=True)


async def test_a_hub_without_this_action_says_so(hass: HomeAssistant, add_entry: AddEntry) -> None:
    await set_up(hass, add_entry, MemoryHub())

    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, "set_cooling", cooling=True)

    assert caught.value.translation_key == "action_not_supported"


@pytest.mark.parametrize(
    ("error", "kind", "key"),
    [
        (HubCommandError("it is asleep"), HomeAssistantError, "command_failed"),
        (HubInputError("no such flow"), ServiceValidationError, "invalid_input"),
    ],
)
async def test_what_a_hub_refuses_is_told(
    hass: HomeAssistant, add_entry: AddEntry, error: HubCommandError, kind: type[HomeAssistantError], key: str
) -> None:
    hub = MemoryHub()
    hub.errors["act"] = error
    await set_up(hass, add_entry, hub)

    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, "start_flow", flow="x")

    assert type(caught.value) is kind
    assert caught.value.translation_key == key


async def test_an_entry_or_device_that_can_not_be_asked_is_told(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await set_up(hass, add_entry, MemoryHub(thing(), hub_id="one"))
    await set_up(hass, add_entry, MemoryHub(hub_id="other"))
    device = registry_id(hass, "thing", "one")
    await hass.config_entries.async_unload(one.entry_id)
    third = await set_up(hass, add_entry, MemoryHub(hub_id="third"))

    for data, key in (
        ({"entry": "nobody"}, "entry_not_found"),
        ({"entry": one.entry_id}, "entry_not_loaded"),
        ({"device": device}, "device_not_found"),
        ({"entry": third.entry_id, "device": device}, "device_not_found"),
        ({}, "which_hub"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "speak", message="hello", **data)
        assert (caught.value.translation_domain, caught.value.translation_key) == (DOMAIN, key)


async def test_a_device_is_described_with_what_it_can_do(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await set_up(hass, add_entry, hub)

    told = await act(hass, "describe", device=registry_id(hass, "thing"))

    assert set(told) == {"device"}
    features = {feature["key"]: feature for feature in told["device"]["features"]}
    assert told["device"]["name"] == "Thing"
    assert features["cover"]["commands"][:3] == ["open", "close", "stop"]
    assert features["number"]["values"]["range"] == {
        "value": 100,
        "min": 0,
        "max": 500,
        "step": 0.5,
        "unit": "W",
        "settable": True,
    }
    assert features["select"]["values"]["choice"] == {"value": "wool", "options": ["wool", "silk"], "settable": True}


async def test_a_hub_adds_its_own_description(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    hub.answers["describe"] = {"channels": [1, 2]}
    await set_up(hass, add_entry, hub)

    told = await act(hass, "describe", device=registry_id(hass, "thing"))
    assert told["hub"] == {"channels": [1, 2]}

    hub.errors["act"] = HubCommandError("no")
    with pytest.raises(HomeAssistantError):
        await act(hass, "describe", device=registry_id(hass, "thing"))


async def test_a_dump_is_what_the_hub_recorded_without_ids(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing(id="3014F711A000000000000042"))
    hub.record = {"devices": {"3014F711A000000000000042": {"label": "name 1"}}}
    await set_up(hass, add_entry, hub)

    assert await act(hass, "dump") == {"devices": {"000000000000000000000001": {"label": "name 1"}}}
