"""What can be done to the virtual Homey from outside, over its control address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .descriptors import capability

if TYPE_CHECKING:
    from .hub import VirtualHomey

type Control = Callable[[dict[str, Any]], Any]


def controls(hub: VirtualHomey) -> dict[str, Control]:
    """Each control by its name; it takes the request's body."""

    def add(body: dict[str, Any]) -> Any:
        capabilities = [capability(one) for one in body.get("capabilities", ["onoff"])]
        return hub.create_device(body["name"], body.get("zone", "Hall"), body.get("class", "light"), *capabilities)

    def throttle(body: dict[str, Any]) -> None:
        hub.limit = body.get("limit")

    return {
        "set": lambda body: hub.set_value(body["device"], body["capability"], body["value"]),
        "drop": lambda _: hub.drop_sockets(),
        "throttle": throttle,
        "revoke": lambda _: hub.revoke(),
        "reboot": lambda body: hub.spawn(hub.reboot(float(body.get("seconds", 1)))) and None,
        "add": add,
        "remove": lambda body: hub.remove("device", hub.device(body["device"])["id"]),
        "change": lambda body: hub.change("device", hub.device(body["device"])["id"], **body["fields"]),
        "fail": lambda body: hub.fail(body.get("path", ""), body.get("status", 500), body.get("text", "")),
        "notify": lambda body: hub.notify(body.get("excerpt", "Hello")),
    }
