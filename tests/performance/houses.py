"""Virtual houses of any size, one for each way of push, in which one value at a time becomes another."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from aiohttp.test_utils import TestServer
from homeassistant.config_entries import SOURCE_USER, ConfigEntry, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.multihub.const import DOMAIN
from virtual_hubs.base import VirtualHub
from virtual_hubs.homematicip import VirtualHomematicIP
from virtual_hubs.homeseer import VirtualHomeSeer, sized_house as homeseer_house
from virtual_hubs.homey import VirtualHomey
from virtual_hubs.openmotics import VirtualOpenMotics, sized_house as openmotics_house

type Change = tuple[Any, ...]
"""What is to become what, as the house that tells of it knows it."""

DEADLINE = 60.0

OWN = ("changed", "button")
"""What a virtual hub writes down of itself."""

ENDS = ("closed", "disconnected")

APART = "subscribe homey:device:"
"""What a Homey must be told for each of its devices."""


def asked(hub: VirtualHub) -> Counter[str]:
    """What a hub was asked for since its log was cleared, and how often; subscriptions to single devices apart."""
    return Counter(
        f"{entry.kind} {entry.what}"
        for entry in hub.log
        if not entry.kind.endswith("_out") and entry.kind not in OWN and not entry.what.startswith((*ENDS, APART))
    )


class House:
    """A virtual hub with about so many entities, reached by one way."""

    name: ClassVar[str]
    way: ClassVar[str]
    """How the integration calls this way of push."""
    hub: VirtualHub

    def flow(self) -> dict[str, Any]:
        """What to type into the dialogs."""
        return self.hub.flow

    def changes(self) -> Iterator[Change]:
        """Endless changes, each of one value that one entity shows; the same entity comes again when all others have come."""
        raise NotImplementedError

    def tell(self, change: Change) -> None:
        """Push the change."""
        raise NotImplementedError

    def repeat(self, change: Change) -> None:
        """Push the same once more, though nothing is other than before."""
        self.tell(change)

    async def connected(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Do what a person does once the entry is there."""

    async def close(self) -> None:
        """End what ``connected`` has opened."""

    def asked(self) -> Counter[str]:
        """What the hub was asked for so far, and how often; subscriptions to single devices apart."""
        return asked(self.hub)


class HomematicIPHouse(House):
    """The cloud's websocket; a frame holds the whole device."""

    name = "HomematicIP, websocket"
    way = "websocket"
    hub: VirtualHomematicIP

    VALUES: ClassVar = {
        "SWITCH_CHANNEL": ("on", (True, False)),
        "CLIMATE_SENSOR_CHANNEL": ("humidity", (41, 42)),
        "MOTION_DETECTION_CHANNEL": ("illumination", (11.5, 12.5)),
        "SHUTTER_CONTACT_CHANNEL": ("windowState", ("OPEN", "CLOSED")),
        "WATER_SENSOR_CHANNEL": ("moistureDetected", (True, False)),
    }

    def __init__(self, entities: int) -> None:
        """Furnish it."""
        self.hub = VirtualHomematicIP(size=entities, way="token")

    def changes(self) -> Iterator[Change]:
        channels = [
            (device, index, *self.VALUES[kind])
            for device in self.hub.state()["devices"].values()
            for index, channel in device["functionalChannels"].items()
            if (kind := channel["functionalChannelType"]) in self.VALUES
        ]
        for device, index, key, values in itertools.cycle(channels):
            now = device["functionalChannels"][index][key]
            yield device, index, key, other(values, now)

    def tell(self, change: Change) -> None:
        device, index, key, value = change
        device["functionalChannels"][index][key] = value
        self.hub.push({"pushEventType": "DEVICE_CHANGED", "device": device})


class HomematicIPConnectHouse(HomematicIPHouse):
    """The HCU1's Connect API, in the house."""

    name = "HomematicIP, HCU1's Connect API"

    def __init__(self, entities: int) -> None:
        self.hub = VirtualHomematicIP(size=entities, way="connect")

    def flow(self) -> dict[str, Any]:
        fields = {**self.hub.flows["homematicip_connect"], "activation_key": self.hub.plugins.new_key()}
        return {"homematicip": "homematicip_connect", "homematicip_connect": fields}


class HomeyHouse(House):
    """The socket."""

    name = "Homey, socket"
    way = "websocket"
    hub: VirtualHomey

    VALUES: ClassVar = {
        "onoff": (True, False),
        "measure_power": (100.5, 200.5),
        "measure_temperature": (20.1, 20.2),
        "measure_humidity": (40, 41),
    }

    def __init__(self, entities: int) -> None:
        self.hub = VirtualHomey(size=entities, update_on_value=False)

    def changes(self) -> Iterator[Change]:
        capabilities = [
            (device["id"], name, self.VALUES[name])
            for device in self.hub.house.items["device"].values()
            for name in device["capabilitiesObj"]
            if name in self.VALUES and device["class"] != "thermostat"
        ]
        for device, name, values in itertools.cycle(capabilities):
            yield device, name, other(values, self.hub.value(device, name))

    def tell(self, change: Change) -> None:
        self.hub.set_value(*change)


