"""Loss and return: honest, quiet, and back by itself."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.multihub import connection
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import (
    IN_THE_INTERNET,
    CertificateChangedError,
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubError,
    HubInputError,
    HubThrottledError,
)
from tests.helpers import AddEntry, entity_id, set_up, state, writes
from tests.memory_hub.house import thing
from tests.memory_hub.hub import MemoryHub


async def listening(hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub) -> MockConfigEntry:
    entry = await set_up(hass, add_entry, hub)
    await hub.fetched_while_listening.wait()
    await hass.async_block_till_done()
    return entry


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    freezer.tick(timedelta(seconds=seconds))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=False)
    for _ in range(5):
        await asyncio.sleep(0)


async def drop(hub: MemoryHub, error: Exception | None = None) -> None:
    """End the connection and wait until the listening has noticed."""
    gone = hub.gone
    hub.drop(error)
    await gone.wait()
    await asyncio.sleep(0)


async def lost_while_push_stands(hass: HomeAssistant, freezer: FrozenDateTimeFactory, hub: MemoryHub) -> None:
    """Push breaks off and stands again, but no fetch succeeds within the grace."""
    hub.errors = {"fetch": HubConnectionError()}
    await drop(hub)
    await pass_time(hass, freezer, 2)
    assert hub.listening.is_set()
    await pass_time(hass, freezer, connection.GRACE)
    assert state(hass, "switch", "memory_thing_switch").state == "unavailable"


async def switch_on(hass: HomeAssistant) -> None:
    await hass.services.async_call(
        "switch", "turn_on", {"entity_id": entity_id(hass, "switch", "memory_thing_switch")}, blocking=True
    )


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What a person reads of us in the log."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.multihub") and record.levelno >= logging.INFO
    ]


async def test_the_way_of_push_stands_in_the_hubs_own_device(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    hub.way = "long_poll"

    await listening(hass, add_entry, hub)

    assert state(hass, "sensor", "memory_hub_way").state == "long_poll"


async def test_a_short_drop_of_push_is_not_seen(
    hass: HomeAssistant,
    add_entry: AddEntry,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    written = writes(hass)

    await drop(hub, HubConnectionError("reset"))
    await pass_time(hass, freezer, 2)
    await hub.fetched_while_listening.wait()

    assert hub.calls.count("listen") == 2
    assert {written_id.split(".")[0] for written_id in written} <= {"sensor"}
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    assert state(hass, "sensor", "memory_hub_way").state == "websocket"
    assert not lines(caplog)


async def test_loss_and_return_are_two_writes_an_entity_and_one_line_each(
    hass: HomeAssistant,
    add_entry: AddEntry,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    written = writes(hass)
    hub.errors = {"listen": HubConnectionError(), "fetch": HubConnectionError()}

    await drop(hub)
    await pass_time(hass, freezer, connection.GRACE / 2)
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    await pass_time(hass, freezer, connection.GRACE)

    assert state(hass, "switch", "memory_thing_switch").state == "unavailable"
    assert state(hass, "binary_sensor", "memory_hub_connection").state == "off"
    assert state(hass, "sensor", "memory_hub_way").state == "none"
    assert lines(caplog) == ["Memory can't be reached; trying again until it is back"]
    for _ in range(5):
        await pass_time(hass, freezer, IN_THE_INTERNET)
    hub.errors = {}
    hub.devices["thing"] = thing(name="Thing")
    hub.become("thing", "switch", is_on=True)
    await pass_time(hass, freezer, IN_THE_INTERNET * 1.3)
    while not entry.runtime_data.connection.health.connected:
        await asyncio.sleep(0)

    assert state(hass, "switch", "memory_thing_switch").state == "on"
    assert lines(caplog)[1:] == ["Memory is back"]
    switch = entity_id(hass, "switch", "memory_thing_switch")
    temperature = entity_id(hass, "sensor", "memory_thing_temperature")
    assert written.count(switch) == 2
    assert written.count(temperature) == 2


async def test_a_hub_whose_push_stands_again_in_the_grace_has_the_time_for_its_snapshot(
    hass: HomeAssistant,
    add_entry: AddEntry,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "FIRST_PAUSE", connection.GRACE - 5)
    monkeypatch.setattr("random.uniform", lambda *_: 1)
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    hub.errors = {"fetch": HubConnectionError()}
    await drop(hub)
    await pass_time(hass, freezer, connection.RETRY + 1)
    hub.errors, hub.fetching = {}, asyncio.Event()
    await pass_time(hass, freezer, connection.GRACE - 5 - connection.RETRY)
    assert hub.listening.is_set()

    await pass_time(hass, freezer, 10)
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    hub.fetch_may_end.set()
    await hub.fetched_while_listening.wait()
    await pass_time(hass, freezer, connection.GRACE)

    assert state(hass, "switch", "memory_thing_switch").state == "off"
    assert state(hass, "sensor", "memory_hub_way").state == "websocket"
    assert not lines(caplog)


async def test_push_that_stands_is_the_way_whatever_becomes_of_its_snapshot(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)

    await lost_while_push_stands(hass, freezer, hub)

    assert state(hass, "sensor", "memory_hub_way").state == "websocket"
    hub.errors = {}
    await entry.runtime_data.async_refresh()
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    assert state(hass, "sensor", "memory_hub_way").state == "websocket"


async def test_a_lost_hub_whose_push_goes_again_has_no_way(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    await lost_while_push_stands(hass, freezer, hub)

    hub.errors["listen"] = HubConnectionError()
    await drop(hub)
    await pass_time(hass, freezer, 1)

    assert state(hass, "sensor", "memory_hub_way").state == "none"


async def test_polling_carries_on_while_push_is_away(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    hub.errors = {"listen": HubConnectionError()}
    await drop(hub)

    for value in range(4):
        hub.become("thing", "temperature", value=21.5 + value)
        for _ in range(4):
            await pass_time(hass, freezer, connection.RETRY + 1)

    assert state(hass, "sensor", "memory_thing_temperature").state == "24.5"
    assert state(hass, "sensor", "memory_hub_way").state == "poll"
    assert state(hass, "switch", "memory_thing_switch").state == "off"


async def test_a_hub_that_answers_again_is_listened_to_at_once(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "FIRST_PAUSE", 7200)
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    hub.errors = {"listen": HubConnectionError(), "fetch": HubConnectionError()}
    await drop(hub)
    while len([name for name in hub.calls if name == "fetch"]) < 6:
        await pass_time(hass, freezer, IN_THE_INTERNET)
    hub.errors = {}

    await pass_time(hass, freezer, IN_THE_INTERNET)

    assert hub.listening.is_set()


async def test_a_hub_without_its_push_is_asked_for_it_less_and_less_however_often_it_answers(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "FIRST_PAUSE", 7200)
    hub = MemoryHub(thing())
    hub.errors = {"listen": HubConnectionError()}
    await set_up(hass, add_entry, hub)
    fetched = hub.calls.count("fetch")

    while hub.calls.count("fetch") < fetched + 5:
        await pass_time(hass, freezer, 60)

    assert hub.calls.count("listen") == 1


async def test_listening_that_keeps_failing_puts_no_fetch_off(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    hub.errors = {"listen": HubConnectionError()}
    await drop(hub)
    before = hub.calls.count("fetch")

    for _ in range(40):
        await pass_time(hass, freezer, 3)
        assert state(hass, "switch", "memory_thing_switch").state == "off"

    assert hub.fallback_interval
    assert hub.calls.count("fetch") - before >= 120 // (hub.fallback_interval.total_seconds() + 4)


async def test_pauses_grow_with_each_attempt(
    hass: HomeAssistant, add_entry: AddEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    enough = asyncio.Event()

    async def rest(_: connection.Connection, seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 12:
            enough.set()
            await asyncio.get_running_loop().create_future()

    monkeypatch.setattr(connection.Connection, "_rest", rest)
    hub = MemoryHub(thing())
    hub.errors = {"listen": HubConnectionError()}
    await set_up(hass, add_entry, hub)
    await enough.wait()

    assert all(0.75 * 2**n <= pause <= 1.25 * 2**n for n, pause in enumerate(pauses[:8]))
    assert all(0.75 * 300 <= pause <= 1.25 * 300 for pause in pauses[9:])
    assert len({pause / 2**n for n, pause in enumerate(pauses[:8])}) > 1


async def test_commands_fail_at_once_while_the_hub_is_lost(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    hub.errors = {"listen": HubConnectionError(), "fetch": HubConnectionError()}
    await drop(hub)
    await pass_time(hass, freezer, connection.GRACE)
    feature = hub.feature("thing", "switch")

    with pytest.raises(HomeAssistantError) as error:
        await entry.runtime_data.async_command(feature.turn_on)

    assert error.value.translation_key == "cannot_connect"
    assert not hub.sent


@pytest.mark.parametrize(
    ("raised", "told", "key"),
    [
        (HubCommandError("the device is asleep"), HomeAssistantError, "command_failed"),
        (HubInputError("the PIN is wrong", key="invalid_input"), ServiceValidationError, "invalid_input"),
        (HubConnectionError(), HomeAssistantError, "cannot_connect"),
        (HubThrottledError(retry_after=60), HomeAssistantError, "throttled"),
    ],
)
async def test_what_goes_wrong_with_a_command_is_told_in_words(
    hass: HomeAssistant, add_entry: AddEntry, raised: HubError, told: type[HomeAssistantError], key: str
) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    hub.errors = {"send": raised}

    with pytest.raises(told) as error:
        await switch_on(hass)

    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)
    assert (error.value.translation_placeholders or {})["hub"] == "Memory"
    assert state(hass, "switch", "memory_thing_switch").state == "off"


async def test_a_command_comes_back_as_state_by_push(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)

    await switch_on(hass)

    assert state(hass, "switch", "memory_thing_switch").state == "on"
    assert len(hub.sent) == 1


async def test_a_feature_without_the_command_says_so(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    hub.become("thing", "switch", turn_on=None)

    with pytest.raises(ServiceValidationError) as error:
        await switch_on(hass)

    assert error.value.translation_key == "not_possible"


@pytest.mark.parametrize("call", ["listen", "fetch", "send"])
async def test_refused_twice_asks_the_person_and_stops_trying(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory, call: str
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    hub.errors = {call: HubAuthError(), "connect": HubAuthError()}

    if call == "send":
        with pytest.raises(HomeAssistantError):
            await switch_on(hass)
    elif call == "fetch":
        await entry.runtime_data.async_refresh()
    else:
        hub.drop(HubAuthError())
        while not hass.config_entries.flow.async_progress_by_handler(DOMAIN):
            await asyncio.sleep(0)
    await hass.async_block_till_done()

    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert [flow["context"]["source"] for flow in flows] == [SOURCE_REAUTH]
    asked = len(hub.calls)
    await pass_time(hass, freezer, 3600)
    assert len(hub.calls) == asked


async def test_refused_once_is_forgiven(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)
    hub.errors = {"send": HubAuthError()}

    with pytest.raises(HomeAssistantError):
        await switch_on(hass)

    assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    hub.errors = {}
    await switch_on(hass)
    assert state(hass, "switch", "memory_thing_switch").state == "on"


async def test_a_throttled_hub_is_left_alone_and_the_person_is_told(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    hub.errors = {"fetch": HubThrottledError(retry_after=900)}
    await entry.runtime_data.async_refresh()
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"throttled_{entry.entry_id}")
    fetches = hub.calls.count("fetch")

    assert issue
    assert issue.translation_placeholders == {"hub": "Memory", "minutes": "15"}
    await pass_time(hass, freezer, 800)
    assert hub.calls.count("fetch") == fetches
    hub.errors = {}
    await pass_time(hass, freezer, 120)

    assert hub.calls.count("fetch") == fetches + 1
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"throttled_{entry.entry_id}")
    assert state(hass, "switch", "memory_thing_switch").state == "off"


async def test_a_hub_that_throttles_a_command_is_left_alone_at_once(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    hub.errors = {"send": HubThrottledError(retry_after=900)}
    with pytest.raises(HomeAssistantError):
        await switch_on(hass)
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"throttled_{entry.entry_id}")
    hub.errors = {}
    await pass_time(hass, freezer, 920)
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"throttled_{entry.entry_id}")


async def test_another_certificate_is_a_repair_that_goes_when_it_is_right_again(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    hub.errors = {"fetch": CertificateChangedError()}
    await entry.runtime_data.async_refresh()
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"certificate_changed_{entry.entry_id}")

    hub.errors = {}
    await entry.runtime_data.async_refresh()

    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"certificate_changed_{entry.entry_id}")


async def test_a_bug_while_listening_is_logged_and_listening_begins_again(
    hass: HomeAssistant,
    add_entry: AddEntry,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub = MemoryHub(thing())
    await listening(hass, add_entry, hub)

    await drop(hub, ZeroDivisionError("a bug"))
    await pass_time(hass, freezer, 2)

    assert hub.calls.count("listen") == 2
    assert "unexpected error while listening" in caplog.text


async def test_unloading_during_a_loss_leaves_nothing_behind(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    hub.errors = {"listen": HubConnectionError(), "fetch": HubConnectionError()}
    await drop(hub)

    assert await hass.config_entries.async_unload(entry.entry_id)

    assert entry.state is ConfigEntryState.NOT_LOADED


async def test_a_hub_without_push_is_polled_and_lost_after_the_grace(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    hub.has_push = False  # type: ignore[misc]
    await set_up(hass, add_entry, hub)
    assert state(hass, "sensor", "memory_hub_way").state == "poll"
    hub.errors = {"fetch": HubConnectionError()}

    await pass_time(hass, freezer, 31)
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    await pass_time(hass, freezer, 31)
    assert state(hass, "switch", "memory_thing_switch").state == "unavailable"
    hub.errors = {}
    await pass_time(hass, freezer, 61)

    assert state(hass, "switch", "memory_thing_switch").state == "off"
    assert "listen" not in hub.calls


async def test_the_last_message_and_the_response_time_are_told_with_each_fetch(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    entry = await listening(hass, add_entry, hub)
    heard = freezer.time_to_freeze
    hub.become("thing", "temperature", value=1.0)
    features = entry.runtime_data.inventory.features
    assert features["hub", "last_message"].value is None

    freezer.tick(60)
    await entry.runtime_data.async_refresh()

    assert features["hub", "last_message"].value.replace(tzinfo=None) == heard
    assert features["hub", "response"].value >= 0
