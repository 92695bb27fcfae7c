"""How kinds of devices look in HS3 and in HS4, and the trees of rows that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from .house import BUTTON, CHILD, COLOR_PICKER, DROPDOWN, LIST, ROOT, SLIDER, STANDALONE, Control, House, Row, Text

type Generation = Literal["hs3", "hs4"]
type Codes = tuple[int, int, int]

KINDS: dict[str, tuple[Codes, Codes, str]] = {
    "switch": ((4, 0, 37), (513, 0, 2), "Z-Wave Switch Binary"),
    "dimmer": ((4, 0, 38), (513, 0, 2), "Z-Wave Switch Multilevel"),
    "color": ((4, 0, 51), (513, 0, 0), "Z-Wave Color Control"),
    "scene": ((4, 0, 91), (513, 0, 1), "Z-Wave Central Scene"),
    "lock": ((4, 0, 98), (513, 0, 0), "Z-Wave Door Lock"),
    "lock_log": ((4, 0, 76), (513, 0, 0), "Z-Wave Door Lock Logging"),
    "battery": ((4, 0, 128), (513, 0, 0), "Z-Wave Battery"),
    "garage": ((4, 0, 102), (513, 0, 0), "Z-Wave Barrier Operator"),
    "binary": ((4, 0, 48), (513, 0, 3), "Z-Wave Sensor Binary"),
    "notification": ((4, 0, 113), (513, 0, 3), "Z-Wave Notification"),
    "sensor": ((4, 0, 49), (513, 0, 0), "Z-Wave Sensor Multilevel"),
    "watts": ((4, 0, 50), (513, 256, 1), "Z-Wave Watts"),
    "meter": ((4, 0, 50), (513, 256, 4), "Z-Wave Electric Meter"),
    "temperature": ((16, 2, 1), (513, 16, 0), "Z-Wave Temperature"),
    "humidity": ((16, 2, 5), (513, 16, 5), "Z-Wave Relative Humidity"),
    "operating_state": ((16, 1, 0), (513, 16, 6), "Z-Wave Operating State"),
    "mode": ((16, 3, 0), (513, 17, 3), "Z-Wave Mode"),
    "heat_setpoint": ((16, 6, 1), (513, 17, 1), "Z-Wave Heating  Setpoint"),
    "cool_setpoint": ((16, 6, 2), (513, 17, 2), "Z-Wave Cooling  Setpoint"),
    "fan_mode": ((16, 4, 0), (513, 17, 4), "Z-Wave Fan Mode"),
    "fan_state": ((16, 5, 0), (513, 16, 7), "Z-Wave Fan State"),
    "hold": ((16, 8, 0), (513, 17, 15), "Z-Wave Hold"),
    "insteon": ((4, 0, 0), (513, 0, 0), "Insteon Device"),
    "media": ((32, 3, 0), (513, 32, 3), "Media Player"),
    "volume": ((32, 4, 0), (513, 32, 4), "Media Volume"),
    "virtual": ((0, 0, 0), (513, 0, 0), ""),
    "timer": ((0, 0, 0), (513, 0, 0), "Timer"),
}
"""Kind: API, type and subtype in HS3, the same in HS4, and the plug-in's own words."""

DEVICE_TYPES = {"": 0, "door": 1, "fan": 2, "light": 3, "lock": 4, "outlet": 5, "remote": 6, "switch": 7}
DEVICE_TYPES |= {"thermostat": 8, "window": 9, "media": 10}
"""What HS4 calls a whole device (protocol page, section 1.5, API 512)."""


@dataclass(slots=True)
class Part:
    """One feature of a device to be."""

    name: str
    kind: str
    value: float = 0
    controls: list[Control] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    image: str = ""
    hidden: bool = False
    misc: int = 0
    own_status: str | None = None


