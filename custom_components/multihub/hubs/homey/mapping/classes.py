"""What each of the 76 official device classes is (protocol page, section 3.2).

The makers named in a row are asked one after the other; each takes the capabilities that it needs,
and every capability that none has taken stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from homeassistant.components.climate import HVACMode
from homeassistant.components.cover import CoverDeviceClass
from homeassistant.components.humidifier import HumidifierDeviceClass
from homeassistant.components.media_player import MediaPlayerDeviceClass
from homeassistant.components.valve import ValveDeviceClass

ALARM: Final = "alarm_control_panel"
CLIMATE: Final = "climate"
COVER: Final = "cover"
FAN: Final = "fan"
HUMIDIFIER: Final = "humidifier"
LAWN_MOWER: Final = "lawn_mower"
LIGHT: Final = "light"
LOCK: Final = "lock"
MEDIA_PLAYER: Final = "media_player"
SIREN: Final = "siren"
VACUUM: Final = "vacuum"
VALVE: Final = "valve"
WATER_HEATER: Final = "water_heater"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """What a class is made into. ``mode`` is what a device does that has only on and off for it."""

    makers: tuple[str, ...] = ()
    cover: CoverDeviceClass | None = None
    humidifier: HumidifierDeviceClass | None = None
    player: MediaPlayerDeviceClass | None = None
    valve: ValveDeviceClass | None = None
    mode: HVACMode = HVACMode.HEAT
    is_outlet: bool = False
    rings: bool = False


def _cover(device_class: CoverDeviceClass) -> ClassRow:
    return ClassRow(makers=(COVER,), cover=device_class)


def _player(device_class: MediaPlayerDeviceClass | None) -> ClassRow:
    return ClassRow(makers=(MEDIA_PLAYER,), player=device_class)


_CLIMATE = ClassRow(makers=(CLIMATE,))
_COOL = ClassRow(makers=(CLIMATE,), mode=HVACMode.COOL)
_FAN = ClassRow(makers=(FAN,))
_PLAIN = ClassRow()
_VALVE = ClassRow(makers=(VALVE,), valve=ValveDeviceClass.WATER)
_WATER_HEATER = ClassRow(makers=(WATER_HEATER,))
_DIMMABLE = ClassRow(makers=(LIGHT,))

CLASSES: Final[dict[str, ClassRow]] = {
    "airconditioning": _COOL,
    "airfryer": _PLAIN,
    "airpurifier": _FAN,
    "airtreatment": _FAN,
    "amplifier": _player(MediaPlayerDeviceClass.RECEIVER),
    "battery": _PLAIN,
    "bicycle": _PLAIN,
    "blinds": _cover(CoverDeviceClass.BLIND),
    "boiler": _WATER_HEATER,
    "bridge": _PLAIN,
    "button": _PLAIN,
    "camera": _PLAIN,
    "car": _PLAIN,
    "coffeemachine": _PLAIN,
    "cooktop": _PLAIN,
    "curtain": _cover(CoverDeviceClass.CURTAIN),
    "dehumidifier": ClassRow(makers=(HUMIDIFIER,), humidifier=HumidifierDeviceClass.DEHUMIDIFIER),
    "diffuser": _FAN,
    "dishwasher": _PLAIN,
    "doorbell": ClassRow(rings=True),
    "dryer": _PLAIN,
    "evcharger": _PLAIN,
    "fan": _FAN,
    "faucet": _VALVE,
    "fireplace": _CLIMATE,
    "freezer": _PLAIN,
    "fridge": _PLAIN,
    "fridge_and_freezer": _PLAIN,
    "fryer": _PLAIN,
    "gameconsole": _player(None),
    "garagedoor": _cover(CoverDeviceClass.GARAGE),
    "grill": _PLAIN,
    "heater": _CLIMATE,
    "heatpump": _CLIMATE,
    "homealarm": ClassRow(makers=(ALARM,)),
    "hood": _FAN,
    "humidifier": ClassRow(makers=(HUMIDIFIER,), humidifier=HumidifierDeviceClass.HUMIDIFIER),
    "kettle": _WATER_HEATER,
    "lawnmower": ClassRow(makers=(LAWN_MOWER,)),
    "light": _DIMMABLE,
    "lock": ClassRow(makers=(LOCK,)),
    "mediaplayer": _player(None),
    "microwave": _PLAIN,
    "mop": ClassRow(makers=(VACUUM,)),
    "multicooker": _PLAIN,
    "networkrouter": _PLAIN,
    "other": _DIMMABLE,
    "oven": _PLAIN,
    "oven_and_microwave": _PLAIN,
    "petfeeder": _PLAIN,
    "pump": _PLAIN,
    "radiator": _CLIMATE,
    "relay": _DIMMABLE,
    "remote": _PLAIN,
    "scooter": _PLAIN,
    "sensor": _PLAIN,
    "service": _PLAIN,
    "settopbox": _player(MediaPlayerDeviceClass.RECEIVER),
    "shutterblinds": _cover(CoverDeviceClass.SHUTTER),
    "siren": ClassRow(makers=(SIREN,)),
    "smokealarm": _PLAIN,
    "socket": ClassRow(makers=(LIGHT,), is_outlet=True),
    "solarpanel": _PLAIN,
    "speaker": _player(MediaPlayerDeviceClass.SPEAKER),
    "sprinkler": _VALVE,
    "sunshade": _cover(CoverDeviceClass.AWNING),
    "thermostat": _CLIMATE,
    "tv": _player(MediaPlayerDeviceClass.TV),
    "vacuumcleaner": ClassRow(makers=(VACUUM,)),
    "vehicle": _PLAIN,
    "washer": _PLAIN,
    "washer_and_dryer": _PLAIN,
    "waterheater": _WATER_HEATER,
    "waterpurifier": _PLAIN,
    "watervalve": _VALVE,
    "windowcoverings": _cover(CoverDeviceClass.SHADE),
}

UNKNOWN: Final = ClassRow(makers=(LIGHT, COVER, CLIMATE))
"""A class that is newer than this table: what its capabilities make plain."""

ALWAYS: Final = (COVER,)
"""Makers that any class may need: window coverings and garage doors are what their capability says."""
