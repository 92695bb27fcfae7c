"""The dialogs of HomematicIP through the cloud: button and token, every error and its recovery."""

from __future__ import annotations

import asyncio
from typing import Any
from unittest.mock import patch

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownFlow

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.homematicip import flow, ways
from custom_components.multihub.hubs.homematicip.client import pairing
from virtual_hubs.homematicip import VirtualHomematicIP

from .dialog import OTHER, PIN, Dialog, entry_of, pair, typed


def entries(hass: HomeAssistant) -> list[Any]:
    return hass.config_entries.async_entries(DOMAIN)


async def test_the_button_makes_the_entry(hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    shown = await dialog.begin("homematicip_cloud")
    assert shown["type"] is FlowResultType.FORM
    assert shown["errors"] == {}
    dashed = "-".join(cloud.sgtin[i : i + 4] for i in range(0, 24, 4)).lower()
    await dialog.send(typed(cloud) | {"access_point": dashed})
    assert entries(hass) == []
    cloud.press_button()
    made = await dialog.button()
    assert made["type"] is FlowResultType.CREATE_ENTRY
    entry = made["result"]
    assert entry.unique_id == cloud.sgtin
    assert entry.title == cloud.state()["devices"][cloud.sgtin]["label"]
    token = entry.data["token"]
    assert cloud.access.tokens[token]
    assert entry.data == {
        "hub": "homematicip",
        "hub_id": cloud.sgtin,
        "way": "homematicip_cloud",
        "access_point": cloud.sgtin,
        "url": cloud.lookup_url,
        "token": token,
    }


async def test_the_announced_fields_of_the_virtual_hub_add_it(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    await dialog.begin(cloud.flow["homematicip"])
    made = await pair(dialog, cloud, cloud.flow["homematicip_cloud"])
    assert made["type"] is FlowResultType.CREATE_ENTRY


async def test_each_dialog_pairs_with_a_device_id_of_its_own(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    for _ in range(2):
        await dialog.begin("homematicip_cloud")
        await dialog.send(typed(cloud))
        dialog.hass.config_entries.flow.async_abort(dialog.result["flow_id"])
    asked = [entry.body["deviceId"] for entry in cloud.log if entry.what == "auth/connectionRequest"]
    assert len(set(asked)) == 2


@pytest.mark.parametrize("sgtin", ["", "3014", "hcu1-0a17"])
async def test_what_is_no_sgtin_is_told_at_its_field(dialog: Dialog, cloud: VirtualHomematicIP, sgtin: str) -> None:
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud) | {"access_point": sgtin})
    assert again["errors"] == {"access_point": "invalid_access_point"}
    assert cloud.count("http") == 0
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


async def test_another_sgtin_is_refused_and_can_be_mended(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud) | {"access_point": OTHER})
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == {"access_point": "invalid_access_point"}
    assert dialog.shown() == {"access_point": OTHER, "advanced": {"url": cloud.lookup_url}}
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_sgtin_that_the_lookup_does_not_know(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    cloud.faults.lay_out(path="getHost", status=418, body='{"errorCode": "INVALID_REQUEST"}')
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud))
    assert again["errors"] == {"access_point": "invalid_access_point"}
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("pin", [None, "1111"])
async def test_a_wrong_pin_is_told_at_its_field_and_never_shown(
    dialog: Dialog, pin: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    cloud = VirtualHomematicIP(pin=PIN)
    await cloud.start()
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud, **({"pin": pin} if pin else {})))
    assert again["errors"] == {"pin": "invalid_pin"}
    assert dialog.shown() == {"access_point": cloud.sgtin, "advanced": {"url": cloud.lookup_url}}
    made = await pair(dialog, cloud, typed(cloud, pin=PIN))
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert "pin" not in made["data"]
    for secret in (PIN, "1111", made["data"]["token"]):
        assert secret not in caplog.text
    await cloud.stop()


async def test_an_hcu_must_be_unlocked_by_a_first_press(dialog: Dialog) -> None:
    cloud = VirtualHomematicIP(hcu=True)
    await cloud.start()
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud))
    assert again["errors"] == {"base": "hub_locked"}
    cloud.press_button()
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY
    await cloud.stop()


