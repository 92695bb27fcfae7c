"""What can be done to a virtual HomeSeer over its control address."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..base import ControlHandler
    from .server import VirtualHomeSeer


def controls_of(hub: VirtualHomeSeer) -> dict[str, ControlHandler]:
    """Control: what it does with the JSON body that is posted to it."""
    house = hub.house

    def set_row(body: dict[str, Any]) -> None:
        house.set(int(body["ref"]), body.get("value"), body.get("status"))

    def fault(body: dict[str, Any]) -> None:
        hub.fail(body["form"], *body.get("requests", ()), times=body.get("times", -1))

    def throttle(body: dict[str, Any]) -> None:
        hub.fail("throttled").retry_after = int(body.get("retry_after", 30))

    def mend(_: dict[str, Any]) -> None:
        hub.faults.clear()

    def revoke(body: dict[str, Any]) -> None:
        hub.password = body.get("password", f"{hub.password}-changed")
        hub.password_required = True
        hub.ascii.drop()

    def rename(body: dict[str, Any]) -> None:
        house.rows[int(body["ref"])].name = body["name"]

    def webhook(body: dict[str, Any]) -> None:
        hub.webhook_url = body.get("url")

    async def ascii_port(body: dict[str, Any]) -> None:
        if body["mode"] == "off":
            await hub.ascii.close()
            return
        hub.ascii.mode = body["mode"]
        with contextlib.suppress(OSError):
            await hub.ascii.open()

    return {
        "set": set_row,
        "fault": fault,
        "throttle": throttle,
        "mend": mend,
        "revoke": revoke,
        "rename": rename,
        "webhook": webhook,
        "ascii": ascii_port,
        "drop": lambda _: hub.ascii.drop(),
        "remove": lambda body: house.remove(int(body["ref"])),
        "press": lambda body: house.set(int(body["ref"]), body.get("value", 1000)),
    }
