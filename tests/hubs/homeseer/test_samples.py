"""Every documented reply of the vendor is read through the client and becomes the right entities."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from homeassistant.components.light import ColorMode
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.util import slugify
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import CONF_HUB, CONF_HUB_ID, CONF_WAY, DOMAIN
from custom_components.multihub.hubs.base import HubAuthError
from custom_components.multihub.hubs.homeseer.client import (
    AsciiConnection,
    DeviceChange,
    Endpoint,
    HomeSeerClient,
    RefusedError,
    System,
    list_systems,
)
from custom_components.multihub.hubs.homeseer.client.answers import parse
from custom_components.multihub.hubs.homeseer.mapping import room_location
from custom_components.multihub.hubs.homeseer.requests import RunEvent, SetValue
from custom_components.multihub.hubs.homeseer.ways import LOCAL
from custom_components.multihub.model import Button, Light, Sensor, Switch

from .builders import ON_OFF, Raw, applied, house_of, row, said
from .listening import Listener, listener_for
from .samples import ORIGINALS, OWN, Replies, originals


def _sets() -> Iterator[Any]:
    yield pytest.param(Replies(OWN, is_own=True), id="own")
    if folder := originals():
        yield pytest.param(Replies(folder, is_own=False), id="originals")


@pytest.fixture(params=_sets())
def replies(request: pytest.FixtureRequest) -> Replies:
    found: Replies = request.param
    return found


@asynccontextmanager
async def asking(replies: Replies, **answers: str) -> AsyncIterator[tuple[HomeSeerClient, list[dict[str, str]]]]:
    """Our client, before a server that gives documented replies."""
    async with replies.served(answers) as (url, asked), aiohttp.ClientSession() as session:
        yield HomeSeerClient(session, Endpoint(url)), asked


def shape(data: Any) -> Any:
    """What an answer is made of, without what it says."""
    if isinstance(data, dict):
        return {key: shape(value) for key, value in data.items()}
    if isinstance(data, list):
        return shape(data[0]) if data else None
    return type(data).__name__


@pytest.mark.skipif(originals() is None, reason="the originals are not beside this checkout")
@pytest.mark.parametrize("name", [name for name in sorted(ORIGINALS) if name.endswith(".json")])
def test_our_own_replies_have_the_shape_of_the_originals(name: str) -> None:
    folder = originals()
    assert folder
    assert shape(Replies(OWN, is_own=True).json(name)) == shape(Replies(folder, is_own=False).json(name))


async def test_the_documented_thermostat_and_switch_are_a_temperature_and_a_switch(replies: Replies) -> None:
    """Their roots are not in the answer: each row is a device of its own."""
    async with asking(replies, getstatus=replies.text("getstatus.json")) as (client, _):
        rows = (await client.status())["Devices"]
    cold, other = rows
    temperature, status = house_of(rows, {other["ref"]: ON_OFF}).devices
    assert temperature.id == str(cold["ref"])
    assert temperature.features == (
        Sensor(
            key=str(cold["ref"]),
            name=None,
            value=float(cold["value"]),
            unit="°F",
            device_class=SensorDeviceClass.TEMPERATURE,
            state_class="measurement",
        ),
    )
    assert (status.id, status.name, status.model) == (str(other["ref"]), other["name"], "Z-Wave Switch Binary")
    (switch,) = status.features
    assert isinstance(switch, Switch)
    assert (switch.key, switch.name, switch.is_on) == (str(other["ref"]), None, True)
    assert said(switch.turn_off) == SetValue(other["ref"], 0)
    assert said(switch.turn_on) == SetValue(other["ref"], 255)


def test_the_documented_date_is_utc(replies: Replies) -> None:
    raw = replies.json("getstatus.json")["Devices"][1]
    expected = {
        True: datetime(2014, 9, 7, 14, 26, 40, 500000, UTC),
        False: datetime(2014, 9, 8, 17, 15, 40, 597000, UTC),
    }
    assert house_of([raw]).rows[raw["ref"]].last_change == expected[replies.is_own]


async def test_the_documented_dimmer_is_a_light(replies: Replies) -> None:
    """One row is asked for, and answered without a list; its range does not tell its ends: they follow from "on"."""
    async with asking(replies, getcontrol=replies.text("getcontrol_of_one.json")) as (client, asked):
        (raw,) = (await client.controls([replies.json("getcontrol_of_one.json")["ref"]]))["Devices"]
    ref = raw["ref"]
    assert asked == [{"request": "getcontrol", "ref": str(ref)}]
    house = house_of([row(ref, raw["name"], 50, "Dim 50%")], {ref: raw["ControlPairs"]})
    (light,) = house.devices[0].features
    assert isinstance(light, Light)
    assert (light.is_on, light.brightness, light.color_modes) == (True, 129, {ColorMode.BRIGHTNESS})
    assert said(light.turn_on, brightness=255) == SetValue(ref, 99, True)
    assert said(light.turn_on, brightness=None) == SetValue(ref, 255)


async def test_an_error_is_an_error_with_its_reason(replies: Replies) -> None:
    async with asking(replies) as (client, _):
        with pytest.raises(RefusedError) as raised:
            await client.run_event(1, "", "")
    assert raised.value.reason == "bad request"


async def test_the_session_says_which_location_is_the_room(replies: Replies) -> None:
    async with asking(replies, getsessionconfig=replies.text("getsessionconfig.json")) as (client, _):
        session = await client.session_config()
    assert session["userPermissions"]["user_permissions"] == 6
    assert room_location(session) == "location"
    assert room_location({**session, "location1Label": "Floor", "location2Label": "Room"}) == "location2"


async def test_a_setting_names_the_room_where_there_is_no_session(replies: Replies) -> None:
    async with asking(replies, getsetting=replies.text("getsetting.json")) as (client, asked):
        assert await client.session_config() == {"location1Label": "Room", "location2Label": "Room"}
    assert [question.get("setting") for question in asked] == [None, "gLocLabel", "gLocLabel2"]


async def test_the_changed_refs_are_read(replies: Replies) -> None:
    async with asking(replies, getdeviceschanged=replies.text("getdeviceschanged.json")) as (client, asked):
        assert await client.changed("me") == replies.json("getdeviceschanged.json")["refs"]
    assert asked == [{"request": "getdeviceschanged", "devicechangeid": "me"}]


async def test_the_systems_of_an_account_are_read(replies: Replies) -> None:
    async with (
        replies.served({"getsystems": replies.text("getsystems.json")}) as (url, asked),
        aiohttp.ClientSession() as session,
    ):
        systems = await list_systems(session, Endpoint(url, "ann", "p&ss word", license=""))
    assert systems == ((System("777", "Cabin") if replies.is_own else System("12345", "Office")),)
    assert asked == [{"request": "getsystems", "user": "ann", "pass": "p&ss word"}]


async def test_ok_is_no_error(replies: Replies) -> None:
    async with asking(replies, speak=replies.text("setdevicestatus.json")) as (client, _):
        await client.speak("Hello", "*:*")
    assert parse("setdevicestatus", replies.text("setdevicestatus.json")) == {"Response": "ok"}


def test_the_documented_webhook_changes_its_row(replies: Replies) -> None:
    data = replies.json("webhook.json")["data"]
    house = house_of([row(data["ref"], data["name"], 0, "0%")])
    pushed = house.with_pushed(data)
    assert pushed
    (changed,) = applied(house, pushed)
    assert changed.features[0].value == data["value"]  # type: ignore[attr-defined]


async def test_the_documented_lines_of_the_ascii_port_are_spoken_and_read(replies: Replies) -> None:
    """A port that speaks them: it lets in whom it knows, tells what changes among other lines, and refuses the next."""
    lines = replies.text("ascii.txt").splitlines()
    login = next(line[3:] for line in lines if line.startswith("C: au,"))
    told = [line[3:] for line in lines if line.startswith("S: ")]
    refusal = next(line for line in told if line.startswith("error"))

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (await reader.readline()).decode() == f"{login}\r\n":
            writer.write("".join(f"{line}\r\n" for line in ("ok", *told)).encode())
        else:
            writer.write(f"{refusal}\r\n".encode())
        await writer.drain()
        writer.close()

    _, user, password = login.split(",")
    async with await asyncio.start_server(speak, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        connection = await AsciiConnection.open("127.0.0.1", port, user, password, within=5)
        changes = connection.changes()
        expected = {
            True: [DeviceChange(702, 0), DeviceChange(905, 40)],
            False: [DeviceChange(576, 1), DeviceChange(42, 100)],
        }
        assert [await anext(changes), await anext(changes)] == expected[replies.is_own]
        connection.close()
        with pytest.raises(HubAuthError):
            await AsciiConnection.open("127.0.0.1", port, user, "wrong", within=5)


@pytest.mark.parametrize("events", ["getevents.json", "getevents_with_ids.json"])
async def test_a_house_of_documented_replies(hass: HomeAssistant, replies: Replies, events: str) -> None:
    """All of them together, as one system would give them: through client, reader and mapping to its entities."""
    dimmer, rows = replies.json("getcontrol_of_one.json"), replies.json("getstatus.json")["Devices"]
    cold, other = rows
    lamp = row(dimmer["ref"], dimmer["name"], 0, "Off", location=dimmer["location"], location2=dimmer["location2"])
    pairs: list[Raw] = [{"CCIndex": index, **pair} for index, pair in enumerate(ON_OFF)]
    answers = {
        "getsessionconfig": replies.text("getsessionconfig.json"),
        "hsversion": json.dumps({"Response": replies.json("getsessionconfig.json")["hsVersion"]}),
        "getstatus": json.dumps({**replies.json("getstatus.json"), "Devices": [*rows, lamp]}),
        "getcontrol": json.dumps({"Devices": [dimmer, {"ref": other["ref"], "ControlPairs": pairs}]}),
        "getdeviceschanged": replies.text("getdeviceschanged.json"),
        "getevents": replies.text(events),
        "controldevicebyvalue": json.dumps(
            {**replies.json("getstatus.json"), "Devices": [other | {"value": 0, "status": "Off"}]}
        ),
        "runevent": "ok",
    }
    first = replies.json(events)["Events"][0]
    async with replies.served(answers) as (url, asked):
        port = int(url.rsplit(":", 1)[1])
        entry = MockConfigEntry(
            domain=DOMAIN,
            data={CONF_HUB: "homeseer", CONF_HUB_ID: "x", CONF_WAY: LOCAL, "host": "127.0.0.1", "port": port},
            options={"event_groups": [first["Group"]]},
        )
        home: Listener = listener_for(hass, entry)
        await home.hub.connect()
        await home.fetch()
        kinds = {
            str(cold["ref"]): ["sensor"],
            str(other["ref"]): ["switch"],
            str(dimmer["ref"]): ["light"],
            "hub": ["button" for event in replies.json(events)["Events"] if event["Group"] == first["Group"]],
        }
        assert {device.id: [f.platform for f in device.features] for device in home.devices.values()} == kinds
        assert (home.devices["hub"].model, home.devices[str(dimmer["ref"])].area) == ("HS3", dimmer["location"])
        button = home.devices["hub"].features[0]
        assert isinstance(button, Button)
        by_words = slugify(f"{first['Group']} {first['Name']}")
        assert button.key == f"event_{first.get('id', by_words)}"
        assert said(button.press) == RunEvent(first.get("id"), first["Group"], first["Name"])
        await home.hub.send(said(button.press))
        by_name = {"group": first["Group"], "name": first["Name"]}
        assert asked[-1] == {"request": "runevent"} | ({"id": str(first["id"])} if "id" in first else by_name)
        await home.hub.send(said(home.by_ref(other["ref"]).turn_off))  # type: ignore[attr-defined]
        assert {"request": "controldevicebyvalue", "ref": str(other["ref"]), "value": "0"} in asked
        await home.end()