async def test_a_page_that_asks_all_the_time_while_the_dialog_goes_on_by_itself(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP, caplog: pytest.LogCaptureFixture
) -> None:
    await dialog.begin("homematicip_cloud")
    waiting = await dialog.send(typed(cloud))
    cloud.press_button()
    while waiting["type"] is FlowResultType.SHOW_PROGRESS:
        await asyncio.sleep(0)  # in every turn of the loop, so in that one too in which the button is done
        waiting = await dialog.send()
    assert waiting["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert entries(hass) == [waiting["result"]]
    assert "another entry with the same unique ID" not in caplog.text


async def test_two_pages_that_ask_at_once_make_one_entry(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP, caplog: pytest.LogCaptureFixture
) -> None:
    await dialog.begin("homematicip_cloud")
    await dialog.send(typed(cloud))
    cloud.press_button()
    await hass.async_block_till_done()
    flow_handler = hass.config_entries.flow._progress[dialog.result["flow_id"]]  # noqa: SLF001
    made, late = await asyncio.gather(dialog.send(), dialog.send(), return_exceptions=True)
    assert isinstance(late, UnknownFlow)
    with pytest.raises(UnknownFlow):  # even if Home Assistant itself lets it through
        await flow_handler.async_step_pair(None)  # type: ignore[attr-defined]
    assert not isinstance(made, BaseException)
    assert entries(hass) == [made["result"]]
    assert "another entry with the same unique ID" not in caplog.text


async def test_a_button_that_is_not_pressed_in_time(
    dialog: Dialog, cloud: VirtualHomematicIP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "BUTTON_SECONDS", 0.05)
    await dialog.begin("homematicip_cloud")
    await dialog.send(typed(cloud))
    again = await dialog.button()
    assert again["type"] is FlowResultType.FORM
    assert again["step_id"] == "homematicip_cloud"
    assert again["errors"] == {"base": "button_timeout"}
    assert dialog.shown() == {"access_point": cloud.sgtin, "advanced": {"url": cloud.lookup_url}}
    assert entries(dialog.hass) == []
    monkeypatch.setattr(flow, "BUTTON_SECONDS", 60)
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("fault", ["503", "abort"])
async def test_a_cloud_that_is_down(dialog: Dialog, cloud: VirtualHomematicIP, fault: str) -> None:
    cloud.faults.refusing = fault
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud))
    assert again["errors"] == {"base": "cannot_connect"}
    assert dialog.shown() == {"access_point": cloud.sgtin, "advanced": {"url": cloud.lookup_url}}
    assert entries(dialog.hass) == []
    cloud.faults.refusing = None
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_cloud_that_goes_down_while_the_button_is_waited_for(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_cloud")
    await dialog.send(typed(cloud))
    cloud.faults.refusing = "503"
    again = await dialog.button()
    assert again["errors"] == {"base": "cannot_connect"}
    assert dialog.shown() == {"access_point": cloud.sgtin, "advanced": {"url": cloud.lookup_url}}
    assert entries(dialog.hass) == []
    cloud.faults.refusing = None
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, "<html>", "cannot_connect"),
        (200, "{}", "not_this_hub"),
        (200, '{"urlREST": 1, "urlWebSocket": 2}', "not_this_hub"),
        (200, "[]", "not_this_hub"),
        (200, "", "not_this_hub"),
        (404, "<html>", "not_this_hub"),
    ],
)
async def test_a_lookup_that_answers_something_else(
    dialog: Dialog, cloud: VirtualHomematicIP, status: int, body: str, error: str
) -> None:
    cloud.faults.lay_out(path="getHost", status=status, body=body)
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud))
    assert again["errors"] == {"base": error}
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("url", ["not an address", "http://[::1", "http://127.0.0.1:99999/getHost"])
async def test_an_address_that_is_none(
    dialog: Dialog, cloud: VirtualHomematicIP, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud) | {"advanced": {"url": url}})
    assert again["errors"] == {"base": "cannot_connect"}
    assert "Traceback" not in caplog.text
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_throttled_cloud_is_not_asked_again_by_the_dialog(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP
) -> None:
    cloud.throttle(requests=1)
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud))
    assert again["errors"] == {"base": "throttled"}
    assert dialog.shown() == {"access_point": cloud.sgtin, "advanced": {"url": cloud.lookup_url}}
    assert entries(hass) == []
    asked = cloud.count("http")
    again = await dialog.send(typed(cloud))
    assert again["errors"] == {"base": "throttled"}
    assert cloud.count("http") == asked
    hass.data[ways._QUOTAS][cloud.sgtin].throttle(0)  # noqa: SLF001
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