class HomeSeerAsciiHouse(House):
    """The ASCII port: a line for each value, then the row is read."""

    name = "HomeSeer, ASCII port"
    way = "ascii"
    hub: VirtualHomeSeer

    VALUES: ClassVar = {
        "Temperature": (20.1, 20.2),
        "Motion": (255.0, 0.0),
        "Watts": (100.5, 200.5),
        "Switch": (0.0, 255.0),
    }

    def __init__(self, entities: int) -> None:
        self.hub = VirtualHomeSeer(house=homeseer_house("hs4", entities))

    def changes(self) -> Iterator[Change]:
        rows = [
            (row.ref, values)
            for row in self.hub.house.rows.values()
            for name, values in self.VALUES.items()
            if row.name.endswith(name)
        ]
        for ref, values in itertools.cycle(rows):
            yield ref, other(values, self.hub.house.rows[ref].value)

    def tell(self, change: Change) -> None:
        self.hub.house.set(*change)

    def repeat(self, change: Change) -> None:
        ref, value = change
        self.hub.ascii.send(f"DC,{ref},{value:g},{value:g}")


class HomeSeerWebhookHouse(HomeSeerAsciiHouse):
    """HS4's webhook, posted to Home Assistant."""

    name = "HomeSeer, webhook"
    way = "webhook"

    def flow(self) -> dict[str, Any]:
        flow = dict(self.hub.flow)
        return {**flow, "homeseer_local": {**flow["homeseer_local"], "ascii_port": 0}}

    async def connected(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        self.server = TestServer(hass.http.app)
        await self.server.start_server()
        self.hub.webhook_url = str(self.server.make_url(f"/api/webhook/{entry.data['webhook_id']}"))
        self.tell(next(self.changes()))

    async def close(self) -> None:
        await self.server.close()

    def repeat(self, change: Change) -> None:
        self.hub.house.set(*change)


class OpenMoticsHouse(House):
    """The gateway's websocket."""

    name = "OpenMotics, websocket"
    way = "websocket"
    hub: VirtualOpenMotics

    def __init__(self, entities: int) -> None:
        self.hub = VirtualOpenMotics(house=openmotics_house(entities, 0))

    def changes(self) -> Iterator[Change]:
        sensors = {row["id"]: row for row in self.hub.house.rows("get_sensor_status", "status")}
        for number, row in itertools.cycle(sensors.items()):
            yield number, other((30.5, 31.5), row["value"])

    def tell(self, change: Change) -> None:
        self.hub.house.measure(*change)


class OpenMoticsLegacyHouse(House):
    """The long poll of the cloud of before: of values it tells the power of circuits alone, and the house has four."""

    name = "OpenMotics, long poll"
    way = "long_poll"
    hub: VirtualOpenMotics

    def __init__(self, entities: int) -> None:
        self.hub = VirtualOpenMotics(house=openmotics_house(entities, 0), wait=5)

    def flow(self) -> dict[str, Any]:
        return self.hub.flow_of("legacy")

    def changes(self) -> Iterator[Change]:
        readings = self.hub.house.replies["get_realtime_power"]["1"]
        for circuit in itertools.cycle(range(4)):
            yield 1, circuit, other((500.0, 501.0), readings[circuit][3])

    def tell(self, change: Change) -> None:
        self.hub.house.draw_power(*change)


def other[T](values: tuple[T, T], now: object) -> T:
    """Of two values one that is not as it is now."""
    return values[0] if values[0] != now else values[1]


HOUSES: tuple[type[House], ...] = (
    HomematicIPHouse,
    HomematicIPConnectHouse,
    HomeyHouse,
    HomeSeerAsciiHouse,
    HomeSeerWebhookHouse,
    OpenMoticsHouse,
    OpenMoticsLegacyHouse,
)


@asynccontextmanager
async def standing(hass: HomeAssistant, house: House) -> AsyncIterator[ConfigEntry[Any]]:
    """The house, added by the integration's own dialogs, its way of push standing; away again afterwards."""
    await house.hub.start()
    try:
        entry = await _added(hass, house)
        await house.connected(hass, entry)
        await settled(hass, house, entry)
        yield entry
        await hass.config_entries.async_unload(entry.entry_id)
    finally:
        await house.close()
        await house.hub.stop()


async def _added(hass: HomeAssistant, house: House) -> ConfigEntry[Any]:
    flow = house.flow()
    hub = house.hub.kind
    manager = hass.config_entries.flow
    result: ConfigFlowResult = await manager.async_init(DOMAIN, context={"source": SOURCE_USER})
    while result["type"] in (FlowResultType.MENU, FlowResultType.FORM):
        step = result["step_id"]
        typed = flow.get(step, hub if step == "user" else {})
        assert not result.get("errors"), result["errors"]
        is_menu = result["type"] is FlowResultType.MENU
        result = await manager.async_configure(result["flow_id"], {"next_step_id": typed} if is_menu else typed)
    assert result["type"] is FlowResultType.CREATE_ENTRY, result
    await hass.async_block_till_done()
    entry: ConfigEntry[Any] = result["result"]
    return entry


async def settled(hass: HomeAssistant, house: House, entry: ConfigEntry[Any]) -> None:
    """Wait until the way of push stands and the fetch that follows it is over."""
    coordinator = entry.runtime_data
    await until(hass, lambda: coordinator.connection.health.way == house.way and not coordinator._fetches)  # noqa: SLF001


async def until(hass: HomeAssistant, holds: Callable[[], Any]) -> None:
    """Let the event loop run until something is so."""
    async with asyncio.timeout(DEADLINE):
        while not holds():
            await hass.async_block_till_done(wait_background_tasks=False)
            await asyncio.sleep(0.001)
