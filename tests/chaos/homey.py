"""Homey by its socket, of either generation, over TLS, and by HTTP alone."""

from __future__ import annotations

import copy
from typing import Any

from virtual_hubs.homey import API_KEY, House, VirtualHomey, capability

from .home import NAME, Home, port_of

LAMP = "Lamp"
IDS = {1: "5f3e8d0c9b1a2d4e6f708192", 2: "5f3e8d0c9b1a2d4e6f70819a"}


class Local(Home):
    """A Homey of today with a key: its socket is Engine.IO 3 with Socket.IO 4 packets."""

    name = "homey socket"
    vendor = "homey"
    generation = 3
    tls = False
    hub: VirtualHomey

    def make(self) -> VirtualHomey:
        size = self.entities or 1
        hub = VirtualHomey(size=size, generation=self.generation, homey_id=IDS[self.number], tls=self.tls)
        house: House = hub.house
        if not self.entities:
            house.items["device"].clear()
        for name in (LAMP, "Fan"):
            house.add_device((name, "Hall", "socket", [capability("onoff", False)], {}))
        self.lamp = ("switch", f"{hub.device(LAMP)['id']}_onoff")
        return hub

    async def reach(self) -> dict[str, Any]:
        self.secrets |= {API_KEY}
        self.http.open_paths = ("/api/manager/system/ping",)
        port = await self.before(port_of(self.hub.url))
        return {"hub_id": IDS[self.number], "way": "homey_key", "host": f"{NAME}:{port}", "token": API_KEY}

    def switch(self, on: bool) -> None:
        self.hub.set_value(LAMP, "onoff", on)

    @property
    def is_on(self) -> bool:
        return bool(self.hub.value(LAMP, "onoff"))

    @property
    def streams(self) -> int:
        return len(self.hub.sessions)

    async def revoke(self) -> None:
        self._tokens = dict(self.hub.tokens)
        self.hub.revoke()

    def restore(self) -> None:
        self.hub.tokens.update(self._tokens)

    def reboot(self) -> None:
        for device in self.hub.house.items["device"].values():
            device["ready"] = False

    def return_from_reboot(self) -> None:
        self.hub.apps_ready()

    def change_devices(self) -> tuple[str, str]:
        device = next(one for one in self.hub.house.items["device"].values() if one["name"] != LAMP)
        self.hub.remove("device", device["id"])
        new = self.hub.create_device(f"{device['name']}!", "Hall", "socket", capability("onoff", False))
        return f"{device['id']}_onoff", f"{new['id']}_onoff"

    async def become_another(self) -> None:
        """Another Homey has another id, and does not know our key."""
        await self.revoke()
        self.hub.homey_id = "another-homey"

    async def be_itself(self) -> None:
        self.hub.homey_id = IDS[self.number]
        self.restore()

    async def say(self, what: str) -> None:
        raw = copy.deepcopy(self.hub.device(LAMP))
        uri = f"homey:device:{raw['id']}"

        def told(on: bool) -> dict[str, Any]:
            return {"capabilityId": "onoff", "value": on, "transactionId": "t", "transactionTime": 1}

        devices = "homey:manager:devices"
        said: dict[str, list[tuple[str, str, Any]]] = {
            "duplicate": [(uri, "capability", told(self.is_on)), (devices, "device.update", raw)] * 3,
            "reordered": [(uri, "capability", told(not self.is_on)), (uri, "capability", told(self.is_on))],
            "late": [(uri, "capability", told(not self.is_on))],
            "unknown": [(devices, "device.delete", {"id": "nobody"}), (devices, "device.future", {"id": "nobody"})],
            "huge": [(devices, "device.update", {**raw, "padding": "x" * 10_000_000})],
        }
        for one in said[what]:
            self.hub.emit(*one)


class Old(Local):
    """A Homey of 2016 to 2019, by sessions that the vendor's account gives."""

    name = "homey account"
    generation = 2

    async def reach(self) -> dict[str, Any]:
        data = await super().reach()
        self.secrets |= {self.hub.account_token}
        port = self.proxies[0].port
        account = {"account_url": f"http://{NAME}:{port}/cloud", "token": self.hub.account_token}
        return {**data, "way": "homey_account", **account}


class Secure(Local):
    """A self-hosted server with a certificate of its own."""

    name = "homey tls"
    secure = True
    tls = True

    async def reach(self) -> dict[str, Any]:
        data = await super().reach()
        assert self.hub.certificate
        url = f"https://{data.pop('host')}"
        return {**data, "base_url": url, "fingerprint": self.hub.certificate.fingerprint}


class Polled(Local):
    """A Homey whose socket is closed to us: HTTP alone."""

    name = "homey http"
    pushes = False
    says = False

    def make(self) -> VirtualHomey:
        hub = super().make()
        hub.no_socket = True
        return hub