async def test_somebody_else_is_pairing(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    cloud.faults.lay_out(path="auth/connectionRequest", status=403, body='{"errorCode": "AUTH_IN_PROCESS"}')
    await dialog.begin("homematicip_cloud")
    again = await dialog.send(typed(cloud))
    assert again["errors"] == {"base": "pairing_busy"}
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("path", "status", "body", "error"),
    [
        ("auth/requestAuthToken", 200, "{}", "cannot_connect"),
        ("auth/requestAuthToken", 200, '{"authToken": ""}', "cannot_connect"),
        ("auth/requestAuthToken", 502, "<html>", "cannot_connect"),
        ("auth/confirmAuthToken", 403, '{"errorCode": "INVALID_AUTH_TOKEN"}', "invalid_access_point"),
    ],
)
async def test_a_token_that_is_not_given(
    dialog: Dialog, cloud: VirtualHomematicIP, path: str, status: int, body: str, error: str
) -> None:
    cloud.faults.lay_out(path=path, status=status, body=body)
    await dialog.begin("homematicip_cloud")
    again = await pair(dialog, cloud, typed(cloud))
    assert list(again["errors"].values()) == [error]
    assert entries(dialog.hass) == []
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_confirmed_token_counts_even_if_the_name_can_t_be_read(
    dialog: Dialog, cloud: VirtualHomematicIP
) -> None:
    cloud.faults.lay_out(path="home/getCurrentState", status=503)
    await dialog.begin("homematicip_cloud")
    made = await pair(dialog, cloud, typed(cloud))
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert made["title"] == f"HomematicIP {cloud.sgtin[-4:]}"


async def test_an_unexpected_error_is_told_and_logged(
    dialog: Dialog, cloud: VirtualHomematicIP, caplog: pytest.LogCaptureFixture
) -> None:
    await dialog.begin("homematicip_cloud")
    with patch.object(pairing.Pairing, "request", side_effect=RuntimeError("surprise")):
        again = await dialog.send(typed(cloud))
    assert again["errors"] == {"base": "unknown"}
    assert "surprise" in caplog.text
    assert (await pair(dialog, cloud, typed(cloud)))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_home_that_is_set_up_is_not_paired_again(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP
) -> None:
    entry_of(cloud).add_to_hass(hass)
    await dialog.begin("homematicip_cloud")
    ended = await dialog.send(typed(cloud))
    assert ended["type"] is FlowResultType.ABORT
    assert ended["reason"] == "already_configured"
    assert cloud.count("http") == 0


def asking() -> list[asyncio.Task[Any]]:
    """The dialogs that ask whether the button was pressed."""
    return [task for task in asyncio.all_tasks() if "_entry_by_button" in repr(task)]


async def test_a_dialog_that_is_closed_stops_asking(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_cloud")
    await dialog.send(typed(cloud))
    await cloud.until(lambda: cloud.count("http", "auth/isRequestAcknowledged") > 1)
    assert len(asking()) == 1
    dialog.hass.config_entries.flow.async_abort(dialog.result["flow_id"])
    await dialog.hass.async_block_till_done()
    assert asking() == []


# An existing token


async def test_an_existing_token_makes_the_entry_at_once(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_token")
    made = await dialog.send(typed(cloud, token=cloud.token))
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert made["data"]["way"] == "homematicip_token"
    assert made["result"].unique_id == cloud.sgtin


async def test_a_token_that_is_refused_twice_is_wrong(
    dialog: Dialog, cloud: VirtualHomematicIP, caplog: pytest.LogCaptureFixture
) -> None:
    await dialog.begin("homematicip_token")
    again = await dialog.send(typed(cloud, token="NOT-THE-TOKEN"))
    assert again["errors"] == {"base": "invalid_auth"}
    assert cloud.count("http", "home/getCurrentState") == 2
    assert "token" not in dialog.shown()
    assert "NOT-THE-TOKEN" not in caplog.text
    assert (await dialog.send(typed(cloud, token=cloud.token)))["type"] is FlowResultType.CREATE_ENTRY


async def test_one_refusal_alone_is_not_believed(dialog: Dialog, cloud: VirtualHomematicIP) -> None:
    cloud.faults.lay_out(path="home/getCurrentState", status=403, body="{}")
    await dialog.begin("homematicip_token")
    made = await dialog.send(typed(cloud, token=cloud.token))
    assert made["type"] is FlowResultType.CREATE_ENTRY
