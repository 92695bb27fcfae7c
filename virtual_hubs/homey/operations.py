"""What a Homey can be asked, by HTTP or over the socket alike: one table, from the protocol page's section 1.4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import energy, insights

if TYPE_CHECKING:
    from .hub import VirtualHomey

type Arguments = dict[str, Any]
type Handler = Callable[[VirtualHomey, Arguments], Any]


class ApiError(Exception):
    """An answer that is not a success."""

    def __init__(self, status: int, error: str, description: str | None = None) -> None:
        """``error`` is the machine's word, the description is in the household's language."""
        super().__init__(error)
        self.status = status
        self.body = {"code": status, "error": error, "error_description": description or f"{error} [{error}]"}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its name over the socket, its method and path over HTTP, the scope it needs."""

    manager: str
    name: str
    method: str
    path: str
    scope: str | None
    handler: Handler
    root: str | None = None
    """The argument that is the whole body, where there is one."""
    generations: tuple[int, ...] = (2, 3)


NOT_FOUND = "not_found"


def _collection(kind: str) -> Handler:
    return lambda hub, _: hub.collection(kind)


def _item(kind: str) -> Handler:
    def get(hub: VirtualHomey, args: Arguments) -> Any:
        try:
            return hub.house.items[kind][args["id"]]
        except KeyError:
            raise ApiError(404, NOT_FOUND) from None

    return get


def _update(kind: str, root: str) -> Handler:
    def update(hub: VirtualHomey, args: Arguments) -> Any:
        item = _item(kind)(hub, args)
        item.update(args.get(root) or {})
        hub.emit_item(kind, "update", item)
        return item

    return update


def _value(name: str) -> Handler:
    return lambda hub, _: hub.house.values[name]


def _happens(kind: str, what: str) -> Handler:
    """Something that an item is told to do: it is written down, nothing else."""

    def run(hub: VirtualHomey, args: Arguments) -> None:
        item = _item(kind)(hub, args)
        if item.get("enabled") is False:
            raise ApiError(400, "flow_disabled", "This flow is paused")
        hub.happenings.append((what, args["id"], *([args["state"]] if args.get("state") else [])))
        hub.touch()

    return run


TESTED = {"trigger", "conditions", "actions"}
"""What a flow must have to be tried out, and nothing else is looked at (the official client's schema)."""


def _test_flow(hub: VirtualHomey, args: Arguments) -> None:
    if not {"flow", "tokens", "sessionId"} <= args.keys() or not args["flow"].keys() >= TESTED:
        raise ApiError(400, "invalid_flow", "Invalid flow [invalid_flow]")
    hub.happenings.append(("test_flow", args["flow"], args["tokens"]))
    hub.touch()


def _set_capability(hub: VirtualHomey, args: Arguments) -> None:
    hub.set_by_client(args["deviceId"], args["capabilityId"], args.get("value"), args.get("transactionId"))


def _run_card(hub: VirtualHomey, args: Arguments) -> Any:
    hub.happenings.append(("card", f"{args['uri']}/{args['id']}", args.get("args"), args.get("tokens")))
    hub.touch()
    return None


def _say(hub: VirtualHomey, args: Arguments) -> None:
    hub.happenings.append(("say", args.get("text")))
    hub.touch()


def _presence(field: str) -> Handler:
    def put(hub: VirtualHomey, args: Arguments) -> None:
        user = _item("user")(hub, args)
        user[field] = args.get("value")
        hub.emit_item("user", "update", user)

    return put


def _noted(what: str) -> Handler:
    def note(hub: VirtualHomey, _: Arguments) -> None:
        hub.happenings.append((what, None))
        hub.touch()

    return note


def _op(row: str, handler: Handler, *, root: str | None = None, generations: tuple[int, ...] = (2, 3)) -> Operation:
    manager, name, method, path, scope = row.split()
    return Operation(
        manager, name, method, path, None if scope == "-" else f"homey.{scope}", handler, root, generations
    )


