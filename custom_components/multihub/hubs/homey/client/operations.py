"""What we ask of a Homey: each operation by its name, over the socket or HTTP alike (section 1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: over HTTP a method and a path, over the socket a name.

    ``scope`` is what it needs, ``None`` if nothing. ``root`` names the argument that is the whole
    body. ``repeatable`` is false for what must never be done twice when no answer came.
    """

    manager: str
    name: str
    method: str
    path: str
    scope: str | None
    root: str | None = None
    repeatable: bool = True

    def http(self, arguments: dict[str, Any]) -> tuple[str, dict[str, str], Any]:
        """The path, the query and the body of these arguments."""
        rest = dict(arguments)
        path = self.path
        for part in self.path.split("/"):
            if part.startswith(":"):
                path = path.replace(part, quote(str(rest.pop(part[1:])), safe=""), 1)
        whole = f"/api/manager/{self.manager}{path}"
        if self.root:
            return whole, {}, rest.get(self.root)
        if self.method == "GET":
            return whole, {key: str(value) for key, value in rest.items()}, None
        return whole, {}, rest or None


def _table(*rows: str) -> dict[str, Operation]:
    result = {}
    for row in rows:
        manager, name, method, path, scope, *marks = row.split()
        root = next((mark.removeprefix("body=") for mark in marks if mark.startswith("body=")), None)
        result[f"{manager}.{name}"] = Operation(
            manager, name, method, path, None if scope == "-" else f"homey.{scope}", root, "once" not in marks
        )
    return result


OPERATIONS = _table(
    "apps getApps GET /app app.readonly",
    "devices getDevices GET /device device.readonly",
    "devices getDevice GET /device/:id device.readonly",
    "devices setCapabilityValue PUT /device/:deviceId/capability/:capabilityId device.control once",
    "drivers getDrivers GET /driver device.readonly",
    "energy fetchDynamicElectricityPrices GET /price/electricity/dynamic energy.readonly",
    "energy getLiveReport GET /live energy.readonly",
    "energy getReportDay GET /report/day energy.readonly",
    "flow getAdvancedFlows GET /advancedflow flow.readonly",
    "flow getFlows GET /flow flow.readonly",
    "flow runFlowCardAction POST /flowcardaction/:uri/:id/run flow once",
    "flow testFlow POST /flow/test flow once",
    "flow triggerAdvancedFlow POST /advancedflow/:id/trigger flow.start once body=state",
    "flow triggerFlow POST /flow/:id/trigger flow.start once body=state",
    "flow updateAdvancedFlow PUT /advancedflow/:id flow body=advancedflow",
    "flow updateFlow PUT /flow/:id flow body=flow",
    "geolocation getOptionLocation GET /option/location geolocation.readonly",
    "insights getLogEntries GET /log/:uri/:id/entry insights.readonly",
    "insights getLogs GET /log insights.readonly",
    "logic getVariables GET /variable logic.readonly",
    "logic updateVariable PUT /variable/:id logic body=variable",
    "moods getMoods GET /mood mood.readonly",
    "moods setMood POST /mood/:id/set mood.set once",
    "notifications getNotifications GET /notification notifications.readonly",
    "sessions getSessionMe GET /session/me -",
    "speech-output say POST /say speech once",
    "system getInfo GET / system.readonly",
    "system getMemoryInfo GET /memory system.readonly",
    "system getStorageInfo GET /storage system.readonly",
    "system getSystemName GET /name system.readonly",
    "system reboot POST /reboot system once",
    "updates getUpdates GET /update updates.readonly",
    "updates installUpdate POST /update updates once",
    "users getUsers GET /user user.readonly",
    "weather getWeather GET /weather geolocation.readonly",
    "zones getZones GET /zone zone.readonly",
)


def granted(scopes: tuple[str, ...], wanted: str | None) -> bool:
    """Whether what is wanted is granted: some granted scope is a prefix of it (section 1.1)."""
    return wanted is None or any(wanted.startswith(scope) for scope in scopes)
