"""A light that was dimmed slowly stays as it is: what the vendor's interface gives a time gets none in the end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.hubs.homematicip import lasting
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.requests import Timed
from custom_components.multihub.model import Light
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import call, channel_of, entity_of, unload
from .one_hub import feature_of
from .sink import WrittenSink, listening

SLOW = "device/control/setDimLevelWithTime"
LAST = "device/control/setDimLevel"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "MARGIN_SECONDS", 0)


def asked(cloud: VirtualHomematicIP, path: str) -> list[Any]:
    """What was said by exactly this path."""
    return [entry.body for entry in cloud.log if entry.what == path]


async def over(hub: HomematicIPHub) -> None:
    """Wait until nothing is planned any more."""
    plans = hub._speaker._lasting._plans.values()  # noqa: SLF001  nothing else tells that nothing will come
    await asyncio.gather(*(plan.wait for plan in plans), return_exceptions=True)


class Lamp:
    """A dimmer of the virtual house."""

    def __init__(self, cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
        self.cloud = cloud
        self.device, self.index = channel_of(cloud, "DIMMER_CHANNEL")
        self.hub = hub

    @property
    def light(self) -> Light:
        device = next(one for one in self.hub.house.devices() if one.id == self.device)
        light = feature_of(device, f"{self.index}_light")
        assert isinstance(light, Light)
        return light

    async def dim(self, **arguments: Any) -> None:
        assert self.light.turn_on
        await self.hub.send(self.light.turn_on.request(**arguments))

    @property
    def level(self) -> float:
        return float(self.cloud.home.channel(self.device, self.index)["dimLevel"])


async def put_out_by_hand(cloud: VirtualHomematicIP, lamp: Lamp, sink: WrittenSink) -> None:
    """Somebody presses the lamp's button, and the hub hears of it."""
    told = len(sink.changes)
    cloud.set(device=lamp.device, channel=lamp.index, values={"dimLevel": 0.0, "on": False})
    await sink.until(lambda: len(sink.changes) > told)


