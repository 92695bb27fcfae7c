"""Of a part only what reads a changed field is mapped again: that is the same as mapping all of it."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.homematicip.mapping import channels, groups
from custom_components.multihub.hubs.homematicip.mapping.part import Part
from custom_components.multihub.hubs.homematicip.mapping.readers import Features

from .everything import everything

OTHERS = {bool: (None, False), int: (None, 0), float: (None, 0.3), str: (None, "CLOSED"), dict: (None, {})}
"""What a value becomes, by its type."""

KINDS: dict[str, Features] = {
    **{kind: decided for kind, decided in channels.CHANNELS.items() if isinstance(decided, Features)},
    **{kind: decided.features for kind, decided in groups.GROUPS.items() if isinstance(decided, groups.Grouped)},
}


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_field_changes_nothing_is_left_that_all_of_it_would_make_otherwise(kind: str) -> None:
    decided = KINDS[kind]
    raw: dict[str, Any] = everything(functionalChannelType=kind)
    part = Part("device", 3, dict(raw), prefix=None if kind in channels.CHANNELS else "group")
    decided.again(part)
    for name, told in raw.items():
        for value in (*OTHERS[type(told)], told):
            part.raw[name] = value
            decided.again(part, {name})
            if value != told:
                assert decided.again(part) == [], f"{name} became {value!r}"
