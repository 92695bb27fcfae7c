"""OpenMotics by its three ways."""

from __future__ import annotations

from typing import Any

from virtual_hubs.openmotics import VirtualOpenMotics, sized_house
from virtual_hubs.openmotics.doings import set_output
from virtual_hubs.openmotics.hub import (
    CLOUD_CLIENT,
    CLOUD_SECRET,
    EMAIL,
    EMAIL_PASSWORD,
    HOME,
    PASSWORD,
    USERNAME,
)

from .home import NAME, Home, port_of

LAMP = 2


class Local(Home):
    """The gateway's own interface."""

    name = "openmotics local"
    vendor = "openmotics"
    secure = True
    throttles = False
    hub: VirtualOpenMotics
    lamp = ("switch", f"output_{LAMP}_output")

    def make(self) -> VirtualOpenMotics:
        return VirtualOpenMotics(house=sized_house(self.entities or 12, 1))

    async def reach(self) -> dict[str, Any]:
        assert self.hub.certificate
        self.secrets |= {PASSWORD}
        return self._data(
            "local",
            host=NAME,
            port=await self.before(self.hub.port),
            username=USERNAME,
            password=PASSWORD,
            fingerprint=self.hub.certificate.fingerprint,
        )

    def _data(self, way: str, **data: Any) -> dict[str, Any]:
        return {"hub_id": f"om-{self.number}", "way": f"openmotics_{way}", **data}

    def switch(self, on: bool) -> None:
        set_output(self.hub.house, LAMP, is_on=on)

    @property
    def is_on(self) -> bool:
        row = self.hub.house.row("get_output_status", LAMP, "status")
        assert row
        return bool(row["status"])

    @property
    def streams(self) -> int:
        return len(self.hub.gateway.sockets)

    async def revoke(self) -> None:
        self.hub.accounts.revoke()
        await self.hub.gateway.drop()

    def restore(self) -> None:
        """Its tokens are asked for anew."""

    def reboot(self) -> None:
        self.hub.accounts.revoke()

    def change_devices(self) -> tuple[str, str]:
        rows = self.hub.house.replies["get_output_configurations"]["config"]
        status = self.hub.house.replies["get_output_status"]["status"]
        old = next(row["id"] for row in rows if row["id"] != LAMP)
        new = max(row["id"] for row in rows) + 1
        for row in (*rows, *status):
            if row["id"] == old:
                row["id"] = new
        return f"output_{old}_output", f"output_{new}_output"

    async def become_another(self) -> None:
        """Another gateway has another certificate."""
        await self.proxies[0].begin("wrong_certificate")

    async def be_itself(self) -> None:
        await self.proxies[0].end()

    async def say(self, what: str) -> None:
        def told(on: bool, number: int = LAMP, **more: Any) -> dict[str, Any]:
            return {"id": number, "status": {"on": on, "value": 100, **more}, "location": {"room_id": 0}}

        said = {
            "duplicate": [told(self.is_on)] * 3,
            "reordered": [told(not self.is_on), told(self.is_on)],
            "late": [told(not self.is_on)],
            "unknown": [told(True, 4711), {"id": None}],
            "huge": [told(self.is_on, padding="x" * 10_000_000)],
        }
        for data in said[what]:
            self.hub.gateway.push("OUTPUT_CHANGE", data)


class Cloud(Local):
    """The cloud of today."""

    name = "openmotics cloud"
    secure = False
    pushes = False
    says = False
    throttles = True

    async def reach(self) -> dict[str, Any]:
        self.secrets |= {CLOUD_SECRET}
        port = await self.before(port_of(self.hub.cloud_url))
        return self._data(
            "cloud",
            url=self.hub.cloud_url.replace(f"127.0.0.1:{port_of(self.hub.cloud_url)}", f"{NAME}:{port}"),
            client_id=CLOUD_CLIENT,
            client_secret=CLOUD_SECRET,
            installation=str(HOME),
        )

    async def revoke(self) -> None:
        self.hub.cloud.revoke()

    async def become_another(self) -> None:
        """The installation is gone, there is only another one."""
        self._homes = dict(self.hub.cloud.installations)
        del self.hub.cloud.installations[HOME]

    async def be_itself(self) -> None:
        self.hub.cloud.installations.update(self._homes)


class Legacy(Local):
    """The cloud of before."""

    name = "openmotics legacy"
    secure = False

    async def reach(self) -> dict[str, Any]:
        self.secrets |= {EMAIL_PASSWORD}
        port = await self.before(port_of(self.hub.legacy_url))
        return self._data(
            "legacy",
            url=f"http://{NAME}:{port}/api",
            username=EMAIL,
            password=EMAIL_PASSWORD,
            installation=str(HOME),
        )

    @property
    def streams(self) -> int:
        return 0

    async def revoke(self) -> None:
        self.hub.legacy_accounts.revoke()

    def reboot(self) -> None:
        self.hub.legacy_accounts.revoke()

    async def become_another(self) -> None:
        """The installation is gone, there is only another one."""
        self._homes = dict(self.hub.legacy.installations)
        del self.hub.legacy.installations[HOME]

    async def be_itself(self) -> None:
        self.hub.legacy.installations.update(self._homes)

    async def say(self, what: str) -> None:
        mailbox = self.hub.legacy.mailboxes[HOME]
        kind = "TYPE_OUTPUT_CHANGE"
        said = {
            "duplicate": [(kind, LAMP)] * 3,
            "reordered": [(kind, LAMP), (kind, LAMP)],
            "late": [(kind, LAMP)],
            "unknown": [(kind, 4711), ("TYPE_OF_TOMORROW", {"id": 1}), (kind, None)],
            "huge": [(kind, "x" * 10_000_000)],
        }
        for told in said[what]:
            mailbox.add(*told)
