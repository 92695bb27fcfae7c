"""The houses: one to believe in, and one of any size."""

from __future__ import annotations

import random

from .house import BUTTON, LIST, NUMBER_BOX, SLIDER, TEXT_BOX, Control, Event, House, Text
from .trees import (
    Builder,
    Generation,
    Part,
    battery,
    blind,
    ceiling_fan,
    color_bulb,
    dimming,
    door_lock,
    garage_door,
    on_off,
    thermostat,
)

ROOMS = ("Kitchen", "Living room", "Bedroom", "Office", "Bath", "Hall", "Cellar", "Attic")
FLOORS = ("Ground floor", "First floor")


def demo_house(generation: Generation, *, fahrenheit: bool = False) -> House:
    """A house of Z-Wave, Insteon and plug-in devices, with everything that HomeSeer is asked for."""
    house = House()
    house.fahrenheit = fahrenheit
    builder = Builder(house, generation)
    thermostat(builder, "Thermostat", "Living room", "Ground floor")
    garage_door(builder, "Garage door", "Garage", "Ground floor")
    door_lock(builder, "Front door", "Hall", "Ground floor")
    ceiling_fan(builder, "Ceiling fan", "Bedroom", "First floor")
    color_bulb(builder, "Reading lamp", "Bedroom", "First floor")
    blind(builder, "Blind", "Office", "First floor")
    _lights_and_switches(builder)
    _sensors(builder, fahrenheit=fahrenheit)
    _plugins(builder)
    _virtual(builder)
    house.events = [
        Event(1, "Lighting", "Outside Lights Off"),
        Event(2, "Lighting", "Kitchen Lights On"),
        Event(3, "Climate", "Set Thermostat"),
    ]
    house.counters = {"Door bell rings": 12, "Dish washer runs": 203}
    house.cameras = {1: "Driveway"} if generation == "hs4" else {}
    return house


def _lights_and_switches(builder: Builder) -> None:
    scene_texts = [Text(0, "Reset"), Text(1000, "Scene 1, 1x", 1999), Text(2000, "Scene 2, 1x", 2999)]
    scene = Part("Central Scene", "scene", 0, texts=scene_texts, image="/images/HomeSeer/status/Scene-Pressed-1.png")
    watts = Part("Watts", "watts", 11.5, texts=[Text(0, "{} Watts", 4000, 1)])
    energy = Part("kW Hours", "meter", 183.25, texts=[Text(0, "{} kW Hours", 100000, 2)])
    builder.device("Light", "Kitchen", "Ground floor", [Part("Dimmer", "dimmer", 0, dimming()), scene], kind="light")
    builder.device("Outlet", "Kitchen", "Ground floor", [Part("Switch", "switch", 255, on_off()), watts, energy])
    builder.device("Hall light", "Hall", "Ground floor", [Part("Switch", "switch", 0, on_off())], kind="light")
    keypad = [
        Part("Button A", "insteon", 100, on_off(100, 0), misc=0x3140),
        Part("Button B", "insteon", 0, on_off(100, 0), misc=0x3140),
    ]
    builder.device("Keypad", "Hall", "Ground floor", keypad, interface="Insteon")


def _sensors(builder: Builder, *, fahrenheit: bool) -> None:
    unit, degrees = ("F", 66.5) if fahrenheit else ("C", 19.2)
    multi = [
        Part("Temperature", "sensor", degrees, texts=[Text(-100, f"{{}} {unit}", 200, 1)]),
        Part("Luminance", "sensor", 120, texts=[Text(0, "{} Lux", 1000)]),
        Part("Motion", "binary", 0, texts=[Text(0, "No Motion"), Text(255, "Motion")]),
        Part("Tamper", "notification", 0, texts=[Text(0, "Clear"), Text(255, "Tamper Detected")]),
        battery(255),
    ]
    builder.device("Multisensor", "Bath", "First floor", multi)
    window = Part("Home Security", "notification", 23, texts=[Text(22, "Window Open"), Text(23, "Window Closed")])
    builder.device("Window", "Office", "First floor", [window, battery(90)])
    leak = Part("Water", "notification", 0, texts=[Text(0, "Dry"), Text(255, "Wet")])
    builder.device("Leak sensor", "Cellar", "Ground floor", [leak, battery(100)])


