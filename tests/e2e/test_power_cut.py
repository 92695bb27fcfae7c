"""The power goes in the whole house and comes back: all hubs at once, killed and started again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp

from scripts.demo_home.check import control_one
from scripts.demo_home.dialog import add_hub
from scripts.demo_home.processes import Child, announced, start
from scripts.demo_home.rest import until
from scripts.demo_home.running import running

from . import HUBS, LANE
from .house import House, lines_of_ours

SECONDS = 120
"""More than the grace of a hub that went and the pause before the next try."""


async def test_after_a_power_cut_every_hub_is_there_again_by_itself(tmp_path: Path) -> None:
    """Unavailable meanwhile, one line each way, nobody has to sign in again, and what is switched is heard."""

    async def begin(hub: str) -> Child:
        memory = str(tmp_path / f"{hub}.memory")
        return await start(hub, "virtual_hubs", hub, "--memory", memory, log=tmp_path / f"{hub}.out")

    with running(tmp_path / "home", "--hubs", lane=LANE) as where:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
            house = House(session, where)
            children = {hub: await begin(hub) for hub in HUBS}
            try:
                entries = {hub: await add_hub(house.home, await announced(children[hub])) for hub in HUBS}

                async def lamps() -> dict[str, str]:
                    found = await house.entities_of(*(entry["entry_id"] for entry in entries.values()))
                    return {member.entity_id: member.state for member in found if member.platform == "light"}

                before = await lamps()
                assert set(before.values()) >= {"on", "off"}
                await asyncio.gather(*(child.kill() for child in children.values()))

                async def dark() -> bool:
                    return set((await lamps()).values()) == {"unavailable"}

                await until("all lamps are unavailable", dark, timeout=SECONDS)
                children = {hub: await begin(hub) for hub in HUBS}

                async def as_before() -> bool:
                    return await lamps() == before

                await until("all lamps are as they were", as_before, timeout=SECONDS)
                for hub in HUBS:
                    own = await house.entities_of(entries[hub]["entry_id"])
                    await control_one(house.home, await announced(children[hub]), own)
                said = [line.partition("[custom_components.multihub] ")[2] for line in await lines_of_ours(house)]
                names = [entry["title"] for entry in entries.values()]
                gone = [f"{name} can't be reached; trying again until it is back" for name in names]
                assert sorted(said) == sorted([*gone, *(f"{name} is back" for name in names)])
            finally:
                await house.forget_all()
                await asyncio.gather(*(child.stop() for child in children.values()))
