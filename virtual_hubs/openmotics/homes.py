"""Believable houses: the demo's, a holiday home, and one of any size."""

from __future__ import annotations

import random

from . import rows
from .house import House
from .replies import energy, inputs, outputs, rest, sensors, shutters, system, thermostats
from .rows import Row

ROOMS = ("Living", "Kitchen", "Hall", "Bathroom", "Master bedroom", "Children's room", "Office", "Garage", "Garden")
LIVING, KITCHEN, HALL, BATHROOM, BEDROOM, CHILDREN, OFFICE, GARAGE, GARDEN = range(len(ROOMS))

OUTPUTS: tuple[tuple[str, int, bool, int], ...] = (
    ("Ceiling", rows.LIGHT, False, LIVING),
    ("TV outlet", rows.OUTLET, False, LIVING),
    ("Kitchen island", rows.LIGHT, False, KITCHEN),
    ("Dishwasher", rows.APPLIANCE, False, KITCHEN),
    ("Hall", rows.LIGHT, False, HALL),
    ("Extractor", rows.VENTILATION, False, BATHROOM),
    ("Towel heater", rows.HEATER, False, BATHROOM),
    ("Garden watering", rows.VALVE, False, GARDEN),
    ("Dining table", rows.LIGHT, True, LIVING),
    ("Bedside", rows.LIGHT, True, BEDROOM),
    ("Night light", rows.LIGHT, True, CHILDREN),
    ("Desk", rows.LIGHT, True, OFFICE),
    ("", rows.LIGHT, True, rows.NONE),
    ("", rows.LIGHT, True, rows.NONE),
    ("", rows.LIGHT, True, rows.NONE),
    ("", rows.LIGHT, True, rows.NONE),
    ("Valve living", rows.VALVE, False, LIVING),
    ("Valve bedroom", rows.VALVE, False, BEDROOM),
    ("Heating pump", rows.PUMP, False, GARAGE),
    ("Heat pump", rows.HVAC, False, GARAGE),
    ("Outside siren", rows.ALARM, False, rows.NONE),
    ("Garage gate", rows.MOTOR, False, GARAGE),
    ("Fountain", rows.GENERIC, False, GARDEN),
    ("", rows.SHUTTER_RELAY, False, rows.NONE),
)
"""Name, type, whether it dims, room; in the order of their ids."""

SHUTTERS: tuple[Row, ...] = (
    rows.shutter(0),
    rows.shutter(1, "Living blind", room=LIVING, steps=101, seconds=30, group=0),
    rows.shutter(2, "Kitchen blind", room=KITCHEN, seconds=25, group=0),
    rows.shutter(3, "Bedroom shutter", room=BEDROOM, steps=21, seconds=28),
)

SENSORS: tuple[tuple[Row, float | None], ...] = (
    (rows.sensor(1, "Living", "temperature", "celcius", external="0", room=LIVING), 21.4),
    (rows.sensor(2, "Living", "humidity", "percent", external="0", room=LIVING), 47.0),
    (rows.sensor(3, "Living", "brightness", "percent", external="0", room=LIVING), 61.0),
    (rows.sensor(4, "Bedroom", "temperature", "celcius", external="1", room=BEDROOM), 18.6),
    (rows.sensor(5, "", "temperature", "celcius", external="2"), 8.2),
    (rows.sensor(510, "Air", "co2", "parts_per_million", external="air-1", room=OFFICE, plugin="Healthbox"), 640.0),
    (rows.sensor(511, "Air", "voc", "parts_per_million", external="air-1", room=OFFICE, plugin="Healthbox"), 1.2),
    (rows.sensor(512, "Garden light", "brightness", "lux", external="lux-1", room=GARDEN, plugin="Weather"), 12400.0),
    (rows.sensor(513, "Noise", "sound", "decibel", external="sense-1", room=CHILDREN, plugin="Sense"), 38.0),
    (rows.sensor(514, "Dust", "dust", "micro_gram_per_cubic_meter", external="sense-1", plugin="Sense"), 7.5),
    (rows.sensor(515, "Air quality", "aqi", "none", external="sense-1", plugin="Sense"), 32.0),
    (rows.sensor(516, "Comfort", "comfort_index", "none", external="sense-1", plugin="Sense"), 84.0),
)

