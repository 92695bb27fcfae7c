"""The virtual HomeSeer itself: its command line, its control address, its dialects."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from virtual_hubs import homeseer
from virtual_hubs.homeseer import VirtualHomeSeer, sized_house
from virtual_hubs.homeseer.dialect import control_answer, status_answer


def without_dates(answer: Any) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != "last_change"} for row in answer["Devices"]]


def created(*arguments: str) -> VirtualHomeSeer:
    parser = argparse.ArgumentParser()
    for name in ("--port", "--size", "--seed"):
        parser.add_argument(name, type=int, default=0)
    parser.add_argument("--house", default="demo")
    homeseer.add_arguments(parser)
    return homeseer.create(parser.parse_args(arguments))


@pytest.mark.parametrize(
    ("arguments", "steps"),
    [
        ((), ["user", "homeseer", "homeseer_local"]),
        (("--tls",), ["user", "homeseer", "homeseer_local", "certificate"]),
        (("--way", "cloud"), ["user", "homeseer", "homeseer_cloud"]),
        (("--way", "cloud", "--systems", "2"), ["user", "homeseer", "homeseer_cloud", "homeseer_system"]),
    ],
)
async def test_it_says_what_to_type(arguments: tuple[str, ...], steps: list[str]) -> None:
    hub = created(*arguments)
    await hub.start()
    try:
        told = json.loads(hub.announcement())
        assert list(told["flow"]) == steps
        assert (told["flow"]["user"], told["flow"]["homeseer"]) == ("homeseer", steps[2])
    finally:
        await hub.stop()


def test_a_house_has_about_as_many_rows_as_asked_for() -> None:
    hub = created("--size", "200", "--generation", "hs3")
    features = [row for row in hub.house.rows.values() if row.relationship != 2]
    assert len(features) == 200
    assert {row.codes[0] for row in features} <= {4, 16}
    first, second = (sized_house("hs4", 50, seed) for seed in (1, 2))
    assert [row.value for row in first.rows.values()] != [row.value for row in second.rows.values()]


async def test_a_recording_or_a_diagnostics_file_is_a_house(tmp_path: Path) -> None:
    demo = created("--generation", "hs3")
    rows = list(demo.house.rows.values())
    recording = {
        "generation": "hs3",
        "getstatus": status_answer(rows, demo.house, "hs3"),
        "getcontrol": control_answer(rows, single=False),
        "getevents": {"Events": [{"Group": "G", "Name": "N"}]},
        "getcounter": {"Counters": [{"name": "C", "value": 3}]},
    }
    for number, content in enumerate((recording, {"data": {"recording": recording}})):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(content))
        hub = created("--house", str(file))
        assert hub.generation == "hs3"
        again = list(hub.house.rows.values())
        assert without_dates(status_answer(again, hub.house, "hs3")) == without_dates(recording["getstatus"])
        assert control_answer(again, single=False) == recording["getcontrol"]
        assert (hub.house.events[0].name, hub.house.counters) == ("N", {"C": 3})


async def test_it_is_played_with_over_its_control_address(
    virtual: VirtualHomeSeer, session: aiohttp.ClientSession
) -> None:
    async def post(control: str, **body: Any) -> int:
        async with session.post(f"{virtual.control}/{control}", json=body) as answer:
            return answer.status

    async def asked(request: str) -> tuple[int, str]:
        async with session.get(f"{virtual.url}/JSON?request={request}") as answer:
            return answer.status, (await answer.text()).strip()

    assert await post("set", ref=103, value=12) == 200
    assert await post("press", ref=127) == 200
    assert await post("rename", ref=103, name="Damp") == 200
    async with session.get(f"{virtual.control}/state") as answer:
        state = await answer.json()
    assert state["rows"]["103"] == {"name": "Damp", "value": 12, "status": "12%"}
    assert state["rows"]["127"]["status"] == "Scene 1, 1x"
    await post("fault", form="bare_error", requests=["hsversion"], times=1)
    assert await asked("hsversion") == (200, "error")
    assert (await asked("hsversion"))[1] == '{"Response": "4.2.22.4"}'
    await post("throttle", retry_after=5)
    assert (await asked("hsversion"))[0] == 429
    await post("mend")
    await post("revoke", password="new")
    assert (await asked("hsversion"))[0] == 401
    await post("remove", ref=103)
    assert 103 not in virtual.house.rows and 103 not in virtual.house.rows[101].associated
    for mode in ("off", "mute", "on"):
        assert await post("ascii", mode=mode) == 200
    assert await post("drop") == 200
    assert await post("webhook", url="http://127.0.0.1:1/") == 200
    assert await post("dance") == 404
    async with session.get(f"{virtual.control}/log") as answer:
        assert {"http", "changed"} <= {entry["kind"] for entry in await answer.json()}


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("vr", "4.2.22.4"),
        ("gs,115", "115,113,Locked from keypad\\, by Bill,Front door - Lock Log,Ground floor,Hall"),
        ("gc,126", "126,Off=0,On=99,On Last Level=255,Dim (value)%=1->98"),
        ("cv,126,50", "ok"),
        ("cl,126,on", "ok"),
        ("cv,126,1000", "error"),
        ("cv,x,1", "error"),
        ("zz", "error, unknown command"),
        ("lo", "ok"),
    ],
)
async def test_its_ascii_port_knows_the_vendors_commands(virtual: VirtualHomeSeer, line: str, answer: str) -> None:
    virtual.house.rows[115].own_status = "Locked from keypad, by Bill"
    reader, writer = await asyncio.open_connection("127.0.0.1", virtual.ascii.port)
    writer.write(f"gs,1\r\nau,{virtual.username},{virtual.password}\r\n{line}\r\n".encode())
    assert (await reader.readline()).strip() == b"error, not logged in"
    assert (await reader.readline()).strip() == b"ok"
    heard = (await reader.readline()).decode().strip()
    while heard.startswith("DC,"):
        heard = (await reader.readline()).decode().strip()
    assert heard == answer
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("request=getsetting&setting=gLocLabel", '{"Value": "Room"}'),
        ("request=getcontrol&ref=102", '{"Name": "HomeSeer Devices", "Version": "1.0", "Devices": []}'),
        ("request=setdevicestatus&ref=115&string=Hello", '{"Response": "ok"}'),
        ("request=controldevicebyindex&ref=126&index=99", "error"),
        ("request=controldevicebycontroluse&ref=101&controluse=3", "error"),
        ("request=controldevicebylabel&ref=126&label=Dim+50%25", "error"),
        ("request=controldevicebyvalue&ref=126&value=loud", "error"),
        ("request=controldevicebyvalue&ref=4711&value=1", "error"),
        ("request=runevent&id=99", '{"Response": "Error, event not found"}'),
        ("request=dance", '{"Response": "Error, bad request"}'),
        ("REQUEST=hsversion&unused=1", '{"Response": "4.2.22.4"}'),
    ],
)
async def test_its_answers_are_the_documented_ones(
    virtual: VirtualHomeSeer, session: aiohttp.ClientSession, query: str, answer: str
) -> None:
    async with session.get(URL(f"{virtual.url}/JSON?{query}", encoded=True)) as reply:
        assert await reply.text() == f"{answer}\r\n"
    assert virtual.house.rows[115].status == ("Hello" if "Hello" in query else "Locked from keypad by Bill")


async def test_rows_are_chosen_by_their_locations(virtual: VirtualHomeSeer, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{virtual.url}/json?request=getlocations") as reply:
        assert "Kitchen" in json.loads(await reply.text())["location1"]
    async with session.get(f"{virtual.url}/json?request=getstatus&location1=kitchen") as reply:
        rows = json.loads(await reply.text())["Devices"]
    assert {row["location"] for row in rows} == {"Kitchen"}


async def test_commands_may_be_posted(virtual: VirtualHomeSeer, session: aiohttp.ClientSession) -> None:
    for body in (
        {"action": "controlbyvalue", "deviceref": "126", "value": "20"},
        {"action": "controlbylabel", "deviceref": "126", "label": "On"},
    ):
        async with session.post(f"{virtual.url}/JSON", json=body) as reply:
            assert json.loads(await reply.text())["Devices"][0]["ref"] == 126
    assert virtual.house.rows[126].value == 99
