"""What a virtual Homey holds: devices, zones, flows and the rest, as the wire shows them."""

from __future__ import annotations

import copy
import random
import uuid
from typing import Any

from .descriptors import STAMP, capability as cap
from .devices import APP, Row, demo_devices
from .energy import REPORT

ZONES: tuple[tuple[str, str | None], ...] = (
    ("Home", None),
    ("Ground floor", "Home"),
    ("Living room", "Ground floor"),
    ("Kitchen", "Ground floor"),
    ("Hall", "Ground floor"),
    ("First floor", "Home"),
    ("Bedroom", "First floor"),
    ("Garage", "Home"),
    ("Garden", "Home"),
)

VERSION = "12.9.0"

MANAGER_OF = {
    "device": "devices", "zone": "zones", "flow": "flow", "advancedflow": "flow", "mood": "moods",
    "variable": "logic", "user": "users", "notification": "notifications", "app": "apps", "image": "images",
    "driver": "drivers", "flowtoken": "flowtoken",
}  # fmt: skip
"""The kinds of items, and the manager that tells of each."""

type Item = dict[str, Any]


class House:
    """The items of a Homey, by kind and id; ids follow from the hub's id, so that two hubs differ."""

    def __init__(self, homey_id: str, *, generation: int = 3) -> None:
        """Begin with an empty house; ``generation`` is 2 (2016-2019) or 3 (2023 and later)."""
        self.homey_id = homey_id
        self.generation = generation
        self.items: dict[str, dict[str, Item]] = {kind: {} for kind in MANAGER_OF}
        self.values: dict[str, Any] = {}

    def id_of(self, *words: str) -> str:
        """The id of something in this house: the same words, the same id."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((self.homey_id, *words))))

    def add(self, kind: str, name: str, **fields: Any) -> Item:
        """Put an item in the house."""
        item: Item = {"id": self.id_of(kind, name), "name": name, **fields}
        self.items[kind][item["id"]] = item
        return item

    def add_zone(self, name: str, parent: str | None) -> Item:
        """A zone; its parent is another zone's name."""
        return self.add(
            "zone",
            name,
            parent=self.id_of("zone", parent) if parent else None,
            icon="default",
            active=False,
            activeOrigins=[],
            activeLastUpdated=STAMP,
        )

    def add_device(self, row: Row) -> Item:
        """A device, in the form that this generation has (protocol page, sections 3.1 and 8)."""
        name, zone, device_class, capabilities, more = row
        more = dict(more)
        device = self.add(
            "device",
            name,
            driverId=f"{APP}:{device_class}",
            ownerUri=APP,
            zone=self.id_of("zone", zone) if zone else None,
            virtualClass=None,
            capabilities=[one["id"] for one in capabilities],
            capabilitiesObj={one["id"]: one for one in capabilities},
            available=True,
            unavailableMessage=None,
            warningMessage=None,
            ready=True,
            flags=[],
            settings={},
            data={"id": self.id_of("data", name)},
            energyObj=None,
            images=[],
            ui={},
            note=None,
        )
        device["class"] = device_class
        if images := more.pop("images", None):
            device["images"] = [self._image(device, kind) for kind in images]
        device.update(more)
        if self.generation == 2:
            device["driverUri"], device["driverId"] = APP, device_class
            device["zoneName"] = zone
            device["speechExamples"] = []
        self._driver(device_class)
        return device

    def _image(self, device: Item, kind: str) -> Item:
        image_id = self.id_of("image", device["id"], kind)
        image = {
            "id": image_id,
            "ownerUri": f"homey:device:{device['id']}",
            "url": f"/api/image/{image_id}",
            "lastUpdated": STAMP,
        }
        self.items["image"][image_id] = image
        return {"type": kind, "id": kind, "imageObj": image}

    def _driver(self, device_class: str) -> None:
        driver_id = f"{APP}:{device_class}"
        driver: Item = {
            "id": driver_id,
            "uri": driver_id,
            "name": f"Example {device_class}",
            "ownerUri": APP,
            "ownerName": "Example Devices",
            "class": device_class,
        }
        if self.generation == 2:
            driver["id"], driver["uri"] = device_class, APP
        self.items["driver"][driver_id] = driver


def _furnish(house: House) -> None:
    """Flows, moods, variables, people and the hub itself."""
    for name, parent in ZONES:
        house.add_zone(name, parent)
    flow: Item = {"folder": None, "trigger": {}, "conditions": [], "actions": [], "broken": False}
    house.add("flow", "Good night", enabled=True, triggerable=True, **flow)
    house.add("flow", "Paused flow", enabled=False, triggerable=True, **flow)
    house.add("flow", "When the door opens", enabled=True, triggerable=False, **flow)
    house.add("advancedflow", "Everyone away", enabled=True, triggerable=True, folder=None, cards={})
    living = house.id_of("zone", "Living room")
    house.add("mood", "Cosy", preset=None, zone=living, devices={})
    house.add("mood", "Bright", preset=None, zone=living, devices={})
    for name, kind, value in (
        ("Guests", "boolean", False), ("Comfort", "number", 20.5), ("Last scene", "string", "Film"),
    ):  # fmt: skip
        house.add("variable", name, type=kind, value=value)
    for name, present in (("Sanne", True), ("Joris", False)):
        house.add("user", name, present=present, asleep=False, enabled=True, role="user", avatar=None)
    house.add("app", "Example Devices", state="running", enabled=True, crashed=False, version="1.2.0", ready=True)
    house.add(
        "app", "Shaky App", state="crashed", enabled=True, crashed=True, crashedCount=3, version="0.3.1", ready=False
    )


