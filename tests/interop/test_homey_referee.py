"""The vendor's own client (``homey-api``) on the virtual Homey: what it understands, a real Homey may say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from custom_components.multihub.hubs.homey.client import HomeyClient
from custom_components.multihub.hubs.homey.hub import HomeyHub
from virtual_hubs.homey import API_KEY, HOMEY_ID, VirtualHomey

from .npm import npm_package, run_node

VERSION = "3.20.0"

CONNECT = """
const Api = require('homey-api/lib/HomeyAPI/{kind}');
const api = new Api({{
  baseUrl: given.url, token: given.token, strategy: [], properties: {{ id: given.homey }},
}});
"""


@pytest.fixture(scope="module")
def homey_api() -> Path:
    """The vendor's client."""
    return npm_package("homey-api", VERSION)


@pytest.fixture
async def homey() -> AsyncIterator[VirtualHomey]:
    """A virtual Homey of today."""
    hub = VirtualHomey()
    await hub.start()
    yield hub
    await hub.stop()


async def run(
    hub: VirtualHomey, package: Path, script: str, kind: str = "HomeyAPIV3Local", **given: Any
) -> dict[str, Any]:
    return await run_node(
        CONNECT.format(kind=kind) + script, package, url=hub.url, token=API_KEY, homey=HOMEY_ID, **given
    )


async def test_the_vendors_client_lists_over_http(homey: VirtualHomey, homey_api: Path) -> None:
    seen = await run(
        homey,
        homey_api,
        """
        const devices = await api.devices.getDevices({ $socket: false });
        const zones = await api.zones.getZones({ $socket: false });
        const session = await api.sessions.getSessionMe({ $socket: false });
        return { names: Object.values(devices).map(d => d.name), zones: Object.keys(zones), type: session.type };
        """,
    )
    assert sorted(seen["names"]) == sorted(one["name"] for one in homey.house.items["device"].values())
    assert set(seen["zones"]) == set(homey.house.items["zone"])
    assert seen["type"] == "PAT"


async def test_the_vendors_client_subscribes_sets_and_hears_of_it(homey: VirtualHomey, homey_api: Path) -> None:
    lamp = homey.device("Reading lamp")
    seen = await run(
        homey,
        homey_api,
        """
        await api.connect();
        const devices = await api.devices.getDevices();
        const lamp = devices[given.lamp];
        const heard = [];
        await api.subscribe('homey:device:' + given.lamp, {
          onConnect: () => {}, onDisconnect: () => {}, onReconnect: () => {},
          onEvent: (event, data) => heard.push([event, data.capabilityId, data.value]),
        });
        await lamp.setCapabilityValue({ capabilityId: 'dim', value: 0.8 });
        while (heard.length < 1) await new Promise(done => setTimeout(done, 10));
        return { heard, count: Object.keys(devices).length };
        """,
        lamp=lamp["id"],
    )
    assert seen["heard"][0] == ["capability", "dim", 0.8]
    assert seen["count"] == len(homey.house.items["device"])
    assert homey.value("Reading lamp", "dim") == 0.8
    assert homey.count("websocket", "devices setCapabilityValue") == 1


async def test_the_vendors_client_of_the_older_generation_reads_lists(homey_api: Path) -> None:
    hub = VirtualHomey(generation=2, lists=True)
    await hub.start()
    try:
        seen = await run(
            hub,
            homey_api,
            """
            const devices = await api.devices.getDevices({ $socket: false });
            const one = Object.values(devices)[0];
            return { driver: one.driverId, count: Object.keys(devices).length };
            """,
            kind="HomeyAPIV2",
        )
    finally:
        await hub.stop()
    assert seen["driver"].startswith("homey:app:com.example:")
    assert seen["count"] == len(hub.house.items["device"])


async def test_the_vendors_client_is_refused_with_a_bad_token(homey: VirtualHomey, homey_api: Path) -> None:
    seen = await run(
        homey,
        homey_api,
        """
        api.__token = 'nonsense';
        const codes = [];
        for (const work of [() => api.devices.getDevices({ $socket: false }), () => api.connect()]) {
          try { await work(); } catch (err) { codes.push(err.statusCode ?? err.code); }
        }
        return { codes };
        """,
    )
    assert seen["codes"] == [401, 401]


async def test_a_flow_with_tokens_is_tried_out_as_the_vendors_client_does_it(
    homey: VirtualHomey, homey_api: Path
) -> None:
    """Theirs knows no other operation that takes a flow's tokens; what both say is the same but for the session."""
    async with aiohttp.ClientSession() as session:
        hub = HomeyHub(HomeyClient(session, homey.url, API_KEY), HOMEY_ID, "Our Homey")
        try:
            await hub.connect()
            await hub.fetch()
            await hub.act("start_flow", None, {"flow": "Good night", "tokens": {"Room": "Attic"}})
        finally:
            await hub.close()
    await run(
        homey,
        homey_api,
        """
        await api.connect();
        const { trigger, conditions, actions } = (await api.flow.getFlows())[given.flow];
        await api.flow.testFlow({
          flow: { trigger, conditions, actions }, tokens: { Room: 'Attic' }, sessionId: 'session',
        });
        """,
        flow=homey.house.id_of("flow", "Good night"),
    )
    ours, theirs = (entry.body for entry in homey.log if entry.what == "flow testFlow")
    assert ours.pop("sessionId")
    assert (theirs.pop("sessionId"), theirs.pop("query")) == ("session", {})
    assert ours == theirs
    assert homey.happenings[0] == homey.happenings[1]


async def test_the_vendors_client_reads_a_days_energy_and_prices(homey: VirtualHomey, homey_api: Path) -> None:
    seen = await run(
        homey,
        homey_api,
        """
        await api.connect();
        const date = given.date;
        const report = await api.energy.getReportDay({ date });
        const prices = await api.energy.fetchDynamicElectricityPrices({ date, $socket: false });
        return { imported: report.electricity.importedPeriod, unit: prices.priceUnit,
          count: prices.pricesPerInterval.length };
        """,
        date=datetime.now(ZoneInfo(homey.house.values["info"]["timezone"])).date().isoformat(),
    )
    assert seen == {"imported": 14.577, "unit": "EUR", "count": 24}


async def test_our_client_and_the_vendors_see_the_same(homey: VirtualHomey, homey_api: Path) -> None:
    async with aiohttp.ClientSession() as session:
        client = HomeyClient(session, homey.url, API_KEY)
        ours = {}
        try:
            await client.open(HOMEY_ID, lambda *_: None)
            for one in (await client.call("devices.getDevices")).values():
                ours[one["id"]] = {key: cap["value"] for key, cap in one["capabilitiesObj"].items()}
        finally:
            await client.close()
    seen = await run(
        homey,
        homey_api,
        """
        await api.connect();
        const devices = await api.devices.getDevices();
        return Object.fromEntries(Object.values(devices).map(device => [device.id,
          Object.fromEntries(Object.entries(device.capabilitiesObj).map(([id, cap]) => [id, cap.value ?? null]))]));
        """,
    )
    assert seen == ours
