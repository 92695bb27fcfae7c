"""What something was is let go of: a home that lives for a year needs no more memory than on its first day."""

from __future__ import annotations

import copy
import gc
from typing import Any

import pytest

from custom_components.multihub.model import Feature

from .homes import changed, channel, device, group, house, service, told

LAMP = device("lamp", service(), channel(1, "SWITCH_CHANNEL", on=False))
HOT_WATER = group("hot water", "HOT_WATER", profileMode="AUTOMATIC", on=False)


def features() -> int:
    """How many features there are in this process."""
    gc.collect()
    return sum(isinstance(one, Feature) for one in gc.get_objects())


@pytest.mark.parametrize(
    ("thing", "values"),
    [
        (LAMP, [{"on": True}, {"on": False}]),
        (HOT_WATER, [{"profileMode": "MANUAL"}, {"profileMode": "AUTOMATIC"}]),
    ],
    ids=["channel", "group"],
)
def test_a_thing_that_changes_often_keeps_nothing_of_what_it_was(
    thing: dict[str, Any], values: list[dict[str, Any]]
) -> None:
    made = house(thing)

    def change() -> None:
        for value in values:
            raw = copy.deepcopy(thing)
            (raw["functionalChannels"]["1"] if "functionalChannels" in raw else raw).update(value)
            assert told(changed(made, raw))

    change()
    before = features()
    for _ in range(10):
        change()
    assert features() == before
