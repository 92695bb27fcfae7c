"""A Homey's device as the wire has it, read once and tolerantly: whatever is malformed is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Any, Final, TypeGuard

from ...characters import whole_characters

BOOLEAN: Final = "boolean"
NUMBER: Final = "number"
ENUM: Final = "enum"
STRING: Final = "string"

LONGEST_STATE: Final = 255
"""Home Assistant's longest state."""

LARGEST: Final = 1e15
"""Beyond this nothing is measured: it is an app's mistake (this bars infinities, too)."""

UPDATED: Final = "#updated"
"""After a capability's id, among the values: when the value came, as the wire says it."""

PICTURES: Final = ("<svg", "<?xml", "data:", "iVBORw0KGgo", "/9j/")
"""How texts begin that are pictures, which are nobody's state."""

type Values = Mapping[str, Any]
"""The live values of a device, by capability id."""


@dataclass(frozen=True, slots=True)
class Capability:
    """How a Homey describes one capability of one device (protocol page, section 3.1)."""

    id: str
    kind: str
    title: str | None
    unit: str | None
    min: float | None
    max: float | None
    step: float | None
    decimals: int | None
    getable: bool
    setable: bool
    options: tuple[str, ...]
    is_maintenance: bool
    sets_on_dim: bool
    takes_duration: bool

    @property
    def base(self) -> str:
        """The id without its part: ``onoff.output1`` is an ``onoff``."""
        return self.id.partition(".")[0]

    @property
    def part(self) -> str:
        """What distinguishes it from the other ones of its base, often nothing."""
        return self.id.partition(".")[2]

    @property
    def access(self) -> str:
        """``r``, ``rw`` or ``w``."""
        return f"{'r' if self.getable else ''}{'w' if self.setable else ''}"

    @property
    def is_fraction(self) -> bool:
        """Whether 0 to 1 stands for 0 to 100 %: by the greatest value, not by the unit."""
        return self.kind == NUMBER and self.max is not None and self.max <= 1 and self.unit in ("%", None)

    def written(self, value: float) -> float:
        """A number as this capability takes it: within its limits, rounded to its decimals."""
        if self.min is not None:
            value = max(value, self.min)
        if self.max is not None:
            value = min(value, self.max)
        value = round(value, 4 if self.decimals is None else self.decimals)
        return int(value) if value == int(value) else value


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a device has: its id, kind (``camera``, ``media``), title, and path on the Homey."""

    id: str
    kind: str
    title: str | None
    url: str


@dataclass(frozen=True, slots=True)
class WireDevice:
    """A device without its values. ``device_class`` is what a person said it is, else what it says."""

    id: str
    name: str
    zone: str | None
    device_class: str
    driver: str | None
    owner: str | None
    available: bool
    capabilities: Mapping[str, Capability]
    pictures: tuple[Picture, ...]
    warm_is_low: bool = False
    """Whether this Homey's lights have their warmth the other way round: a person said so."""

    def capability(self, capability_id: str, *kinds: str, setable: bool = False) -> Capability | None:
        """The capability of this id, if it is of one of the kinds (and can be set)."""
        found = self.capabilities.get(capability_id)
        if found is None or (kinds and found.kind not in kinds) or (setable and not found.setable):
            return None
        return found


def number(value: Any) -> float | None:
    """A number of this world; ``None`` for anything else, a text such as ``auto`` too."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST <= value <= LARGEST:
        return None
    return value


def boolean(value: Any) -> bool | None:
    """True or false; 0 and 1 are taken for them."""
    return bool(value) if isinstance(value, bool) or value in (0, 1) else None


def text(value: Any) -> str | None:
    """A text that can be a state: short, and no picture."""
    if not isinstance(value, str) or value.lstrip().startswith(PICTURES):
        return None
    value = whole_characters(value)
    return value if len(value) <= LONGEST_STATE else f"{value[: LONGEST_STATE - 1]}…"


def words(value: Any) -> str | None:
    """A name that somebody gave; ``None`` for an empty one."""
    return whole_characters(value.strip()[:LONGEST_STATE]) or None if isinstance(value, str) else None


def option(value: Any, options: tuple[str, ...]) -> str | None:
    """One of the options; ``None`` for anything else."""
    return value if isinstance(value, str) and value in options else None


def moment(value: Any, zone: tzinfo = UTC) -> datetime | None:
    """A time in UTC, of ISO text (in ``zone``, if it names none) or of milliseconds; ``None`` for what is none."""
    try:
        if isinstance(value, str):
            # not Home Assistant's own parser: that one ends the process on half a character
            told = datetime.fromisoformat(value)
            return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC)
        milliseconds = number(value)
        return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def listed(answer: Any) -> list[dict[str, Any]]:
    """The objects of a collection, be it answered as a dictionary or as a list (section 0, point 1)."""
    values = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ()
    return [one for one in values if isinstance(one, dict)]


def items(answer: Any) -> dict[str, dict[str, Any]]:
    """A collection by id; what has none is left out."""
    return {one["id"]: one for one in listed(answer) if _is_id(one.get("id"))}


def _is_id(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and value != "" and whole_characters(value) == value


def read_device(raw: Mapping[str, Any], *, warm_is_low: bool = False, may_set: bool = True) -> WireDevice | None:
    """Read a device; ``None`` for what has no id. Where nothing ``may_set``, it is a device to read alone."""
    device_id = raw.get("id")
    if not _is_id(device_id):
        return None
    described = raw.get("capabilitiesObj")
    capabilities = {
        capability.id: capability
        for key, one in (described.items() if isinstance(described, dict) else ())
        if (capability := _read_capability(key, one)) and (may_set or capability.getable)
    }
    if not may_set:
        capabilities = {key: replace(one, setable=False) for key, one in capabilities.items()}
    return WireDevice(
        id=device_id,
        name=words(raw.get("name")) or "Homey",
        zone=words(raw.get("zone")),
        device_class=words(raw.get("virtualClass")) or words(raw.get("class")) or "other",
        driver=_driver(raw),
        owner=words(raw.get("ownerUri")) or words(raw.get("driverUri")),
        available=said(raw.get("available")) is not False and said(raw.get("ready")) is not False,
        capabilities=capabilities,
        pictures=tuple(_pictures(raw.get("images"))),
        warm_is_low=warm_is_low,
    )


def read_values(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a device by capability id, with the times of each."""
    values: dict[str, Any] = {}
    described = raw.get("capabilitiesObj")
    for key, one in described.items() if isinstance(described, dict) else ():
        if isinstance(one, dict):
            values[key] = one.get("value")
            values[key + UPDATED] = one.get("lastUpdated")
    for image in _image_objects(raw.get("images")):
        values[f"image:{image['id']}"] = image.get("lastUpdated")
    return values


