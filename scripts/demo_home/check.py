"""What came up, as a table; and one device of each hub, controlled and seen to obey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from . import DemoError
from .processes import RunningHub
from .rest import HomeAssistant, until

_ENTITIES = """
{%- set found = namespace(rows=[]) -%}
{%- for state in states -%}
{%- set entry = config_entry_id(state.entity_id) -%}
{%- if entry -%}
{%- set found.rows = found.rows + [[entry, device_id(state.entity_id), state.entity_id, state.state]] -%}
{%- endif -%}
{%- endfor -%}
{{ found.rows | to_json }}
"""

_SWITCHABLE = ("light", "switch", "fan", "siren")
_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Member:
    """One entity of an entry, as it is now."""

    entry_id: str
    device_id: str | None
    entity_id: str
    state: str

    @property
    def platform(self) -> str:
        """The domain of its id."""
        return self.entity_id.partition(".")[0]


async def members(home: HomeAssistant) -> list[Member]:
    """Every entity that belongs to an entry of Home Assistant."""
    return [Member(*row) for row in await home.template(_ENTITIES)]


def table(entries: Mapping[str, dict[str, Any]], entities: list[Member]) -> Iterator[str]:
    """A line for each hub: its devices, its entities by platform."""
    for name, entry in entries.items():
        own = [member for member in entities if member.entry_id == entry["entry_id"]]
        devices = len({member.device_id for member in own} - {None})
        platforms = Counter(member.platform for member in own)
        counted = ", ".join(f"{platform} {count}" for platform, count in sorted(platforms.items()))
        yield f"{name:12} {devices:4} devices {len(own):5} entities   {counted}"


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value within JSON data, with the way to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, f"{path}.{key}".removeprefix("."))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, f"{path}.{index}")
    else:
        yield path, data


async def held_by(home: HomeAssistant, hub: RunningHub) -> dict[str, Any]:
    """What the virtual hub itself holds now, as flat values."""
    async with home.session.get(f"{hub.control}/state") as response:
        return dict(leaves(await response.json()))


async def control_one(home: HomeAssistant, hub: RunningHub, entities: list[Member]) -> str:
    """Switch one device there and back: the hub's own state and Home Assistant's both follow.

    Raises:
        DemoError: there is nothing to switch, or one of the two did not follow.

    """
    candidates = [m for name in _SWITCHABLE for m in entities if m.platform == name and m.state in ("on", "off")]
    if not candidates:
        raise DemoError(f"{hub.hub} has nothing that can be switched")
    member = candidates[0]
    other = "off" if member.state == "on" else "on"
    there = await _switch(home, hub, member, other)
    back = await _switch(home, hub, member, member.state)
    # a lamp may come back less bright than it was, a time never comes back: what does comes first
    moved = sorted((path for path in there if path in back), key=lambda path: back[path].now != there[path].before)
    if not moved:
        raise DemoError(f"{hub.hub}: nothing that {member.entity_id} changed was changed again")
    first = moved[0]
    held = f"{there[first].before} → {there[first].now} → {back[first].now}"
    return f"{member.entity_id}: {member.state} → {other} → {member.state}; the hub held {first}: {held}"


class Change(NamedTuple):
    """One value that the hub held, and what it holds now."""

    before: Any
    now: Any


async def _switch(home: HomeAssistant, hub: RunningHub, member: Member, to: str) -> dict[str, Change]:
    """Switch, wait for both; gives what the hub now holds otherwise."""
    before = await held_by(home, hub)
    await home.call(f"{member.platform}.turn_{to}", entity_id=member.entity_id)

    async def hub_follows() -> dict[str, Change]:
        after = await held_by(home, hub)
        return {path: Change(before.get(path), now) for path, now in after.items() if before.get(path) != now}

    async def home_follows() -> bool:
        return await home.state(member.entity_id) == to

    changed = await until(f"{hub.hub} itself follows {member.entity_id}", hub_follows, timeout=_SECONDS)
    await until(f"{member.entity_id} becomes {to}", home_follows, timeout=_SECONDS)
    return changed