def _plugins(builder: Builder) -> None:
    player = [
        Part(
            "Control",
            "media",
            2,
            [
                Control("Play", 1, 5),
                Control("Pause", 2, 6),
                Control("Stop", 3, 7),
                Control("Next", 4, 31),
                Control("Previous", 5, 32),
            ],
            [Text(1, "Playing"), Text(2, "Paused"), Text(3, "Stopped")],
        ),
        Part("Volume", "volume", 35, [Control("Volume (value)%", 0, 33, SLIDER, (0, 100), "", "%")]),
    ]
    builder.device("Sonos", "Living room", "Ground floor", player, kind="media", interface="Sonos")
    omni = [Part("Zone 1 bypass", "virtual", 0, [Control("Bypass", 1, type=BUTTON)])]
    builder.device("Omni", "Cellar", "Ground floor", omni, interface="OMNI")
    weather = [
        Part("Wind", "virtual", 4.5, texts=[Text(0, "{} mph", 200, 1)]),
        Part("Pressure", "virtual", 1013, texts=[Text(800, "{} hPa", 1100)]),
        Part("Forecast", "virtual", 0, own_status="Light rain until the evening"),
        Part("Solar yield", "virtual", 3.25, own_status="3,25 kWh"),
    ]
    builder.device("Weather", "Outside", "", weather, interface="Weather")


def _virtual(builder: Builder) -> None:
    scenes = [Control(label, value, type=LIST) for value, label in enumerate(("Home", "Away", "Night", "Away"))]
    parts: list[tuple[str, Part]] = [
        ("House mode", Part("Mode", "virtual", 0, scenes)),
        (
            "Pool pump hours",
            Part("Hours", "virtual", 4, [Control("(value) h", 0, 0, NUMBER_BOX, (0, 24), "", " h", 1)]),
        ),
        ("Doorbell note", Part("Note", "virtual", 0, [Control("Note", 0, 0, TEXT_BOX)], own_status="Back at five")),
        ("Away timer", Part("Timer", "timer", 90, own_status="0:00:01:30")),
        ("Irrigation valve", Part("Valve", "virtual", 0, on_off())),
        ("Secret switch", Part("Switch", "virtual", 0, on_off(), hidden=True)),
        ("Sprinkler error", Part("Error", "virtual", -2147483648, own_status="Unknown")),
    ]
    for name, part in parts:
        builder.device(name, "", "", [part], interface="")


def sized_house(generation: Generation, size: int, seed: int = 0) -> House:
    """A house of about ``size`` rows that become entities: switches, dimmers, sensors, contacts."""
    chance = random.Random(seed)
    house = House()
    builder = Builder(house, generation)
    made = 0
    number = 0
    while made < size:
        number += 1
        kind = number % 4
        parts = [
            [Part("Switch", "switch", chance.choice((0, 255)), on_off()), _watts(chance)],
            [Part("Dimmer", "dimmer", chance.randrange(0, 99), dimming())],
            [Part("Temperature", "sensor", chance.randrange(150, 250) / 10, texts=[Text(-50, "{} C", 100, 1)])],
            [
                Part("Motion", "binary", 0, texts=[Text(0, "No Motion"), Text(255, "Motion")]),
                battery(chance.randrange(101)),
            ],
        ][kind][: size - made]
        made += len(parts)
        builder.device(
            f"Device {number}", chance.choice(ROOMS), chance.choice(FLOORS), parts, kind="light" if kind == 1 else ""
        )
    return house


def _watts(chance: random.Random) -> Part:
    return Part("Watts", "watts", chance.randrange(0, 20000) / 10, texts=[Text(0, "{} Watts", 4000, 1)])
