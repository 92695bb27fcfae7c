"""No secret is anywhere where it does not belong, whatever is done and whatever goes wrong."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component

from custom_components.multihub import connection, diagnostics, system_health
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.homematicip.client import app, connect_api, pairing
from custom_components.multihub.hubs.homey import flow
from tests.chaos.home import BROKEN_OFF, HttpTrouble
from tests.chaos.watching import ignore_cut_handshakes

from .ways import PIN, SGTIN, USER, WAYS, Dialog, Way, disguises, told_by

LOCALLY = "127.0.0.1"
DIALOGS = ("dialog", "options", "reconfigure", "reauth")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be sooner than a real house needs."""
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(connection, "GRACE", 0.1)
    monkeypatch.setattr(pairing, "POLL_SECONDS", 0.01)
    for client in (app, connect_api):
        monkeypatch.setattr(client, "CONFIRM_SECONDS", 0)


@pytest.fixture(params=WAYS, ids=lambda way: way.name.replace(" ", "-"))
async def way(request: pytest.FixtureRequest) -> Way:
    """Each way in."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
async def trouble() -> HttpTrouble:
    """What the hub answers in place of answers."""
    return HttpTrouble(open_paths=("/api/manager/system/ping", "/getHost"))


@pytest.fixture
async def hub(hass: HomeAssistant, way: Way, trouble: HttpTrouble) -> AsyncIterator[Any]:
    """The hub of this way."""
    ignore_cut_handshakes()
    hub = way.make()
    serve = hub.serve

    def guarded(application: web.Application, **options: Any) -> Awaitable[str]:
        application.middlewares.append(trouble.middleware)
        return serve(application, **options)

    hub.serve = guarded  # type: ignore[method-assign, assignment]
    await hub.start()
    yield hub
    await hub.stop()


async def everything(hass: HomeAssistant, entry: ConfigEntry[Any]) -> dict[str, str]:
    """All that a person, or whoever they give it to, may read of an entry."""
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    files = [await diagnostics.async_get_config_entry_diagnostics(hass, entry)]
    if entry.state is ConfigEntryState.LOADED:
        files += [await diagnostics.async_get_device_diagnostics(hass, entry, device) for device in devices]
    return {
        "states": str([state.as_dict() for state in hass.states.async_all()]),
        "diagnostics": json.dumps(files, default=str),
        "repairs": str(ir.async_get(hass).issues),
        "system health": str(await system_health.system_health_info(hass)),
        "names": str([(one.name, one.model, one.sw_version, one.configuration_url) for one in devices])
        + str([(one.entity_id, one.original_name) for one in entities]),
        "why it is not set up": f"{entry.reason} {entry.error_reason_translation_placeholders}",
    }


async def commands(hass: HomeAssistant, entry: ConfigEntry[Any]) -> str:
    """Switch something on while all goes wrong; gives what a person is told."""
    lamps = [one.entity_id for one in hass.states.async_all(["switch", "light"])]
    try:
        await hass.services.async_call("homeassistant", "turn_on", {"entity_id": lamps[:1]}, blocking=True)
    except HomeAssistantError as err:
        return f"{err} {err.translation_placeholders} {err.__cause__!r}"
    return ""


async def until(holds: Callable[[], Any]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


async def test_no_secret_is_told_to_anybody(
    hass: HomeAssistant,
    hub: Any,
    way: Way,
    trouble: HttpTrouble,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if isinstance(url := getattr(hub, "account_url", None), str):
        monkeypatch.setattr(flow, "ACCOUNT_URL", url)
    await async_setup_component(hass, "homeassistant", {})
    caplog.set_level(logging.DEBUG)
    told: dict[str, str] = {}
    secrets = {way.wrong, *way.secrets(hub)}

    dialog = Dialog(hass, hub, way)
    entry = await dialog.walk()
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED, entry.reason
    assert not dialog.wrong, "the secret was typed wrongly, too"
    webhooks = {entry.data[CONF_WEBHOOK_ID]} if CONF_WEBHOOK_ID in entry.data else set()
    secrets |= webhooks
    told["dialog"] = "\n".join(map(told_by, dialog.pages))
    told |= {f"{what}, at first": text for what, text in (await everything(hass, entry)).items()}
    options: Any = await hass.config_entries.options.async_init(entry.entry_id)
    told["options"] = told_by(options)
    hass.config_entries.options.async_abort(options["flow_id"])
    reconfigure: Any = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    )
    told["reconfigure"] = told_by(reconfigure)
    hass.config_entries.flow.async_abort(reconfigure["flow_id"])

    trouble.begin(401)
    await hass.config_entries.async_reload(entry.entry_id)
    await until(lambda: list(entry.async_get_active_flows(hass, {"reauth"})))
    (asking,) = entry.async_get_active_flows(hass, {"reauth"})
    page: Any = await hass.config_entries.flow.async_configure(asking["flow_id"])
    told["reauth"] = told_by(page) + str({**asking, "context": None})
    told |= {f"{what}, refused": text for what, text in (await everything(hass, entry)).items()}
    hass.config_entries.flow.async_abort(asking["flow_id"])
    trouble.end()
    trouble.begin(BROKEN_OFF)
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    told |= {f"{what}, not reached": text for what, text in (await everything(hass, entry)).items()}
    trouble.end()
    await hass.config_entries.async_reload(entry.entry_id)
    for status in (500, 503, 200, BROKEN_OFF, 429):
        trouble.begin(status, 2)
        await entry.runtime_data.async_refresh()
        told[f"command at {status}"] = await commands(hass, entry)
        told |= {f"{what}, at {status}": text for what, text in (await everything(hass, entry)).items()}
        trouble.end()
    await hass.config_entries.async_unload(entry.entry_id)

    secrets |= way.secrets(hub)
    told["log"] = "\n".join(f"{one.name}: {one.getMessage()} {one.exc_text or ''}" for one in caplog.records)
    for where, text in told.items():
        # a dialog is filled with the name that was typed there, and tells the address to type into the hub
        for secret in disguises(secrets) - ({USER, *webhooks} if where in DIALOGS else set()):
            assert secret not in text, f"{where}: {next(line for line in text.splitlines() if secret in line)[:300]}"
    for where, text in told.items():
        if where.startswith("diagnostics"):
            assert not [one for one in (SGTIN, LOCALLY) if one in text], where
    ours = "\n".join(line for line in told["log"].splitlines() if line.startswith(f"custom_components.{DOMAIN}"))
    assert not [one for one in (SGTIN, LOCALLY, PIN) if one in ours]


def test_a_canary_is_found_in_whatever_disguise() -> None:
    """That the tests of this room can fail."""
    assert disguises({"a b/c"}) >= {"a b/c", "a%20b%2Fc", "YSBiL2M"}
