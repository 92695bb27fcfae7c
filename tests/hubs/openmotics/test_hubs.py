"""The hubs without a Home Assistant: old firmware, functions that fail, lists that a cloud has not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import aiohttp
import pytest

from custom_components.multihub.hubs.base import (
    HubCommandError,
    HubConnectionError,
    HubError,
    HubInputError,
    HubUnsupportedError,
)
from custom_components.multihub.hubs.openmotics.calls import cloud_calls, gateway_calls
from custom_components.multihub.hubs.openmotics.client import CloudClient, LegacyClient, LongPoll
from custom_components.multihub.hubs.openmotics.cloud_hub import CloudHub
from custom_components.multihub.hubs.openmotics.gateway_hub import GatewayHub
from custom_components.multihub.hubs.openmotics.legacy_hub import LegacyHub
from custom_components.multihub.hubs.openmotics.mapping import cloud as wire
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels
from custom_components.multihub.hubs.openmotics.mapping.messages import event
from custom_components.multihub.hubs.openmotics.mapping.parts import Input, Output, Part, Thermostat
from custom_components.multihub.hubs.openmotics.requests import (
    FlashLed,
    RunBasicAction,
    SetOutput,
    SetPreset,
    SetTemperature,
    SetThermostatMode,
    SetThermostatState,
    SetVentilation,
)
from custom_components.multihub.model import Device, Request
from virtual_hubs.openmotics import VirtualOpenMotics, doings, parameters
from virtual_hubs.openmotics.house import RefusedError
from virtual_hubs.openmotics.hub import (
    CLOUD_CLIENT,
    CLOUD_SECRET,
    EMAIL,
    EMAIL_PASSWORD,
    HOME,
)

from .helpers import Listener


@pytest.fixture
def cloud_hub(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> CloudHub:
    client = CloudClient(session, CLOUD_CLIENT, CLOUD_SECRET, url=virtual.cloud_url)
    return CloudHub(client, str(HOME), "hub", Labels("Home"))


def ids(devices: Iterable[Device]) -> set[str]:
    return {device.id for device in devices}


@pytest.mark.parametrize("refusal", ["a page", "a word"])
async def test_firmware_that_takes_no_fields_is_asked_for_everything_once(
    refusal: str, virtual: VirtualOpenMotics, hub: GatewayHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_fields = ids((await hub.fetch()).devices)
    if refusal == "a page":
        monkeypatch.setattr(parameters, "READ_FIELDS", ({}, {}))
    else:
        monkeypatch.setattr(parameters, "READ_FIELDS", ({}, {"fields": refused}))
    old = GatewayHub(hub.client, "hub", Labels("Home"))
    assert ids((await old.fetch()).devices) == with_fields
    asked = virtual.count("http", "/get_output_configurations")
    old.configured_at = None
    await old.fetch()
    assert virtual.count("http", "/get_output_configurations") == asked + 1


def refused(_: str) -> None:
    """A gateway that knows the parameter and can't do it."""
    raise RefusedError("fields")


async def test_a_function_that_fails_costs_only_its_own_part_and_makes_the_snapshot_incomplete(
    virtual: VirtualOpenMotics, hub: GatewayHub
) -> None:
    virtual.house.replies["get_input_status"] = {"success": False, "msg": "Internal communication timeout"}
    snapshot = await hub.fetch()
    assert not snapshot.complete
    assert hub.house.of(Output)["0"].is_on is True
    assert hub.house.of(Input)["0"].pressed is None


async def test_a_configuration_that_fails_once_keeps_what_was_known(
    virtual: VirtualOpenMotics, hub: GatewayHub
) -> None:
    before = ids((await hub.fetch()).devices)
    virtual.house.replies["get_output_configurations"] = {"success": False, "msg": "Internal communication timeout"}
    hub.configured_at = None
    snapshot = await hub.fetch()
    assert (ids(snapshot.devices), snapshot.complete) == (before, False)


