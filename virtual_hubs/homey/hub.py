"""The virtual Homey itself: who may do what, what happens, and what can go wrong."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from datetime import UTC, datetime
from typing import Any

from ..base import VirtualHub, merged
from ..certificate import Certificate
from .controls import controls
from .descriptors import fits, written
from .doors import ALL_SCOPES, API_KEY, Doors
from .house import MANAGER_OF, VERSION, House, demo_house, sized_house
from .http import build
from .operations import ApiError, Operation, has_scope, in_generation
from .realtime import Session

HOMEY_ID = "5f3e8d0c9b1a2d4e6f708192"


class VirtualHomey(Doors, VirtualHub):
    """A Homey on loopback: HTTP, socket and the vendor's account service on one port."""

    kind = "homey"

    def __init__(
        self,
        *,
        port: int = 0,
        generation: int = 3,
        version: str = VERSION,
        homey_id: str = HOMEY_ID,
        house: House | None = None,
        size: int = 0,
        seed: int = 0,
        scopes: tuple[str, ...] = ALL_SCOPES,
        limit: int | None = None,
        lists: bool = False,
        tls: bool = False,
        ping_interval: float = 25,
        ping_timeout: float = 5,
        update_on_value: bool = True,
        cloud_only: bool = False,
    ) -> None:
        """Make a Homey.

        ``generation`` 2 is a Homey of 2016 to 2019, 3 one of 2023 and later. ``scopes`` is what the API
        key may do. ``limit`` is how many requests a second it takes before it answers 429. ``lists``
        makes it answer with lists instead of dictionaries. ``update_on_value`` sends ``device.update``
        besides each ``capability`` event.
        """
        Doors.__init__(self, scopes, limit)
        VirtualHub.__init__(self, port=port)
        self.generation = generation
        self.version = version
        self.homey_id = homey_id
        make = sized_house if size else demo_house
        options: dict[str, Any] = {"size": size, "seed": seed} if size else {}
        self.house = house or make(homey_id, generation=generation, version=version, **options)
        self.other_homeys: list[dict[str, Any]] = []
        self.lists = lists
        self.tls = tls
        self.certificate: Certificate | None = None
        self.ping_interval_ms = int(ping_interval * 1000)
        self.ping_timeout_ms = int(ping_timeout * 1000)
        self.update_on_value = update_on_value
        self.cloud_only = cloud_only
        self.sessions: set[Session] = set()
        self.happenings: list[tuple[Any, ...]] = []
        self.down = False
        self.deaf = False
        self.no_socket = False
        self.refuses_handshakes = False
        self.hides_routes = False
        self.account_answer: str | None = None
        self.local_times = False
        self.ping_error: str | None = None
        self.hold: asyncio.Event | None = None
        self._faults: list[tuple[str, int, str]] = []
        self._operations = {(one.manager, one.name): one for one in in_generation(generation)}
        self.controls = controls(self)

    # Servers

    @property
    def now(self) -> datetime:
        """The time in this Homey's house."""
        return datetime.now(UTC)

    async def start_servers(self) -> None:
        """Open the one port."""
        self.certificate = self.own_certificate("localhost") if self.tls else None
        tls = self.certificate.context if self.certificate else None
        self.url = await self.serve(build(self), name="web", port=self.port, tls=tls)
        host = self.url if self.tls else self.url.split("//", 1)[1]
        if self.generation == 3:
            self.flow = {"user": "homey", "homey": {"host": host}, "homey_key": {"token": API_KEY}}
        else:
            account = {"token": self.account_token, "advanced": {"url": self.account_url}}
            self.flow = {"user": "homey", "homey": {"host": host}, "homey_account": account}

    @property
    def account_url(self) -> str:
        """Where the vendor's account service is."""
        return f"{self.url}/cloud"

    async def stop_servers(self) -> None:
        """Send the clients away."""
        await asyncio.gather(*(session.socket.close() for session in self.sessions))

    def state(self) -> Any:
        """All items, and what was done."""
        return {"items": self.house.items, "happenings": self.happenings, "clients": len(self.sessions)}

    # Who may do what

    def identity_headers(self) -> dict[str, str]:
        """What every answer says of who it comes from (section 0, point 2)."""
        headers = {"X-Homey-ID": self.homey_id, "X-Homey-Version": self.version}
        return headers | ({"X-Homey-Tier": "pro"} if self.generation == 3 else {})

    def revoke(self) -> None:
        """Forget every token, and send the sockets' namespace away."""
        self.tokens.clear()
        for session in self.sessions:
            self.spawn(session.write("41/api,"))

    # What is asked

    def collection(self, kind: str) -> Any:
        """All items of a kind, as a dictionary or a list."""
        return self.shaped(self.house.items[kind])

    def shaped(self, items: dict[str, Any]) -> Any:
        """A collection as this Homey answers it."""
        return list(items.values()) if self.lists else items

    async def operate(self, uri: str, name: str, args: dict[str, Any], token: str | None) -> Any:
        """Do what was asked over the socket."""
        manager = uri.removeprefix("homey:manager:")
        if (manager, name) == ("sessions", "getSessionMe"):
            return self.session_of(token)
        operation = self._operations.get((manager, name))
        if operation is None:
            raise ApiError(404, "not_found")
        if self.limits_socket:
            self.limit_rate()
        if (fault := self.next_fault("SOCKET", f"{manager} {name}")) is not None:
            raise ApiError(fault[0], fault[1])
        return await self.perform(operation, args, token)

    async def perform(self, operation: Operation, args: dict[str, Any], token: str | None) -> Any:
        """Do one operation for a token."""
        scopes = self.scopes_of(token)
        if not has_scope(scopes, operation.scope):
            raise ApiError(403, "missing_scopes", "Missing Scopes [missing_scopes]")
        if self.hold is not None:
            await self.hold.wait()
        return operation.handler(self, args)

    def next_fault(self, method: str, path: str) -> tuple[int, str] | None:
        """The fault that was ordered for this request, once."""
        for index, (what, status, text) in enumerate(self._faults):
            if what in f"{method} {path}":
                del self._faults[index]
                return status, text
        return None

    def fail(self, what: str, status: int, text: str = "Something went wrong", times: int = 1) -> None:
        """Let the next requests that contain ``what`` fail (``PUT /api/…``, ``SOCKET devices setCapabilityValue``)."""
        self._faults += [(what, status, text)] * times

    # What happens in the house

    def device(self, name: str) -> dict[str, Any]:
        """The device of this name or id."""
        devices = self.house.items["device"]
        return devices.get(name) or next(one for one in devices.values() if one["name"] == name)

    def value(self, device: str, capability_id: str) -> Any:
        """The value that a capability has now."""
        return self.device(device)["capabilitiesObj"][capability_id]["value"]

    def set_by_client(self, device_id: str, capability_id: str, value: Any, transaction: str | None) -> None:
        """What a client sets, where it may."""
        device = self.house.items["device"].get(device_id)
        if device is None or capability_id not in device["capabilitiesObj"]:
            raise ApiError(404, "not_found")
        described = device["capabilitiesObj"][capability_id]
        if not described["setable"]:
            raise ApiError(400, "not_setable", f"Capability {capability_id} can't be set [not_setable]")
        if not device["available"]:
            raise ApiError(500, "device_unavailable", "The device is not available [device_unavailable]")
        if not fits(described, value):
            raise ApiError(400, "invalid_value", "Invalid value [invalid_value]")
        self.happenings.append(("set", device["name"], capability_id, value))
        self.set_value(device_id, capability_id, value, transaction=transaction)
        if capability_id == "dim" and "onoff" in device["capabilitiesObj"]:
            self.set_value(device_id, "onoff", value > 0)

    def set_value(self, device: str, capability_id: str, value: Any, *, transaction: str | None = None) -> None:
        """Something in the house changed: tell who listens, by ``capability`` and by ``device.update``."""
        item = self.device(device)
        described = item["capabilitiesObj"][capability_id]
        described["lastUpdated"] = written(self.now)
        if described["getable"]:
            described["value"] = value
        event = {
            "capabilityId": capability_id,
            "value": value,
            "transactionId": transaction or secrets.token_hex(8),
            "transactionTime": int(time.time() * 1000),
        }
        self.emit(f"homey:device:{item['id']}", "capability", event)
        if self.update_on_value:
            self.emit_item("device", "update", item)

    def emit(self, uri: str, event: str, data: Any) -> None:
        """Tell every client that subscribed."""
        self.touch()
        text = json.dumps([uri, event, data])
        for session in self.sessions:
            if uri in session.subscriptions:
                self.spawn(session.tell(uri, text))

    def emit_item(self, kind: str, what: str, item: dict[str, Any]) -> None:
        """Tell that an item was created, changed or deleted."""
        self.emit(f"homey:manager:{MANAGER_OF[kind]}", f"{kind}.{what}", item)

    def create(self, kind: str, name: str, **fields: Any) -> dict[str, Any]:
        """Put a new item in the house."""
        item = self.house.add(kind, name, **fields)
        self.emit_item(kind, "create", item)
        return item

    def create_device(self, name: str, zone: str, device_class: str, *capabilities: dict[str, Any]) -> dict[str, Any]:
        """A device that was paired just now."""
        item = self.house.add_device((name, zone, device_class, list(capabilities), {}))
        self.emit_item("device", "create", item)
        return item

    def change(self, kind: str, item_id: str, **fields: Any) -> None:
        """Change fields of an item."""
        item = self.house.items[kind][item_id]
        item.update(merged(item, fields))
        self.emit_item(kind, "update", item)

    def remove(self, kind: str, item_id: str) -> None:
        """Take an item out of the house."""
        item = self.house.items[kind].pop(item_id)
        self.emit_item(kind, "delete", {"id": item["id"]})

    def notify(self, excerpt: str) -> None:
        """Put a line on the timeline."""
        self.create("notification", excerpt, excerpt=excerpt, ownerUri="homey:manager:flow", ownerName="Flow", meta={},
                    dateCreated=self.now.isoformat())  # fmt: skip

    def take_picture(self, image_id: str) -> None:
        """A camera has a new picture."""
        image = self.house.items["image"][image_id]
        image["lastUpdated"] = written(self.now)
        self.emit_item("image", "update", image)

    # What goes wrong

    async def drop_sockets(self) -> None:
        """Close every socket, without a word."""
        await asyncio.gather(*(session.socket.close() for session in list(self.sessions)))

    async def reboot(self, seconds: float) -> None:
        """Go away for a while; the apps are not ready at first, and tell so when they are."""
        await self.shut_down()
        await asyncio.sleep(seconds)
        self.start_up()

    async def shut_down(self) -> None:
        """Go away: nobody is answered any more."""
        self.down = True
        for session in list(self.sessions):
            await session.write("41/api,")
        await self.drop_sockets()
        for device in self.house.items["device"].values():
            device["ready"] = False

    def start_up(self) -> None:
        """Answer again; the apps have not started yet."""
        self.down = False
        self.touch()

    def apps_ready(self) -> None:
        """After a reboot: the apps have started."""
        for device in self.house.items["device"].values():
            device["ready"] = True
            self.emit_item("device", "update", device)