class Builder:
    """Puts devices into a house, in the manner of one generation."""

    def __init__(self, house: House, generation: Generation) -> None:
        """Build into ``house``."""
        self.house = house
        self.generation = generation

    def device(
        self, name: str, room: str, floor: str, parts: list[Part], *, kind: str = "", interface: str = "Z-Wave"
    ) -> dict[str, Row]:
        """Add a device; gives its rows by the parts' names, the root as an empty name."""
        modern = self.generation == "hs4"
        if not modern and len(parts) == 1 and not interface:
            row = self._row(parts[0], name, room, floor, interface)
            row.relationship = STANDALONE
            return {parts[0].name: row}
        root = self.house.add(
            Row(
                self.house.next_ref(),
                name,
                room,
                floor,
                codes=(512, DEVICE_TYPES[kind], 0)
                if modern
                else ((16, 99, 0) if kind == "thermostat" else (4, 999, 0)),
                type_text=f"{interface} Device" if interface else "",
                interface=interface,
                relationship=ROOT,
                own_status="" if modern else "No Status",
            )
        )
        rows = {"": root}
        for part in parts:
            row = self._row(part, f"{name} - {part.name}" if modern else part.name, room, floor, interface)
            row.relationship = CHILD
            row.associated = [root.ref]
            root.associated.append(row.ref)
            rows[part.name] = row
        return rows

    def _row(self, part: Part, name: str, room: str, floor: str, interface: str) -> Row:
        old, new, words = KINDS[part.kind]
        codes = new if self.generation == "hs4" else old
        if codes[0] == 4 and interface not in ("Z-Wave", "ZWavePlus"):
            codes = (4, 0, 0)
            words = f"{interface} {part.kind}" if part.kind != "insteon" else words
        return self.house.add(
            Row(
                self.house.next_ref(),
                name,
                room,
                floor,
                part.value,
                codes,
                words if interface or part.kind == "timer" else "",
                interface,
                controls=part.controls,
                texts=part.texts,
                image=part.image,
                hidden=part.hidden,
                misc=part.misc,
                own_status=part.own_status,
            )
        )


def on_off(on: float = 255, off: float = 0) -> list[Control]:
    """The two controls of a switch."""
    return [Control("On", on, 1), Control("Off", off, 2)]


def dimming(*, use: int = 3, low: float = 1, high: float = 98, on: float = 99) -> list[Control]:
    """The controls of a Z-Wave dimmer, the last level among them."""
    return [
        Control("Off", 0, 2),
        Control("On", on, 1),
        Control("On Last Level", 255, 4),
        Control("Dim (value)%", low, use, SLIDER, (low, high), "Dim ", "%"),
    ]


def battery(level: float = 80) -> Part:
    """A battery feature; 255 is Z-Wave's warning."""
    return Part(
        "Battery",
        "battery",
        level,
        texts=[Text(0, "{}%", 100), Text(255, "Battery Low Warning")],
        image="/images/HomeSeer/status/battery_75.png",
    )


def setpoint(name: str, kind: str, use: int, value: float, *, limits: tuple[float, float], unit: str) -> Part:
    """A set-point with its range."""
    low, high = limits
    control = Control(f"(value) {unit}", low, use, DROPDOWN, (low, high), "", f" {unit}", 1)
    return Part(name, kind, value, [control], [Text(-100, f"{{}} {unit}", 200, 1)])