async def test_older_firmware_is_told_in_older_words(hub: GatewayHub, virtual: VirtualOpenMotics) -> None:
    """Before 2.19; what it does not know is asked for once."""
    newer = ("set_thermostat", "set_thermostat_group", "get_thermostat_group_status")
    virtual.house.without |= set(newer)
    await hub.fetch()
    thermostats = hub.house.of(Thermostat)
    for preset in ("away", "vacation", "party", "auto"):
        await hub.send(SetPreset("0", preset))
        assert hub.house.of(Thermostat)["0"].preset == preset
    await hub.send(SetTemperature("0", 19.5))
    assert hub.house.of(Thermostat)["0"].target == 19.5
    await hub.send(SetThermostatMode("0", "cooling"))
    assert {part.mode for part in thermostats.values()} == {"cooling"}
    await hub.send(SetThermostatState("0", on=False, mode="cooling"))
    assert {(part.is_on, part.mode) for part in thermostats.values()} == {(False, "cooling")}
    await hub.send(SetThermostatState("0", on=True, group="0", mode="heating"))
    assert {(part.is_on, part.mode) for part in thermostats.values()} == {(True, "heating")}
    asked = [logged.what for logged in virtual.log]
    assert [asked.count(f"/{function}") for function in newer] == [1, 1, 1]


async def test_todays_firmware_is_not_told_in_older_words(hub: GatewayHub, virtual: VirtualOpenMotics) -> None:
    """The older function fails there (protocol page, section 1.4)."""
    await hub.fetch()
    await hub.send(SetThermostatState("0", on=True, group="0", mode="cooling"))
    assert hub.house.of(Thermostat)["0"].mode == "cooling"
    assert virtual.count("http", "/set_thermostat_mode") == 0


async def test_a_control_that_the_firmware_does_not_know_is_refused_without_asking_again(
    hub: GatewayHub, virtual: VirtualOpenMotics
) -> None:
    virtual.house.without.add("set_ventilation_level")
    await hub.fetch()
    for _ in range(3):
        with pytest.raises(HubCommandError, match="not known to this firmware"):
            await hub.send(SetVentilation("1", level=2))
    assert virtual.count("http", "/set_ventilation_level") == 1


async def test_a_control_that_the_hardware_refuses_once_may_be_asked_again(
    hub: GatewayHub, virtual: VirtualOpenMotics
) -> None:
    """Blinking may be for outputs alone: that says nothing of another one."""
    await hub.fetch()
    virtual.gateway.failing["flash_leds"] = parameters.ParameterError(200, {"success": False, "msg": "Unsupported"})
    with pytest.raises(HubCommandError, match="Unsupported"):
        await hub.send(FlashLed(2, "0"))
    virtual.gateway.failing.clear()
    await hub.send(FlashLed(0, "0"))
    assert virtual.count("http", "/flash_leds") == 2


async def test_without_push_a_command_ends_with_a_reading(hub: GatewayHub, virtual: VirtualOpenMotics) -> None:
    hub._sink = told = Listener()  # noqa: SLF001
    told.changed((await hub.fetch()).devices)
    await hub.send(SetOutput("2", on=True))
    assert [feature.is_on for feature in told.devices["output_2"].features if feature.key == "output"] == [True]  # type: ignore[attr-defined]