def with_values(raw: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """A device as the wire describes it, with these values in place of those that it had then."""
    described = raw.get("capabilitiesObj")
    if not isinstance(described, dict):
        return dict(raw)
    capabilities = {
        key: {**one, "value": values.get(key)} if isinstance(one, dict) else one for key, one in described.items()
    }
    return {**raw, "capabilitiesObj": capabilities}


def _read_capability(key: Any, raw: Any) -> Capability | None:
    if not _is_id(key) or not isinstance(raw, dict):
        return None
    options = raw.get("options")
    options = options if isinstance(options, dict) else {}
    decimals = raw.get("decimals")
    choices = (one.get("id") for one in listed(raw.get("values")))
    return Capability(
        id=key,
        kind=kind_of(raw),
        title=words(raw.get("title")),
        unit=words(raw.get("units")),
        min=number(raw.get("min")),
        max=number(raw.get("max")),
        step=_step(raw.get("step")),
        decimals=decimals if isinstance(decimals, int) and 0 <= decimals <= 10 else None,
        getable=said(raw.get("getable")) is not False,
        setable=said(raw.get("setable")) is True,
        options=tuple(
            dict.fromkeys(whole_characters(choice) for choice in choices if isinstance(choice, str) and choice)
        ),
        is_maintenance=bool(raw.get("maintenanceAction") or options.get("maintenanceAction")),
        sets_on_dim=said(options.get("setOnDim")) is not False,
        takes_duration=_takes_duration(options),
    )


def _step(value: Any) -> float | None:
    """How far apart two values are; a device that tells no way forward tells nothing."""
    step = number(value)
    return step if step is not None and step > 0 else None


def _takes_duration(options: dict[str, Any]) -> bool:
    nested = options.get("opts")
    return said(options.get("duration")) is True or (isinstance(nested, dict) and said(nested.get("duration")) is True)


def said(value: Any) -> bool | None:
    """Yes or no, else ``None``; 1 and 0 are taken for them, since they are equal to them: nothing would tell that they changed."""
    return bool(value) if value in (True, False) else None


def kind_of(raw: Mapping[str, Any]) -> str:
    """The kind of a capability; of one that does not say a known one, its value's."""
    kind, value = raw.get("type"), raw.get("value")
    if kind in (BOOLEAN, NUMBER, ENUM, STRING):
        return str(kind)
    if isinstance(value, bool):
        return BOOLEAN
    return NUMBER if number(value) is not None else STRING


def _driver(raw: Mapping[str, Any]) -> str | None:
    """The driver's whole id; a Homey of 2016 to 2019 has it in two parts (section 3.1)."""
    driver, uri = words(raw.get("driverId")), words(raw.get("driverUri"))
    if driver and uri and not driver.startswith("homey:"):
        return f"{uri}:{driver}"
    return driver


def _image_objects(images: Any) -> Iterator[dict[str, Any]]:
    for one in images if isinstance(images, list) else ():
        image = one.get("imageObj") if isinstance(one, dict) else None
        if isinstance(image, dict) and _is_id(image.get("id")) and isinstance(image.get("url"), str):
            yield image


def _pictures(images: Any) -> Iterator[Picture]:
    for one in images if isinstance(images, list) else ():
        for image in _image_objects([one]):
            yield Picture(image["id"], words(one.get("type")) or "camera", words(one.get("title")), image["url"])