OPERATIONS: tuple[Operation, ...] = (
    _op("devices getDevices GET /device device.readonly", _collection("device")),
    _op("devices getDevice GET /device/:id device.readonly", _item("device")),
    _op("devices updateDevice PUT /device/:id device", _update("device", "device"), root="device"),
    _op("devices setCapabilityValue PUT /device/:deviceId/capability/:capabilityId device.control", _set_capability),
    _op("drivers getDrivers GET /driver device.readonly", _collection("driver")),
    _op("zones getZones GET /zone zone.readonly", _collection("zone")),
    _op("flow getFlows GET /flow flow.readonly", _collection("flow")),
    _op("flow updateFlow PUT /flow/:id flow", _update("flow", "flow"), root="flow"),
    _op("flow triggerFlow POST /flow/:id/trigger flow.start", _happens("flow", "flow"), root="state"),
    _op("flow testFlow POST /flow/test flow", _test_flow),
    _op("flow getAdvancedFlows GET /advancedflow flow.readonly", _collection("advancedflow")),
    _op(
        "flow updateAdvancedFlow PUT /advancedflow/:id flow",
        _update("advancedflow", "advancedflow"),
        root="advancedflow",
    ),
    _op(
        "flow triggerAdvancedFlow POST /advancedflow/:id/trigger flow.start",
        _happens("advancedflow", "advancedflow"),
        root="state",
    ),
    _op("flow runFlowCardAction POST /flowcardaction/:uri/:id/run flow", _run_card),
    _op("moods getMoods GET /mood mood.readonly", _collection("mood")),
    _op("moods setMood POST /mood/:id/set mood.set", _happens("mood", "mood")),
    _op("logic getVariables GET /variable logic.readonly", _collection("variable")),
    _op("logic updateVariable PUT /variable/:id logic", _update("variable", "variable"), root="variable"),
    _op("users getUsers GET /user user.readonly", _collection("user")),
    _op("presence setPresent PUT /:id/present presence", _presence("present")),
    _op("presence setAsleep PUT /:id/asleep presence", _presence("asleep")),
    _op("notifications getNotifications GET /notification notifications.readonly", _collection("notification")),
    _op("apps getApps GET /app app.readonly", _collection("app")),
    _op("images getImages GET /image device.readonly", _collection("image")),
    _op("energy getLiveReport GET /live energy.readonly", _value("live"), generations=(3,)),
    _op("energy getLiveReport GET /live insights.readonly", _value("live"), generations=(2,)),
    _op("energy getReportDay GET /report/day energy.readonly", energy.report_day, generations=(3,)),
    _op(
        "energy fetchDynamicElectricityPrices GET /price/electricity/dynamic energy.readonly",
        energy.prices,
        generations=(3,),
    ),
    _op("energy getCurrency GET /currency energy.readonly", _value("currency"), generations=(3,)),
    _op("weather getWeather GET /weather geolocation.readonly", _value("weather")),
    _op("geolocation getOptionLocation GET /option/location geolocation.readonly", _value("location")),
    _op("speech-output say POST /say speech", _say, generations=(2,)),
    _op("system getInfo GET / system.readonly", _value("info")),
    _op("system getSystemName GET /name system.readonly", _value("name")),
    _op("system getMemoryInfo GET /memory system.readonly", _value("memory")),
    _op("system getStorageInfo GET /storage system.readonly", _value("storage")),
    _op("system reboot POST /reboot system", _noted("reboot")),
    _op("updates getUpdates GET /update updates.readonly", _value("updates")),
    _op("updates installUpdate POST /update updates", _noted("install_update")),
    _op("insights getLogs GET /log insights.readonly", insights.logs),
    _op("insights getLogEntries GET /log/:uri/:id/entry insights.readonly", insights.entries),
)


def in_generation(generation: int) -> tuple[Operation, ...]:
    """The operations that this generation has."""
    return tuple(operation for operation in OPERATIONS if generation in operation.generations)


def has_scope(granted: tuple[str, ...], wanted: str | None) -> bool:
    """Whether a scope is granted: some granted one is a prefix of it (protocol page, section 1.1)."""
    return wanted is None or any(wanted.startswith(one) for one in granted)
