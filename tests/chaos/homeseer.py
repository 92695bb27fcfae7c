"""HomeSeer by its three ways of push at home, and through MyHS."""

from __future__ import annotations

from typing import Any

from aiohttp.test_utils import TestServer
from homeassistant.setup import async_setup_component

from virtual_hubs.homeseer import VirtualHomeSeer, sized_house

from .home import NAME, Home, port_of

USER, PASSWORD = "canary-user", "canary-password"


class Ascii(Home):
    """At home, with the ASCII port."""

    name = "homeseer ascii"
    vendor = "homeseer"
    hub: VirtualHomeSeer

    def make(self) -> VirtualHomeSeer:
        house = sized_house("hs4", self.entities or 6)
        self.row = next(row for row in house.rows.values() if row.name.endswith("Switch"))
        root = next(row.ref for row in house.rows.values() if self.row.ref in row.associated and row.associated)
        self.lamp = ("switch", f"{root}_{self.row.ref}")
        return VirtualHomeSeer(house=house, username=USER, password=PASSWORD, password_required=True)

    async def reach(self) -> dict[str, Any]:
        return await self._local(ascii_port=await self.before(self.hub.ascii.port, of_push=True))

    async def _local(self, **data: Any) -> dict[str, Any]:
        self.secrets |= {USER, PASSWORD}
        credentials = {"username": USER, "password": PASSWORD}
        port = await self.before(self.hub.port)
        return {
            "hub_id": f"local-{self.number}",
            "way": "homeseer_local",
            "host": NAME,
            "port": port,
            **credentials,
            **data,
        }

    def switch(self, on: bool) -> None:
        self.hub.house.set(self.row.ref, 255 if on else 0)

    @property
    def is_on(self) -> bool:
        return self.row.value == 255

    @property
    def streams(self) -> int:
        return self.hub.ascii.listeners

    async def revoke(self) -> None:
        self.hub.controls["revoke"]({"password": "another"})

    def restore(self) -> None:
        self.hub.password = PASSWORD

    def reboot(self) -> None:
        self.hub.ascii.drop()

    def change_devices(self) -> tuple[str, str]:
        house = self.hub.house
        gone = next(row for row in house.rows.values() if row.associated and self.row.ref not in row.associated)
        family = [house.rows[ref] for ref in gone.associated]
        new = house.next_ref()
        for row in (gone, *family):
            house.remove(row.ref)
        ends = f"{gone.ref}_{family[0].ref}", f"{new}_{new + 1}"
        numbers = {row.ref: new + place for place, row in enumerate((gone, *family))}
        for row in (gone, *family):
            row.ref = numbers[row.ref]
        gone.associated = [row.ref for row in family]
        for row in family:
            row.associated = [new]
        for row in (gone, *family):
            house.add(row)
        return ends

    async def say(self, what: str) -> None:
        ref, value = self.row.ref, self.row.value
        lines = {
            "duplicate": [f"DC,{ref},{value:g},{255 - value:g}"] * 3,
            "reordered": [f"DC,{ref},{255 - value:g},{value:g}", f"DC,{ref},{value:g},{255 - value:g}"],
            "late": [f"DC,{ref},{255 - value:g},{value:g}"],
            "unknown": ["DC,99999,1,0", "DC,,", "EV,unknown"],
            "huge": ["DC," + "9" * 10_000_000],
        }
        for line in lines[what]:
            self.hub.ascii.send(line)


class Webhook(Ascii):
    """At home, by HS4's webhook."""

    name = "homeseer webhook"

    @property
    def webhook_id(self) -> str:
        return f"canary-webhook-{self.number}"

    async def start(self) -> None:
        await async_setup_component(self.hass, "webhook", {})
        assert self.hass.http
        self._server = TestServer(self.hass.http.app)
        await self._server.start_server()
        await super().start()

    async def stop(self) -> None:
        await super().stop()
        await self._server.close()

    async def reach(self) -> dict[str, Any]:
        assert self._server.port
        port = await self.before(self._server.port, of_push=True)
        self.theirs.append(self.proxies.pop())
        self.hub.webhook_url = f"http://127.0.0.1:{port}/api/webhook/{self.webhook_id}"
        self.theirs_to_tell = self.webhook_id
        self.secrets |= {self.webhook_id}
        return await self._local(webhook_id=self.webhook_id)

    @property
    def streams(self) -> int:
        return self.webhook_id in self.hass.data["webhook"]

    async def say(self, what: str) -> None:
        ref, value = self.row.ref, self.row.value

        def told(value: float, ref: int = ref, **more: Any) -> dict[str, Any]:
            return {"type": "devicechange", "data": {"ref": ref, "value": value, "status": "", **more}}

        said = {
            "duplicate": [told(value)] * 3,
            "reordered": [told(255 - value), told(value)],
            "late": [told(255 - value)],
            "unknown": [told(1, 99999)],
            "huge": [told(value, padding="x" * 10_000_000)],
        }
        assert self.hub.webhook_url
        for body in said[what]:
            await self.hub._send_webhook(self.hub.webhook_url, body)  # noqa: SLF001


class Changes(Ascii):
    """At home, by asking for changes."""

    name = "homeseer changes"
    says = False

    async def reach(self) -> dict[str, Any]:
        return await self._local()


class MyHS(Changes):
    """Through the vendor's cloud."""

    name = "homeseer myhs"

    async def reach(self) -> dict[str, Any]:
        self.secrets |= {USER, PASSWORD, "canary-license"}
        self.hub.systems = {"canary-license": self.hub.systems["12345"]}
        port = await self.before(port_of(self.hub.cloud_url))
        return {
            "hub_id": f"canary-{self.number}",
            "way": "homeseer_cloud",
            "url": f"http://{NAME}:{port}",
            "license": "canary-license",
            "username": USER,
            "password": PASSWORD,
        }

    async def become_another(self) -> None:
        """The account has this system no more, but another."""
        self.hub.systems = {"99999": self.hub.systems.pop("canary-license")}

    async def be_itself(self) -> None:
        self.hub.systems = {"canary-license": self.hub.systems.pop("99999")}
