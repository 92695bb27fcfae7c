"""The virtual OpenMotics: a gateway in the house, the cloud of today, the cloud of before."""

from __future__ import annotations

from typing import Any

from ..base import VirtualHub
from ..certificate import Certificate
from .accounts import SUPER, Accounts, User
from .cloud import BASE, Cloud, CloudInstallation
from .doings import set_output, set_shutter
from .gateway import Gateway
from .homes import demo_house, holiday_house
from .house import House
from .legacy import LegacyCloud
from .shutters import Shutters

USERNAME, PASSWORD = "homeassistant", "virtual-password"
CLOUD_CLIENT, CLOUD_SECRET = "7f0f4b8e-6c3f-4a39-9b6e-0d8f0e5a1c11", "cloud-secret"
OLD_CLIENT, OLD_SECRET = "old-application", "old-secret"
EMAIL, EMAIL_PASSWORD = "family@example.com", "cloud-password"
HOME, HOLIDAY = 21, 22
WAYS = ("local", "cloud", "legacy")


class VirtualOpenMotics(VirtualHub):
    """A house and a holiday home; the gateway is the house's, the clouds have both.

    ``house`` is the house, ``travel`` how long a shutter moves in seconds (``None``: until
    ``shutters.settle``), ``token_lifetime`` that of every token in seconds, ``without`` the
    functions that this firmware does not know, ``wait`` how long a long poll lasts, ``tls`` whether
    the gateway has a certificate, ``role`` and ``accepted_terms`` what its user is.
    """

    kind = "openmotics"

    def __init__(
        self,
        *,
        port: int = 0,
        house: House | None = None,
        way: str = "local",
        travel: float | None = None,
        token_lifetime: float | None = None,
        without: tuple[str, ...] = (),
        wait: float = 25,
        tls: bool = True,
        role: str = SUPER,
        accepted_terms: bool = True,
        installations: int = 2,
    ) -> None:
        """Make the hub; ``start`` opens its ports."""
        super().__init__(port=port)
        self.house = house or demo_house()
        self.house.without |= set(without)
        for function in without:
            self.house.replies.pop(function, None)
        self.way = way
        self.tls = tls
        self.certificate: Certificate | None = None
        self.accounts = Accounts({USERNAME: User(PASSWORD, role, accepted_terms)}, lifetime=token_lifetime)
        self.shutters = Shutters(self.house, self.spawn, travel)
        self.gateway = Gateway(self.house, self.shutters, self.accounts, self.record)
        second = holiday_house()
        second_shutters = Shutters(second, self.spawn, travel)
        second_gateway = Gateway(second, second_shutters, Accounts({USERNAME: User(PASSWORD)}), self.record)
        homes = [
            (HOME, "Home", self.house, self.shutters, self.gateway),
            (HOLIDAY, "Holiday home", second, second_shutters, second_gateway),
        ][:installations]
        self.cloud = Cloud(
            [CloudInstallation(number, name, place, moving) for number, name, place, moving, _ in homes],
            {CLOUD_CLIENT: CLOUD_SECRET, OLD_CLIENT: OLD_SECRET},
            self.record,
            lifetime=token_lifetime if token_lifetime is not None else 3600,
        )
        self.legacy_accounts = Accounts({EMAIL: User(EMAIL_PASSWORD)}, lifetime=token_lifetime)
        self.legacy = LegacyCloud(
            {number: (name, gateway) for number, name, _, _, gateway in homes},
            self.legacy_accounts,
            self.record,
            wait=wait,
        )
        self.cloud_url = ""
        self.legacy_url = ""
        self._gateway_runner_index = 0
        self._add_controls()

    async def start_servers(self) -> None:
        """Open the gateway and the two clouds."""
        self.certificate = self.own_certificate("openmotics") if self.tls else None
        self._gateway_runner_index = len(self._runners)
        self.url = await self.serve(
            self.gateway.application(),
            name="gateway",
            port=self.port,
            tls=self.certificate.context if self.certificate else None,
        )
        self.port = int(self.url.rpartition(":")[2])
        self.cloud_url = await self.serve(self.cloud.app, name="cloud") + BASE
        self.legacy_url = await self.serve(self.legacy.app, name="legacy") + "/api"
        self.flow = self.flow_of(self.way)

    async def stop_servers(self) -> None:
        """Let go who waits for messages."""
        self.legacy.close()

    def flow_of(self, way: str) -> dict[str, Any]:
        """What to type to add the hub by this way."""
        if way == "cloud":
            fields: dict[str, Any] = {
                "client_id": CLOUD_CLIENT,
                "client_secret": CLOUD_SECRET,
                "advanced": {"url": self.cloud_url},
            }
        elif way == "legacy":
            fields = {"username": EMAIL, "password": EMAIL_PASSWORD, "advanced": {"url": self.legacy_url}}
        else:
            fields = {"host": "127.0.0.1", "port": self.port, "username": USERNAME, "password": PASSWORD}
        steps: dict[str, Any] = {"user": "openmotics", "openmotics": f"openmotics_{way}", f"openmotics_{way}": fields}
        if way == "local":
            return {**steps, "certificate": {}}
        return {**steps, "openmotics_installation": {"installation": str(HOME)}}

    def state(self) -> dict[str, Any]:
        """The replies that hold what changes."""
        return {name: reply for name, reply in self.house.replies.items() if name.endswith("_status")}

    async def restart(self, *, new_certificate: bool = False) -> None:
        """Stop the gateway and start it again at the same port: its tokens are forgotten."""
        await self.stop_gateway()
        if new_certificate:
            self.certificate = self.own_certificate("openmotics", anew=True)
        await self.start_gateway()

    async def stop_gateway(self) -> None:
        """Close the gateway's port and its websockets."""
        await self.gateway.drop()
        await self._runners[self._gateway_runner_index].cleanup()
        self.accounts.revoke()

    async def start_gateway(self) -> None:
        """Open the gateway's port again."""
        stopped = self._runners[self._gateway_runner_index]
        tls = self.certificate.context if self.certificate else None
        await self.serve(self.gateway.application(), port=self.port, tls=tls)
        self._runners.remove(stopped)
        self._runners.insert(self._gateway_runner_index, self._runners.pop())

    def _add_controls(self) -> None:
        def revoke(_: dict[str, Any]) -> None:
            self.accounts.revoke()
            self.legacy_accounts.revoke()
            self.cloud.revoke()

        def maintenance(body: dict[str, Any]) -> None:
            self.gateway.maintenance = bool(body.get("on", True))

        def switch(body: dict[str, Any]) -> None:
            set_output(self.house, body["id"], body["on"], body.get("dimmer"))

        def press(body: dict[str, Any]) -> None:
            self.house.press_input(body["id"], on=body.get("on", True))

        def measure(body: dict[str, Any]) -> None:
            self.house.measure(body["id"], body["value"])

        def move(body: dict[str, Any]) -> None:
            set_shutter(self.house, body["id"], body["state"], body.get("position"))

        async def drop(_: dict[str, Any]) -> None:
            await self.gateway.drop()

        async def restart(body: dict[str, Any]) -> None:
            await self.restart(new_certificate=body.get("new_certificate", False))

        self.controls |= {
            "revoke": revoke,
            "maintenance": maintenance,
            "set": switch,
            "press": press,
            "measure": measure,
            "move": move,
            "settle": lambda body: self.shutters.settle(body.get("id")),
            "power": lambda body: self.house.draw_power(body["module"], body["circuit"], body["watts"]),
            "module": lambda body: self.house.module_answers(body["address"], online=body.get("online", True)),
            "drop": drop,
            "restart": restart,
        }
