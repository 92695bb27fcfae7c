"""A light that was dimmed slowly stays as it is: what the vendor's interface gives a time gets none in the end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from custom_components.multihub.hubs.homematicip import lasting
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.requests import Timed
from custom_components.multihub.model import Light
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import channel_of
from .sink import listening
from .test_hub import feature_of, hub

__all__ = ["hub"]

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
    await asyncio.gather(*plans, return_exceptions=True)


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


@pytest.fixture
async def lamp(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> Lamp:
    await hub.connect()
    await hub.fetch()
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
        told = len(sink.changes)
        cloud.set(device=lamp.device, channel=lamp.index, values={"dimLevel": 0.0, "on": False})
        await sink.until(lambda: len(sink.changes) > told)
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


async def test_closing_ends_it(cloud: VirtualHomematicIP, lamp: Lamp) -> None:
    async with listening(lamp.hub):
        await lamp.dim(brightness=128, transition=0.2)
        await lamp.hub.close()
        await over(lamp.hub)
    assert asked(cloud, LAST) == []


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
