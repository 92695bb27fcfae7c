"""HomematicIP by its three ways."""

from __future__ import annotations

import copy
import json
from typing import Any

from custom_components.multihub.hubs.homematicip.client.connect_api import PLUGIN_ID
from tests.hubs.homematicip.at_home import channels_of
from virtual_hubs.homematicip import VirtualHomematicIP
from virtual_hubs.homematicip.house.build import house

from .home import NAME, Home, port_of

SGTINS = {1: "3014F711A0000B1E55ED0A17", 2: "3014F711A0000B1E55ED0B18"}


class Cloud(Home):
    """The app's interface in the cloud."""

    name = "homematicip cloud"
    vendor = "homematicip"
    way = "cloud"
    hub: VirtualHomematicIP

    def make(self) -> VirtualHomematicIP:
        sgtin = SGTINS[self.number]
        furnished = house(plugs(self.entities), sgtin) if self.entities else copy.deepcopy(HOUSES[self.number])
        return VirtualHomematicIP(house=furnished, sgtin=sgtin, way=self.way)

    async def reach(self) -> dict[str, Any]:
        port = await self.before(port_of(self.hub.url))
        events = await self.before(port_of(self.hub.url), of_push=True)
        self.hub.interface.addresses = lambda: (f"http://{NAME}:{port}", f"ws://{NAME}:{events}")
        return self._data(url=f"http://{NAME}:{port}/getHost", token=self.hub.token)

    def _data(self, **data: Any) -> dict[str, Any]:
        sgtin = SGTINS[self.number]
        self.device, self.channel = next(channels_of(self.hub, "SWITCH_CHANNEL"))
        self.lamp = ("switch", f"{self.device}_{self.channel}_switch")
        self.secrets |= {data["token"]}
        return {"hub_id": sgtin, "way": f"homematicip_{self.way}", "access_point": sgtin, **data}

    def switch(self, on: bool) -> None:
        self.hub.set(device=self.device, channel=self.channel, values={"on": on})

    @property
    def is_on(self) -> bool:
        return bool(self.hub.home.channel(self.device, self.channel)["on"])

    @property
    def streams(self) -> int:
        return len(self.hub.sockets) + len(self.hub.connect.sessions)

    async def revoke(self) -> None:
        self._tokens = dict(self.hub.access.tokens), dict(self.hub.plugins.tokens)
        await self.hub.revoke()

    def restore(self) -> None:
        self.hub.access.tokens.update(self._tokens[0])
        self.hub.plugins.tokens.update(self._tokens[1])

    def change_devices(self) -> tuple[str, str]:
        """One plug is gone and another has come, the other way round the next time."""
        devices = self.hub.home.state["devices"]
        gone = next(device for device in devices if device not in (self.device, SGTINS[self.number]))
        new = NEW_ID if gone != NEW_ID else self._old_id
        self._old_id = gone
        added = json.loads(json.dumps(devices[gone]).replace(gone, new))
        self.hub.remove(device=gone)
        self.hub.add(device=added)
        return f"{gone}_{self.channel}_switch", f"{new}_{self.channel}_switch"

    async def become_another(self) -> None:
        """Another access point does not know our token."""
        await self.revoke()

    async def be_itself(self) -> None:
        self.restore()

    async def say(self, what: str) -> None:
        raw = copy.deepcopy(self.hub.home.device(self.device))
        event = {"pushEventType": "DEVICE_CHANGED", "device": raw}
        older = copy.deepcopy(event)
        for channel in older["device"]["functionalChannels"].values():
            if "on" in channel:
                channel["on"] = not channel["on"]
        unknown = json.loads(json.dumps(event).replace(self.device, "3014F711A000000000009999"))
        unknown["pushEventType"] = "DEVICE_CHANNEL_EVENT"
        huge = {
            "pushEventType": "DEVICE_CHANGED",
            "device": {**raw, "label": raw["label"], "padding": "x" * 10_000_000},
        }
        self.hub.push(*{
            "duplicate": [event, event, event],
            "reordered": [older, event],
            "late": [older],
            "unknown": [unknown, unknown, {"pushEventType": "GROUP_REMOVED", "id": "nobody"}],
            "huge": [huge],
        }[what])  # fmt: skip


class Hcu(Cloud):
    """The app's interface of an HCU1 in the house."""

    name = "homematicip hcu"
    way = "hcu"
    secure = True

    async def reach(self) -> dict[str, Any]:
        assert self.hub.certificate
        return self._data(
            host=NAME,
            port=await self.before(port_of(self.hub.lan_rest_url)),
            events_port=await self.before(port_of(self.hub.lan_events_url), of_push=True),
            fingerprint=self.hub.certificate.fingerprint,
            token=self.hub.token,
        )


class Connect(Cloud):
    """The Connect API of an HCU1."""

    name = "homematicip connect"
    way = "connect"
    secure = True

    async def reach(self) -> dict[str, Any]:
        assert self.hub.certificate
        return self._data(
            host=NAME,
            websocket_port=await self.before(port_of(self.hub.connect_url)),
            fingerprint=self.hub.certificate.fingerprint,
            token=self.hub.plugins.invite(PLUGIN_ID),
        )


ENTITIES_A_PLUG, PLUGS_A_ROOM = 2, 10


def plugs(entities: int) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
    """Rooms of plugs, about so many entities together."""
    rooms: dict[str, list[tuple[str, str, dict[str, Any]]]] = {"Hall": [("HmIP-HAP", "Access Point", {})]}
    for number in range(entities // ENTITIES_A_PLUG):
        room = f"Room {number // PLUGS_A_ROOM}"
        rooms.setdefault(room, []).append(("HmIP-PS-2", f"Plug {number}", {}))
    return rooms


NEW_ID = "3014F711A00000000000AB12"
PLUGS = [("HmIP-PS-2", "Lamp", {}), ("HmIP-PS-2", "Fan", {})]
HOUSES = {
    number: house({"Hall": [("HmIP-HAP", "Access Point", {}), *PLUGS]}, sgtin) for number, sgtin in SGTINS.items()
}