def _hub_values(house: House, version: str) -> None:
    """What the managers answer that keep one value instead of items."""
    old = house.generation == 2
    info: Item = {
        "cloudId": house.homey_id,
        "hostname": "Homey",
        "platform": "linux",
        "uptime": 5465,
        "loadavg": [0.9, 0.6, 0.4],
        "totalmem": 2_013_265_920,
        "freememMachine": 801_112_064,
        "homeyVersion": version,
        "homeyModelId": "homey4d" if old else "homey5q",
        "homeyModelName": "Homey Pro (Early 2019)" if old else "Homey Pro (Early 2023)",
        "timezone": "Europe/Amsterdam",
        "wifiSsid": "Our network",
        "wifiAddress": "192.0.2.17:80",
        "wifiMac": "90:13:da:00:00:01",
        "date": STAMP,
    }
    if not old:
        info["homeyPlatformVersion"] = 2
    zone = next((one["id"] for one in house.items["zone"].values() if one["parent"] is None), None)
    totals = {"totalConsumed": 8350.5, "totalCumulative": -1450, "totalGenerated": 3480}
    house.values = {
        "info": info,
        "name": "Our Homey",
        "memory": {"total": 2_013_265_920, "free": 801_112_064, "types": {}},
        "storage": {"total": 7_500_000_000, "free": 4_100_000_000, "types": {}},
        "updates": [],
        "location": {"latitude": 52.22, "longitude": 6.89, "accuracy": 30},
        "report": copy.deepcopy(REPORT),
        "prices": None,
        "currency": {"currency": "EUR", "currencySymbol": "€"},
        "live": {
            "zoneId": zone,
            "zoneName": "Home",
            "currency": "EUR",
            **{key: {"W": watts, "cost": None} for key, watts in totals.items()},
            "items": [],
        },
        "weather": {
            "city": "Enschede",
            "state": "Clouds",
            "iconId": "clouds_light_day",
            "temperature": 11.5,
            "temperatureUnits": "°C",
            "humidity": 0.78,
            "pressure": 1.016,
            "screensaver": [],
        },
    }


def demo_house(homey_id: str, *, generation: int = 3, version: str = VERSION) -> House:
    """The house of the protocol page's section 8."""
    house = House(homey_id, generation=generation)
    _furnish(house)
    for row in demo_devices():
        house.add_device(row)
    _hub_values(house, version)
    return house


def sized_house(homey_id: str, *, size: int, seed: int = 0, generation: int = 3, version: str = VERSION) -> House:
    """A house of about ``size`` entities: lights, sockets, sensors and thermostats, as ``seed`` throws the dice."""
    house = House(homey_id, generation=generation)
    _furnish(house)
    chance = random.Random(seed)
    kinds: tuple[Any, ...] = (
        lambda: ("light", [cap("onoff", True), cap("dim", round(chance.random(), 2))], 1),
        lambda: ("socket", [cap("onoff", True), cap("measure_power", round(chance.random() * 900, 1)),
                            cap("meter_power", round(chance.random() * 999, 2))], 3),
        lambda: ("sensor", [cap("measure_temperature", round(15 + 8 * chance.random(), 1)),
                            cap("measure_humidity", chance.randint(30, 70)), cap("alarm_motion", False),
                            cap("measure_battery", chance.randint(5, 100))], 4),
        lambda: ("thermostat", [cap("target_temperature", 20, step=0.5), cap("measure_temperature", 19.5)], 2),
    )  # fmt: skip
    rooms = [name for name, _ in ZONES[2:]]
    made = 0
    while made < size:
        device_class, capabilities, entities = chance.choice(kinds)()
        room = chance.choice(rooms)
        house.add_device((f"{room} {device_class} {made}", room, device_class, capabilities, {}))
        made += entities
    _hub_values(house, version)
    return house


def recorded_house(homey_id: str, told: dict[str, Any], *, generation: int, version: str) -> House:
    """The house of a recording: its items and values; what it does not have is empty, or as in the demo."""
    house = House(homey_id, generation=generation)
    for kind, items in told.get("items", {}).items():
        house.items.setdefault(kind, {}).update(items)
    for device in house.items["device"].values():
        for one in device.get("images") or ():
            image = one.get("imageObj") or {}
            if "id" in image:
                house.items["image"][image["id"]] = image
    _hub_values(house, version)
    values = {name: value for name, value in (told.get("values") or {}).items() if value is not None}
    house.values.update(values)
    return house
