"""Every type has a decision: the library's lists are the referee."""

from __future__ import annotations

import json
from itertools import groupby

import pytest
from homematicip.base.enums import DeviceType, FunctionalChannelType, GroupType

from custom_components.multihub.hubs.homematicip.mapping import House, channels, groups
from custom_components.multihub.hubs.homematicip.mapping.readers import Features, Nothing
from custom_components.multihub.hubs.homematicip.mapping.rows import Word
from custom_components.multihub.model import Event, Feature, Light, Select, Sensor
from tests.metadata.repository import INTEGRATION

from .everything import channel_features, group_features, home_features, table_rows

SAYS_WHY = 20
"""A reason has more characters than that."""

ENGLISH = json.loads((INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8"))["entity"]


def test_each_of_the_139_types_of_channels_has_a_row_and_no_row_is_of_another_type() -> None:
    assert len(FunctionalChannelType) == 139
    assert set(channels.CHANNELS) == {str(kind) for kind in FunctionalChannelType}


def test_each_of_the_56_types_of_groups_has_a_row_and_no_row_is_of_another_type() -> None:
    assert len(GroupType) == 56
    assert set(groups.GROUPS) == {str(kind) for kind in GroupType}


def test_what_becomes_nothing_says_why() -> None:
    nothing = [one for one in (*channels.CHANNELS.values(), *groups.GROUPS.values()) if isinstance(one, Nothing)]
    assert nothing
    assert all(len(one.reason) > SAYS_WHY for one in nothing)


def test_what_becomes_features_becomes_at_least_one() -> None:
    made: dict[str, set[str]] = {}
    for kind, _, features in (*channel_features(), *group_features()):
        made.setdefault(kind, set()).update(feature.key for feature in features)
    assert {kind for kind, keys in made.items() if not keys} == set()
    decided = {kind for kind, one in channels.CHANNELS.items() if isinstance(one, Features)}
    decided |= {kind for kind, one in groups.GROUPS.items() if isinstance(one, groups.Grouped)}
    assert decided <= set(made)


@pytest.mark.parametrize("kind", sorted(DeviceType))
def test_devices_come_from_their_channels_whatever_their_type(kind: str) -> None:
    device = {
        "id": "device",
        "type": kind,
        "label": "Thing",
        "functionalChannels": {"1": {"index": 1, "functionalChannelType": "SHUTTER_CONTACT_CHANNEL"}},
    }
    house = House("hub")
    house.read({"devices": {"device": device}})
    (found,) = (one for one in house.devices() if one.id == "device")
    assert [feature.key for feature in found.features] == ["1_contact"]
    assert found.model_id == kind


def all_features() -> list[Feature]:
    channel = (feature for _, _, features in channel_features() for feature in features)
    group = (feature for _, _, features in group_features() for feature in features)
    return [*channel, *group, *home_features()]


def test_every_name_that_a_table_can_give_stands_in_the_translations() -> None:
    missing = {
        (feature.platform.value, feature.translation_key)
        for feature in all_features()
        if feature.translation_key and feature.translation_key not in ENGLISH.get(feature.platform.value, {})
    }
    assert missing == set()


def test_a_name_with_a_placeholder_gets_it_and_another_none() -> None:
    for feature in all_features():
        if feature.translation_key:
            name = ENGLISH[feature.platform.value][feature.translation_key]["name"]
            assert ("{channel}" in name) == (feature.translation_placeholders is not None), feature.key


def test_every_state_that_a_feature_can_have_has_its_word() -> None:
    for feature in all_features():
        text = ENGLISH.get(feature.platform.value, {}).get(feature.translation_key or "", {})
        if isinstance(feature, Sensor) and feature.options:
            assert set(feature.options) == set(text["state"]), feature.key
        if isinstance(feature, Select):
            assert set(feature.choice.options) <= set(text["state"]), feature.key
        if isinstance(feature, Event) and feature.translation_key:
            assert set(feature.event_types) == set(text["state_attributes"]["event_type"]["state"]), feature.key
        if isinstance(feature, Light) and feature.effect:
            assert set(feature.effect.options) == set(text["state_attributes"]["effect"]["state"]), feature.key


def test_no_channel_and_no_group_has_a_key_twice() -> None:
    for kind, _, features in (*channel_features(), *group_features()):
        keys = [feature.key for feature in features]
        assert len(keys) == len(set(keys)), kind


def test_no_channel_has_two_main_features() -> None:
    for kind, part, features in channel_features():
        if part.main:
            assert [feature.key for feature in features if feature.name is None][1:] == [], kind


def test_no_two_features_of_a_channel_have_the_same_name() -> None:
    for kind, _, features in channel_features():
        named = sorted(
            (feature.platform.value, feature.translation_key, feature.key)
            for feature in features
            if feature.translation_key
        )
        for (_, name), same in groupby(named, key=lambda one: one[:2]):
            assert len(list(same)) == 1, f"{kind}: {name}"


def test_words_of_the_wire_are_options_in_lower_case() -> None:
    for row in table_rows():
        if isinstance(row, Word):
            assert all(option == option.lower() for option in row.options), row.key
            assert not {"unknown", "unavailable"} & set(row.options), row.key
