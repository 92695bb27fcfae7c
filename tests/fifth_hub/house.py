"""A thing with one feature of each kind, and what its commands ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from homeassistant.components.light import ColorMode

from custom_components.multihub import model
from custom_components.multihub.model import Choice, Command, Device, Feature, Range


@dataclass(frozen=True, slots=True)
class Become(model.Request):
    """Ask that some fields of a feature become something else."""

    device_id: str
    key: str
    fields: Mapping[str, Any]


def becomes(key: str, **fields: Any) -> Command:
    """The command after which a feature has these fields, whatever it is called with."""
    return Command(lambda **_: Become("thing", key, fields))


def turns(key: str, field: str = "is_on", on: Any = True, off: Any = False) -> dict[str, Any]:
    """The commands of what can be turned on and off."""
    return {"turn_on": becomes(key, **{field: on}), "turn_off": becomes(key, **{field: off})}


def features() -> tuple[Feature, ...]:
    """One of each kind, with the least that it needs."""
    day = date(2025, 6, 21)
    return (
        model.AlarmControlPanel(key="alarm", state=None, trigger=becomes("alarm", state="triggered")),
        model.BinarySensor(key="window", is_on=False),
        model.Button(key="press", press=becomes("press")),
        model.Calendar(key="calendar", items=(model.CalendarItem("1", "Party", day, date(2025, 6, 23)),)),
        model.Camera(key="camera", fetch=becomes("camera")),
        model.Climate(
            key="climate",
            unit="°C",
            current=19.5,
            mode=Choice("heat", ("off", "heat")),
            **turns("climate", "current", 20, 15),
        ),
        model.Cover(key="cover", is_closed=False, close=becomes("cover", is_closed=True)),
        model.Event(key="key", event_types=("press",)),
        model.Fan(key="fan", is_on=False, **turns("fan")),
        model.Humidifier(key="humidifier", is_on=False, **turns("humidifier")),
        model.Image(key="image", fetch=becomes("image"), updated=datetime(2025, 1, 1, tzinfo=UTC)),
        model.LawnMower(key="mower", activity=None, dock=becomes("mower", activity="returning")),
        model.Light(key="light", is_on=False, color_modes=frozenset({ColorMode.ONOFF}), **turns("light")),
        model.Lock(key="lock", is_locked=False, lock=becomes("lock", is_locked=True)),
        model.MediaPlayer(key="player", state=None, **turns("player", "state", "on", "off")),
        model.Number(key="number", range=Range(20, 0, 100, set=becomes("number", range=Range(30, 0, 100)))),
        model.Scene(key="scene", activate=becomes("scene")),
        model.Select(key="select", choice=Choice("wool", ("wool", "silk"))),
        model.Sensor(key="temperature", value=20.5, unit="°C"),
        model.Siren(key="siren", is_on=False, **turns("siren")),
        model.Switch(key="switch", is_on=False, **turns("switch")),
        model.Text(key="text", value="hello", set=becomes("text", value="again")),
        model.Update(key="update", installed="1.0", latest="1.1", install=becomes("update", in_progress=True)),
        model.Vacuum(key="vacuum", activity=None, start=becomes("vacuum", activity="cleaning")),
        model.Valve(key="valve", is_closed=True, open=becomes("valve", is_closed=False)),
        model.WaterHeater(key="water", unit="°C", **turns("water", "current", 50, 20)),
        model.Weather(key="weather", condition="cloudy", temperature=12.3),
    )


def thing() -> Device:
    """The device that has them."""
    return Device(id="thing", name="Thing", area="Kitchen", features=features())
