"""Our house: that its parts fit together, at any size, and how the command line announces it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from virtual_hubs.__main__ import hub_parser
from virtual_hubs.homematicip import create
from virtual_hubs.homematicip.house import demo_house, sized_house
from virtual_hubs.homematicip.house.models import MODELS, device, sgtin
from virtual_hubs.homematicip.hub import SGTIN

type Json = dict[str, Any]


@pytest.fixture(params=["demo", "sized"])
def state(request: pytest.FixtureRequest) -> Json:
    return demo_house(SGTIN) if request.param == "demo" else sized_house(SGTIN, 2000, seed=7)


def test_groups_and_channels_name_each_other(state: Json) -> None:
    for group_id, group in state["groups"].items():
        for member in group["channels"]:
            channel = state["devices"][member["deviceId"]]["functionalChannels"][str(member["channelIndex"])]
            assert group_id in channel["groups"]
    for one in state["devices"].values():
        for channel in one["functionalChannels"].values():
            assert all(group_id in state["groups"] for group_id in channel["groups"])


def test_every_device_stands_in_one_room(state: Json) -> None:
    rooms = [group for group in state["groups"].values() if group["type"] == "META"]
    standing = [member["deviceId"] for room in rooms for member in room["channels"] if member["channelIndex"] == 0]
    assert sorted(standing) == sorted(state["devices"])
    assert [room["id"] for room in rooms] == state["home"]["metaGroups"]


def test_groups_show_what_their_members_say() -> None:
    state = demo_house(SGTIN)
    groups = {(group["type"], group["label"]): group for group in state["groups"].values()}
    assert groups["HEATING", "Wohnzimmer"]["actualTemperature"] == 21.6
    assert groups["HEATING", "Wohnzimmer"]["windowState"] == "TILTED"
    assert groups["SECURITY_ZONE", "EXTERNAL"]["windowState"] == "OPEN"
    assert groups["SWITCHING", "Küche"]["on"] is True
    assert groups["SWITCHING", "Küche"]["dimLevel"] == 0.8


def test_the_same_house_has_the_same_ids() -> None:
    assert demo_house(SGTIN) == demo_house(SGTIN)
    assert sized_house(SGTIN, 500, seed=3) == sized_house(SGTIN, 500, seed=3)
    assert sized_house(SGTIN, 500, seed=3) != sized_house(SGTIN, 500, seed=4)


def test_ids_look_like_ids() -> None:
    state = demo_house(SGTIN)
    assert all(len(identity) == 24 and int(identity, 16) for identity in state["devices"])
    assert all(len(identity) == 36 for identity in state["groups"])


def test_two_houses_share_nothing() -> None:
    first, second = (device("HmIP-FWI", "x", sgtin("x"), "home", {}) for _ in range(2))
    first["functionalChannels"]["1"]["codeSelections"].append("changed")
    assert second["functionalChannels"]["1"]["codeSelections"] == []


@pytest.mark.parametrize("model", MODELS)
def test_a_model_has_its_service_channel_first_and_counts_on(model: str) -> None:
    channels = device(model, model, sgtin(model), "home", {})["functionalChannels"]
    assert [int(key) for key in channels] == sorted((int(key) for key in channels), key=str)
    assert sorted(channel["index"] for channel in channels.values()) == list(range(len(channels)))
    assert channels["0"]["groupIndex"] == 0 and "unreach" in channels["0"]


def options(*arguments: str) -> argparse.Namespace:
    return hub_parser("homematicip").parse_args(arguments)


@pytest.mark.parametrize("way", ["cloud", "hcu", "connect", "token"])
async def test_the_announcement_says_what_to_type(way: str) -> None:
    hub = create(options("--way", way, "--pin", "1234"))
    await hub.start()
    try:
        announced = json.loads(hub.announcement())
        step = f"homematicip_{way}"
        assert announced["flow"]["homematicip"] == step
        assert announced["flow"][step] == announced["flows"][step]
        assert ("homematicip_hcu" in announced["flows"]) == (way in {"hcu", "connect"})
        assert announced["url"] == hub.rest_url
        if way in {"cloud", "hcu"}:
            assert announced["flow"][step]["pin"] == "1234"
    finally:
        await hub.stop()


def test_a_house_of_a_size_has_about_that_many_entities() -> None:
    hub = create(options("--size", "1000", "--seed", "2"))
    assert 150 < len(hub.state()["devices"]) < 220


def test_a_diagnostics_file_is_a_house_too(tmp_path: Path) -> None:
    state = demo_house("3014F711A00000000000ABCD")
    file = tmp_path / "diagnostics.json"
    file.write_text(json.dumps({"data": {"websocket": {}, "config": state}}), encoding="utf-8")
    hub = create(options("--house", str(file)))
    assert hub.state()["devices"] == state["devices"]
    assert hub.sgtin == "3014F711A00000000000ABCD"


def test_a_file_without_a_house_says_so(tmp_path: Path) -> None:
    file = tmp_path / "something.json"
    file.write_text('{"data": []}', encoding="utf-8")
    with pytest.raises(ValueError, match="no getCurrentState"):
        create(options("--house", str(file)))