INPUTS: tuple[Row, ...] = (
    rows.input_(0, "Living door button", room=LIVING, action=0),
    rows.input_(1, "Kitchen button", room=KITCHEN, action=2),
    rows.input_(2, "Hall motion", room=HALL),
    rows.input_(3, "Doorbell"),
    rows.input_(4, "All off button", room=HALL, action=240, actions="2,0"),
    *(rows.input_(number) for number in range(5, 8)),
)

GROUP_ACTIONS: tuple[Row, ...] = (
    rows.group_action(0, "All off", "160,0,160,2,160,4,160,8"),
    rows.group_action(1, "Evening", "161,0,161,8"),
    rows.group_action(2, "Service", "160,22", in_app=False),
)

SCHEDULES: tuple[Row, ...] = (
    rows.schedule(1, "Evening lights", "GROUP_ACTION", 1, start=1767225600.0, repeat="30 18 * * *"),
    rows.schedule(2, "Watering", "BASIC_ACTION", {"action_type": 161, "action_number": 7}, start=1767225600.0,
                  repeat="0 6 * 5-9 mon,wed,fri"),
    rows.schedule(3, "Leave", "GROUP_ACTION", 0, start=1798789200.0, repeat=None),
)  # fmt: skip


def demo_house(mac: str = "02:4F:4D:00:00:01", serial: str = "OM-DEMO-0001") -> House:
    """A family's house with a bit of everything."""
    house = House(
        system(mac, serial)
        | outputs([rows.output(n, name, kind, dimmer=dims, room=room)
                   for n, (name, kind, dims, room) in enumerate(OUTPUTS)])
        | shutters(SHUTTERS)
        | thermostats(((0, "Living", LIVING, 1, 16), (1, "Bedroom", BEDROOM, 4, 17)))
        | sensors(SENSORS)
        | inputs(INPUTS)
        | energy(1, "Fuse box", (("Main", 2310.0), ("Solar", -1450.0), ("Kitchen", 420.0), ("Car charger", 0.0)))
        | rest(
            ventilations=(rows.ventilation(1, "Ventilation", levels=4, room=HALL),),
            counters=(rows.pulse_counter(0, "Water", input_number=5, room=GARAGE),
                      rows.pulse_counter(1, "Gas", input_number=6, room=GARAGE)),
            rooms=ROOMS,
            actions=GROUP_ACTIONS,
            schedules=SCHEDULES,
        )
    )  # fmt: skip
    for number in (0, 16):
        found = house.row("get_output_status", number, "status")
        assert found is not None
        found["status"] = 1
    house.replies["get_pulse_counter_status"]["counters"][:2] = [48211, 9310]
    return house


def holiday_house() -> House:
    """A small second home."""
    return House(
        system("02:4F:4D:00:00:02", "OM-DEMO-0002")
        | outputs([rows.output(0, "Porch", room=0), rows.output(1, "Boiler", rows.HEATER)])
        | shutters(())
        | thermostats(())
        | sensors(((rows.sensor(1, "Inside", "temperature", "celcius", external="0", room=0), 9.5),))
        | inputs((rows.input_(0, "Porch button", room=0),))
        | energy(1, "Fuse box", (("Main", 80.0),))
        | rest(ventilations=(), counters=(), rooms=("Porch",), actions=GROUP_ACTIONS, schedules=SCHEDULES)
    )


def sized_house(size: int, seed: int) -> House:
    """A house of about ``size`` entities: lights, dimmers, outlets, sensors and buttons."""
    dice = random.Random(seed)
    third = max(1, size // 3)
    kinds = ((rows.LIGHT, False), (rows.LIGHT, True), (rows.OUTLET, False))
    made = [
        rows.output(n, f"{ROOMS[n % len(ROOMS)]} {n}", kinds[n % 3][0], dimmer=kinds[n % 3][1], room=n % len(ROOMS))
        for n in range(third)
    ]
    house = demo_house()
    house.replies.update(outputs(made))
    readings = tuple(
        (
            rows.sensor(n + 1, f"Sensor {n}", "temperature", "celcius", external=str(n), room=n % len(ROOMS)),
            round(dice.uniform(5, 28), 1),
        )
        for n in range(third)
    )
    house.replies.update(sensors(readings))
    buttons = tuple(rows.input_(n, f"Button {n}", room=n % len(ROOMS)) for n in range(third))
    house.replies.update(inputs(buttons))
    return house