@pytest.fixture
def legacy_hub(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> LegacyHub:
    client = LegacyClient(session, EMAIL, EMAIL_PASSWORD, url=virtual.legacy_url, installation=str(HOME))
    return LegacyHub(client, "hub", Labels("Home"))


def is_on(hub: LegacyHub, number: str) -> bool | None:
    return hub.house.of(Output)[number].is_on


async def test_what_others_switch_is_seen_by_the_reading_that_confirms_a_command(
    legacy_hub: LegacyHub, virtual: VirtualOpenMotics
) -> None:
    """Only rows that are not as they were are mapped there: each of those, though, and each time."""
    hub = legacy_hub
    await hub.fetch()
    for on in (True, False, True):
        doings.set_output(virtual.house, 4, is_on=on)
        await hub.send(SetOutput("2", on=on))
        assert (is_on(hub, "2"), is_on(hub, "4")) == (on, on)


async def test_what_is_configured_anew_has_the_state_that_was_told_before(
    legacy_hub: LegacyHub, virtual: VirtualOpenMotics
) -> None:
    row = virtual.house.row("get_output_configurations", 4)
    assert row
    name, row["name"] = row["name"], ""
    doings.set_output(virtual.house, 4, is_on=True)
    await legacy_hub.fetch()
    assert "4" not in legacy_hub.house.of(Output)
    row["name"] = name
    legacy_hub.reader.failed["get_output_configurations"] = HubCommandError("Internal communication timeout")
    await legacy_hub.mend()
    assert is_on(legacy_hub, "4")


async def test_a_reading_while_a_fetch_runs_is_kept_whole(
    legacy_hub: LegacyHub, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept over the fetch holds the newest of each row, be it as the fetch has read it or not."""
    hub, outputs = legacy_hub, ("get_output_status",)
    doings.set_output(virtual.house, 4, is_on=False)
    await hub.fetch()
    read = hub.reader.read
    steps = {"get_output_status": True, "get_errors": False}

    async def interrupted(function: str, after: int | None = None) -> bool:
        if (on := steps.pop(function, None)) is not None:
            doings.set_output(virtual.house, 4, is_on=on)
            await hub.refresh(outputs)
            doings.set_output(virtual.house, 4, is_on=False)
        return await read(function, after)

    monkeypatch.setattr(hub.reader, "read", interrupted)
    await hub.fetch()
    assert (steps, is_on(hub, "4")) == ({}, False)
    doings.set_output(virtual.house, 4, is_on=True)
    await hub.refresh(outputs)
    assert is_on(hub, "4") is True


async def test_a_state_that_only_an_event_told_is_read_again_though_the_reply_is_as_it_was(
    virtual: VirtualOpenMotics, hub: GatewayHub
) -> None:
    """The event of the return may have been missed: the reply counts then, whether it is another one or not."""
    await hub.fetch()
    before = hub.house.of(Output)["2"].is_on
    hub.take(event("OUTPUT_CHANGE", {"id": 2, "status": {"on": not before}}))
    assert hub.house.of(Output)["2"].is_on is not before
    await hub.fetch()
    assert hub.house.of(Output)["2"].is_on is before


async def test_what_an_event_told_while_a_fetch_ran_is_read_again_by_the_next(
    virtual: VirtualOpenMotics, hub: GatewayHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hub.fetch()
    before = hub.house.of(Output)["2"].is_on
    read = hub.reader.read

    async def told_meanwhile(function: str, after: int | None = None) -> bool:
        right = await read(function, after)
        if function == "get_output_status":
            hub.take(event("OUTPUT_CHANGE", {"id": 2, "status": {"on": not before}}))
        return right

    with monkeypatch.context() as patches:
        patches.setattr(hub.reader, "read", told_meanwhile)
        await hub.fetch()
    assert hub.house.of(Output)["2"].is_on is not before
    await hub.fetch()
    assert hub.house.of(Output)["2"].is_on is before


async def test_what_was_shown_while_a_fetch_ran_is_shown_as_the_fetch_has_read_it(
    legacy_hub: LegacyHub, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told meanwhile stands over the snapshot: it is told again where the fetch has read something newer."""
    hub = legacy_hub
    doings.set_output(virtual.house, 4, is_on=False)
    hub._sink = told = Listener()  # noqa: SLF001
    told.changed((await hub.fetch()).devices)
    read = hub.reader.read

    async def switched_before(function: str, after: int | None = None) -> bool:
        if function == "get_output_status":
            monkeypatch.setattr(hub.reader, "read", read)
            doings.set_output(virtual.house, 4, is_on=True)
            await hub.refresh((function,))
            assert shown_on(told, "output_4") is True
            doings.set_output(virtual.house, 4, is_on=False)
        return await read(function, after)

    monkeypatch.setattr(hub.reader, "read", switched_before)
    await hub.fetch()
    assert shown_on(told, "output_4") is False


def shown_on(told: Listener, device_id: str) -> Any:
    return next(own.is_on for own in told.devices[device_id].features if own.key == "output")  # type: ignore[attr-defined]


async def test_who_asks_while_a_function_is_read_shares_the_next_reading(
    virtual: VirtualOpenMotics, hub: GatewayHub
) -> None:
    """The one that runs may have begun before what is asked for: the next one serves everybody who waits."""
    await hub.fetch()
    asked = virtual.count("http", "/get_output_status")
    running = asyncio.ensure_future(hub.refresh(("get_output_status",)))
    while hub.client.sent["get_output_status"] == asked:
        await asyncio.sleep(0)
    doings.set_output(virtual.house, 4, is_on=True)
    await asyncio.gather(running, *(hub.refresh(("get_output_status",)) for _ in range(5)))
    assert virtual.count("http", "/get_output_status") == asked + 2
    assert hub.house.of(Output)["4"].is_on is True


async def test_a_message_is_answered_by_a_reading_that_was_sent_after_it(
    virtual: VirtualOpenMotics, hub: GatewayHub
) -> None:
    await hub.fetch()
    moment = hub.reader.moment("get_output_status")
    await hub.refresh(("get_output_status",))
    asked = virtual.count("http", "/get_output_status")
    await hub.refresh(("get_output_status",), moment)
    assert virtual.count("http", "/get_output_status") == asked
    await hub.refresh(("get_output_status",), hub.reader.moment("get_output_status"))
    assert virtual.count("http", "/get_output_status") == asked + 1


async def test_who_waits_for_a_reading_that_is_called_off_reads_itself(
    virtual: VirtualOpenMotics, hub: GatewayHub
) -> None:
    await hub.fetch()
    asked = virtual.count("http", "/get_output_status")
    tasks = [asyncio.ensure_future(hub.reader.read("get_output_status")) for _ in range(3)]
    while hub.client.sent["get_output_status"] == asked:
        await asyncio.sleep(0)
    tasks[0].cancel()
    assert await asyncio.gather(*tasks[1:]) == [True, True]


async def test_a_basic_action_and_a_lamp_are_passed_on(hub: GatewayHub, virtual: VirtualOpenMotics) -> None:
    await hub.fetch()
    await hub.send(RunBasicAction(161, 2))
    assert hub.house.of(Output)["2"].is_on is True
    await hub.send(FlashLed(0, "2"))
    assert virtual.log[-1].body == {"type": "0", "id": "2"}


async def test_lists_that_the_cloud_does_not_know_are_asked_for_once(
    cloud_hub: CloudHub, virtual: VirtualOpenMotics
) -> None:
    kinds = virtual.cloud.installations[HOME].objects.kinds
    for path in ("rooms", "ventilations/units"):
        del kinds[path]
    snapshot = await cloud_hub.fetch()
    await cloud_hub.fetch()
    assert virtual.count("cloud", f"GET /api/v1.1/base/installations/{HOME}/ventilations/units") == 1
    assert "ventilation_1" not in ids(snapshot.devices)
    assert all(device.area is None for device in snapshot.devices)
    assert cloud_hub.diagnostics()["missing"] == ["rooms", "ventilations/units"]


@pytest.mark.parametrize("status", [200, 400, 403, 500, 503])
async def test_a_list_of_the_cloud_that_fails_costs_its_own_part(
    status: int, cloud_hub: CloudHub, virtual: VirtualOpenMotics
) -> None:
    everything = ids((await cloud_hub.fetch()).devices)
    for path in wire.PATHS:
        virtual.cloud.failing = {path: status}
        cloud_hub.rarely_at = None
        snapshot = await cloud_hub.fetch()
        assert (ids(snapshot.devices), snapshot.complete) == (everything, False), path
        virtual.cloud.failing = {}
        assert (await cloud_hub.fetch()).complete, path


async def test_a_list_of_the_cloud_that_fails_at_first_is_asked_for_again(
    cloud_hub: CloudHub, virtual: VirtualOpenMotics
) -> None:
    virtual.cloud.failing = {"inputs": 503}
    first = await cloud_hub.fetch()
    virtual.cloud.failing = {}
    again = await cloud_hub.fetch()
    assert {found.rpartition("_")[0] for found in ids(again.devices) - ids(first.devices)} == {"input"}


async def test_a_cloud_whose_lists_all_fail_is_out_of_reach(cloud_hub: CloudHub, virtual: VirtualOpenMotics) -> None:
    await cloud_hub.fetch()
    virtual.cloud.failing = dict.fromkeys(wire.PATHS, 503)
    with pytest.raises(HubConnectionError):
        await cloud_hub.fetch()


async def test_a_thing_that_vanished_from_the_cloud_can_not_be_switched(
    cloud_hub: CloudHub, virtual: VirtualOpenMotics
) -> None:
    await cloud_hub.fetch()
    virtual.house.remove("get_output_configurations", 2)
    await cloud_hub.fetch()
    with pytest.raises(HubCommandError) as refused:
        await cloud_hub.send(SetOutput("2", on=True))
    assert refused.value.key == "device_gone"
    assert virtual.count("cloud_command") == 0


@pytest.mark.parametrize("mode", ["auto", "", "HEATING"])
def test_a_mode_that_would_break_the_gateway_is_never_sent(mode: str) -> None:
    """A gateway stores any, and its status calls fail from then on (protocol page, section 1.4)."""
    requests: tuple[Request, ...] = (
        SetThermostatMode("0", mode),
        SetThermostatState("0", on=True, group="0", mode=mode or "x"),
    )
    for request in requests:
        with pytest.raises(HubInputError):
            gateway_calls(request, None)
        with pytest.raises(HubInputError):
            cloud_calls(request, one)


def one(_: type[Part], __: str) -> str:
    """Every part has the same id in this cloud."""
    return "1"


@pytest.mark.parametrize("request_", [SetVentilation("1", level=2), FlashLed(0, "1"), RunBasicAction(2, 0)])
def test_what_the_cloud_can_not_do_is_said(request_: Request) -> None:
    with pytest.raises(HubUnsupportedError) as error:
        cloud_calls(request_, one)
    assert error.value.key == "action_not_supported"


@pytest.mark.parametrize(("level", "sent"), [(-5, 0), (0, 0), (55, 55), (140, 100)])
def test_a_level_beyond_its_limits_is_never_sent(level: int, sent: int) -> None:
    """Core gateways make nothing of a level above 100, Classic ones raise."""
    assert gateway_calls(SetOutput("1", on=True, level=level), None)[0].parameters["dimmer"] == sent
    assert cloud_calls(SetOutput("1", on=True, level=level), one)[0].body == {"value": sent}


@pytest.mark.parametrize("answer", ["no number", "{}", "[]"])
async def test_a_cloud_of_before_that_answers_nonsense_ends_the_listening(
    answer: str, virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    async def nonsense(*_: Any) -> str:
        return answer

    legacy = LegacyClient(session, EMAIL, EMAIL_PASSWORD, url=virtual.legacy_url, installation=str(HOME))
    for function in ("get_last_message_id", "get_messages_wait"):
        kept = virtual.legacy.messaging[function]
        virtual.legacy.messaging[function] = nonsense
        if function == "get_messages_wait" and answer == "{}":
            virtual.legacy.messaging[function] = kept
            continue
        with pytest.raises(HubError):
            async with asyncio.timeout(5):
                await LongPoll(legacy, pause=0).listen(["TYPE_OUTPUT_CHANGE"], lambda: None, lambda *_: None)
        virtual.legacy.messaging[function] = kept