def thermostat(builder: Builder, name: str, room: str, floor: str) -> dict[str, Row]:
    """A whole Z-Wave thermostat; its operating state follows mode and set-points."""
    fahrenheit = builder.house.fahrenheit
    unit = "F" if fahrenheit else "C"
    warm: Callable[[float], float] = (lambda c: round(c * 1.8 + 32)) if fahrenheit else (lambda c: c)
    modes = [("Off", 0, 14), ("Heat", 1, 15), ("Cool", 2, 16), ("Auto", 3, 17)]
    parts = [
        Part("Temperature", "temperature", warm(20.5), texts=[Text(-100, f"{{}} {unit}", 200, 1)]),
        Part("Relative Humidity", "humidity", 47, texts=[Text(0, "{}%", 100)]),
        Part(
            "Mode",
            "mode",
            1,
            [Control(label, value, use) for label, value, use in modes] + [Control("Energy Save Heat", 11)],
        ),
        setpoint("Heating  Setpoint 1", "heat_setpoint", 12, warm(21), limits=(warm(5), warm(30)), unit=unit),
        setpoint("Cooling  Setpoint 1", "cool_setpoint", 13, warm(26), limits=(warm(15), warm(35)), unit=unit),
        Part("Fan Mode", "fan_mode", 0, [Control("Auto", 0, 20), Control("On", 1, 21)]),
        Part("Fan State", "fan_state", 0, texts=[Text(0, "Idle"), Text(1, "Running")]),
        Part(
            "Operating State",
            "operating_state",
            1,
            texts=[Text(0, "Idle"), Text(1, "Heating"), Text(2, "Cooling"), Text(3, "Fan Only")],
        ),
        Part("Hold", "hold", 0, [Control("Hold Off", 0, type=LIST), Control("Hold On", 1, type=LIST)]),
    ]
    rows = builder.device(name, room, floor, parts, kind="thermostat")
    house = builder.house

    def follow(_: float) -> None:
        mode, temperature = rows["Mode"].value, rows["Temperature"].value
        heats = mode in (1, 3, 11) and temperature < rows["Heating  Setpoint 1"].value
        cools = mode in (2, 3) and temperature > rows["Cooling  Setpoint 1"].value
        state = 1 if heats else 2 if cools else 0
        if rows["Operating State"].value != state:
            house.set(rows["Operating State"].ref, state)

    for part in ("Mode", "Heating  Setpoint 1", "Cooling  Setpoint 1"):
        house.reactions[rows[part].ref] = follow
    return rows


def garage_door(builder: Builder, name: str, room: str, floor: str) -> dict[str, Row]:
    """A Z-Wave barrier: it opens by DoorUnLock and closes by DoorLock, as real ones do."""
    texts = [Text(0, "Closed"), Text(252, "Closing"), Text(253, "Stopped"), Text(254, "Opening"), Text(255, "Open")]
    controls = [Control("Open", 255, 19), Control("Close", 0, 18)]
    part = Part("Barrier Operator", "garage", 0, controls, texts, image="/images/HomeSeer/status/Garage-Closed.png")
    return builder.device(name, room, floor, [part], kind="door")


def door_lock(builder: Builder, name: str, room: str, floor: str) -> dict[str, Row]:
    """A Z-Wave lock with its battery and its log; the log is text alone."""
    texts = [Text(0, "Unlocked"), Text(1, "Unlocked with timeout"), Text(254, "Unknown"), Text(255, "Locked")]
    parts = [
        Part("Lock", "lock", 255, [Control("Unlock", 0, 19), Control("Lock", 255, 18)], texts),
        Part("Lock Log", "lock_log", 0, own_status="Locked from keypad by Bill"),
        battery(62),
    ]
    return builder.device(name, room, floor, parts, kind="lock")


def ceiling_fan(builder: Builder, name: str, room: str, floor: str) -> dict[str, Row]:
    """A fan that knows three speeds and refuses every other one."""
    controls = [
        Control("Off", 0, 2),
        Control("Low", 33, 23),
        Control("Medium", 66, 23),
        Control("High", 99, 23),
        Control("On Last Level", 255, 4),
    ]
    part = Part("Switch Multilevel", "dimmer", 0, controls)
    scene = Part(
        "Central Scene", "scene", 0, texts=[Text(0, "Reset")], image="/images/HomeSeer/status/Scene-Pressed-1.png"
    )
    return builder.device(name, room, floor, [part, scene], kind="fan")


def color_bulb(builder: Builder, name: str, room: str, floor: str) -> dict[str, Row]:
    """A bulb of any colour: the colour is text, the brightness a feature of its own."""
    parts = [
        Part("Dimmer", "dimmer", 50, dimming()),
        Part("Color", "color", 0, [Control("Color", 0, 22, COLOR_PICKER)], own_status="ff8800"),
    ]
    return builder.device(name, room, floor, parts, kind="light")


def blind(builder: Builder, name: str, room: str, floor: str) -> dict[str, Row]:
    """A blind with a position and a stop."""
    controls = [
        Control("Closed", 0, 2),
        Control("Open", 99, 1),
        Control("Position (value)%", 1, 3, SLIDER, (1, 98), "", "%"),
        Control("Stop", 254, 7, BUTTON),
    ]
    return builder.device(name, room, floor, [Part("Window Covering", "dimmer", 99, controls)], kind="window")