@pytest.fixture
def lamp(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> Lamp:
    return Lamp(cloud, hub)


async def test_when_it_has_arrived_it_is_told_to_stay(cloud: VirtualHomematicIP, lamp: Lamp) -> None:
    async with listening(lamp.hub):
        await lamp.dim(brightness=128, transition=0.1)
        (slow,) = asked(cloud, SLOW)
        assert (slow["rampTime"], slow["onTime"], slow["dimLevel"]) == (0.1, 16383.0, 0.502)
        await cloud.until(lambda: asked(cloud, LAST))
        assert [body["dimLevel"] for body in asked(cloud, LAST)] == [0.502]
        assert lamp.level == 0.502


async def test_what_is_said_next_is_not_overruled(cloud: VirtualHomematicIP, lamp: Lamp) -> None:
    async with listening(lamp.hub):
        await lamp.dim(brightness=128, transition=0.2)
        await lamp.dim(brightness=255)
        await over(lamp.hub)
        assert [body["dimLevel"] for body in asked(cloud, LAST)] == [1.0]
        assert lamp.level == 1.0


async def test_what_somebody_did_by_hand_is_not_overruled(cloud: VirtualHomematicIP, lamp: Lamp) -> None:
    async with listening(lamp.hub) as (sink, _):
        await lamp.dim(brightness=128, transition=0.2)
        await put_out_by_hand(cloud, lamp, sink)
        await over(lamp.hub)
        assert asked(cloud, LAST) == []
        assert lamp.level == 0.0


async def test_a_refusal_is_told_in_the_log(
    cloud: VirtualHomematicIP, lamp: Lamp, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(lamp.hub):
        cloud.faults.lay_out(path=LAST, status=400, body='{"errorCode": "DEVICE_BUSY"}')
        await lamp.dim(brightness=128, transition=0.1)
        await over(lamp.hub)
    assert "go off by itself" in caplog.text


# A stop in between


async def test_a_stop_in_between_says_at_once_what_lasts(cloud: VirtualHomematicIP, lamp: Lamp) -> None:
    async with listening(lamp.hub):
        await lamp.dim(brightness=128, transition=600)
        assert asked(cloud, LAST) == []
        await lamp.hub.close()
    assert [body["dimLevel"] for body in asked(cloud, LAST)] == [0.502]


async def test_what_somebody_put_out_meanwhile_stays_dark_at_a_stop(cloud: VirtualHomematicIP, lamp: Lamp) -> None:
    async with listening(lamp.hub) as (sink, _):
        await lamp.dim(brightness=128, transition=600)
        await put_out_by_hand(cloud, lamp, sink)
        await lamp.hub.close()
    assert asked(cloud, LAST) == []


async def test_a_stop_waits_for_no_cloud_that_does_not_answer(
    cloud: VirtualHomematicIP, lamp: Lamp, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lasting, "CLOSING_SECONDS", 0.05)
    async with listening(lamp.hub):
        await lamp.dim(brightness=128, transition=600)
        cloud.faults.delay = 60
        async with asyncio.timeout(5):
            await lamp.hub.close()
    assert "no time left" in caplog.text


async def test_unloading_the_entry_is_such_a_stop(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    device, index = channel_of(cloud, "DIMMER_CHANNEL")
    lamp = entity_of(hass, cloud, "light", device, f"{index}_light")
    await call(hass, "light.turn_on", lamp, brightness=128, transition=600)
    await unload(hass, entry)
    assert [body["dimLevel"] for body in asked(cloud, LAST)] == [0.502]


async def test_the_stop_of_home_assistant_is_such_a_stop(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    device, index = channel_of(cloud, "DIMMER_CHANNEL")
    lamp = entity_of(hass, cloud, "light", device, f"{index}_light")
    await call(hass, "light.turn_on", lamp, brightness=128, transition=600)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done()
    assert [body["dimLevel"] for body in asked(cloud, LAST)] == [0.502]


# Several lamps together

SLOW_TOGETHER = "group/switching/setDimLevelWithTime"
LAST_TOGETHER = "group/switching/setDimLevel"
SWITCHED = "device/control/setSwitchState"


class Room:
    """The lamps that a room switches together: three dimmers and two switches of the virtual house."""

    def __init__(self, cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
        self.cloud, self.hub = cloud, hub
        self.group = next(
            group
            for group in cloud.state()["groups"].values()
            if group["type"] == "SWITCHING" and group["label"] == "Küche"
        )
        lamps = [(one["deviceId"], one["channelIndex"]) for one in self.group["channels"]]
        self.dimmers = [lamp for lamp in lamps if "dimLevel" in cloud.home.channel(*lamp)]
        self.switches = [lamp for lamp in lamps if lamp not in self.dimmers]

    @property
    def light(self) -> Light:
        key = f"{self.group['id']}_light"
        found = next(one for device in self.hub.house.devices() for one in device.features if one.key == key)
        assert isinstance(found, Light)
        return found

    def levels(self) -> list[float]:
        return [self.cloud.home.channel(*lamp)["dimLevel"] for lamp in self.dimmers]


@pytest.fixture
def room(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> Room:
    return Room(cloud, hub)


async def test_a_room_that_is_dimmed_slowly_is_told_to_stay_as_one(cloud: VirtualHomematicIP, room: Room) -> None:
    async with listening(room.hub):
        await room.hub.send(timed(room.light, brightness=128, transition=0.1))
        (slow,) = asked(cloud, SLOW_TOGETHER)
        assert (slow["rampTime"], slow["onTime"], slow["dimLevel"]) == (0.1, 16383.0, 0.502)
        await cloud.until(lambda: asked(cloud, LAST_TOGETHER))
        assert [body["dimLevel"] for body in asked(cloud, LAST_TOGETHER)] == [0.502]
        assert room.levels() == [0.502] * 3


async def test_of_a_room_the_lamp_that_somebody_put_out_stays_dark_and_the_others_are_told_alone(
    cloud: VirtualHomematicIP, room: Room
) -> None:
    dark, *others = room.dimmers
    async with listening(room.hub) as (sink, _):
        await room.hub.send(timed(room.light, brightness=128, transition=0.2))
        told = len(sink.changes)
        cloud.set(device=dark[0], channel=dark[1], values={"dimLevel": 0.0, "on": False})
        await sink.until(lambda: len(sink.changes) > told)
        await over(room.hub)
    assert asked(cloud, LAST_TOGETHER) == []
    assert [(body["deviceId"], body["channelIndex"]) for body in asked(cloud, LAST)] == others
    assert [(body["deviceId"], body["channelIndex"]) for body in asked(cloud, SWITCHED)] == room.switches
    assert room.levels() == [0.0, 0.502, 0.502]


async def test_a_room_goes_off_slowly_and_needs_nothing_more(room: Room) -> None:
    slow = timed(room.light, on=False, transition=3.0)
    assert not isinstance(slow, Timed)
    assert (slow.path, slow.body["dimLevel"], slow.body["rampTime"]) == (SLOW_TOGETHER, 0.0, 3.0)


# What is said


def timed(light: Light, **arguments: Any) -> Any:
    assert light.turn_on and light.turn_off
    return (light.turn_on if arguments.pop("on", True) else light.turn_off).request(**arguments)


async def test_off_needs_nothing_more(lamp: Lamp) -> None:
    slow = timed(lamp.light, on=False, transition=3.0)
    assert not isinstance(slow, Timed)
    assert (slow.path, slow.body["dimLevel"], slow.body["rampTime"]) == (SLOW, 0.0, 3.0)


@pytest.mark.parametrize(("wanted", "ramp"), [(0.01, 0.1), (5.0, 5.0), (20000.0, 16383.0)])
async def test_the_ramp_is_within_what_the_interface_takes(lamp: Lamp, wanted: float, ramp: float) -> None:
    slow = timed(lamp.light, transition=wanted)
    assert isinstance(slow, Timed)
    assert (slow.call.body["rampTime"], slow.seconds) == (ramp, ramp)
