"""The house's state: what a change costs, what is pressed, and what nobody has said before."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from custom_components.multihub.hubs.homeseer.mapping import House, Press, Settings
from custom_components.multihub.hubs.homeseer.mapping.scenes import EVENT_TYPES, event_type
from custom_components.multihub.model import Device
from virtual_hubs.homeseer import demo_house
from virtual_hubs.homeseer.dialect import control_answer, status_answer

from .builders import DIMMER, ON_OFF, applied, device, house_of, mapped, pair, row


def test_a_row_that_is_equal_changes_nothing() -> None:
    house = mapped(demo_house("hs4"), "hs4")
    before = house.devices
    rows = [dict(house.with_pushed({"ref": ref}) or {}) for ref in house.rows]
    assert not house.apply(rows)
    house.load(rows)
    assert all(old is new for old, new in zip(before, house.devices, strict=True))


def test_a_changed_value_renders_its_own_feature_alone() -> None:
    house = house_of([row(1, relationship=2), row(2, "A", root=1), row(3, "B", root=1)], {2: ON_OFF, 3: ON_OFF})
    before = house.devices[0]
    (after,) = applied(house, row(2, "A", 255, root=1))
    assert after.features[0] != before.features[0]
    assert after.features[1] is before.features[1]


def test_a_new_name_a_new_row_and_a_row_that_is_gone() -> None:
    house = house_of([row(1, "Old", 5, "5 W"), row(2)])
    (renamed,) = applied(house, row(1, "New", 5, "5 W"))
    assert renamed.name == "New"
    (added,) = applied(house, row(3, "Third"))
    assert (added.name, house.knows(3)) == ("Third", True)
    house.load([row(1, "New", 5, "5 W"), row(3, "Third")])
    assert [found.name for found in house.devices] == ["New", "Third"]
    assert not house.knows(2)


def test_a_push_for_a_row_that_is_not_known_is_left_alone() -> None:
    assert house_of([row(1)]).with_pushed({"ref": 2, "value": 1}) is None
    assert house_of([row(1)]).with_pushed({"ref": "x"}) is None
    assert house_of([row(1)]).with_pushed({}) is None


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (0, None),
        (None, None),
        (1000, "scene_1_pressed"),
        (1001, "scene_1_released"),
        (2002, "scene_2_held"),
        (3003, "scene_3_pressed_2x"),
        (8006, "scene_8_pressed_5x"),
        (9000, "other"),
        (1007, "other"),
        (5, "other"),
    ],
)
def test_what_was_pressed_follows_from_the_value(value: float | None, found: str | None) -> None:
    assert event_type(value) == found
    assert found is None or found in EVENT_TYPES


def test_a_press_is_told_of_scenes_alone() -> None:
    house = house_of([row(1, codes=(4, 0, 91)), row(2)])
    assert house.press(1, 1000) == Press("1", "1", "scene_1_pressed", {"value": 1000})
    assert house.press(2, 1000) is None
    assert house.press(7, 1000) is None


def test_a_press_by_reading_needs_a_later_last_change() -> None:
    def scene(value: float, moment: int) -> dict[str, object]:
        return row(1, value=value, codes=(4, 0, 91), last_change=f"/Date({moment})/")

    house = house_of([scene(1000, 1000)])
    assert house.presses([scene(1000, 1000)]) == []
    assert house.presses([scene(0, 2000)]) == []
    assert [press.event_type for press in house.presses([scene(1000, 2000)])] == ["scene_1_pressed"]


def test_both_generations_make_the_same_kinds_of_the_demo() -> None:
    def kinds(house: House) -> dict[str, list[str]]:
        return {found.name: [feature.platform for feature in found.features] for found in house.devices}

    assert kinds(mapped(demo_house("hs3"), "hs3")) == kinds(mapped(demo_house("hs4"), "hs4"))


def test_features_keep_their_keys_when_everything_is_loaded_anew() -> None:
    house = demo_house("hs4")

    def keys(found: House) -> set[tuple[str, str]]:
        return {(device.id, feature.key) for device in found.devices for feature in device.features}

    assert keys(mapped(house, "hs4")) == keys(mapped(house, "hs4"))
    everything = keys(mapped(house, "hs4"))
    assert len(everything) == sum(len(found.features) for found in mapped(house, "hs4").devices)


def test_overrides_take_a_row_out_of_its_thermostat() -> None:
    house = demo_house("hs4")
    ref = next(row.ref for row in house.rows.values() if row.name == "Thermostat - Mode")
    thermostat = device(mapped(house, "hs4", Settings(overrides={ref: "select"})), "Thermostat")
    assert "select" in [feature.platform for feature in thermostat.features]


# Whatever comes


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
VIRTUAL = demo_house("hs4")
ROWS = status_answer(list(VIRTUAL.rows.values()), VIRTUAL, "hs4")["Devices"]
CONTROLS = control_answer(list(VIRTUAL.rows.values()), single=False)["Devices"]
ROW_KEYS = sorted(ROWS[0])
PAIR_KEYS = sorted(CONTROLS[0]["ControlPairs"][0])


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.dictionaries(
        st.integers(0, len(ROWS) - 1), st.dictionaries(st.sampled_from(ROW_KEYS), ANYTHING), max_size=6
    ),
    pairs=st.dictionaries(
        st.integers(0, len(CONTROLS) - 1), st.dictionaries(st.sampled_from(PAIR_KEYS), ANYTHING), max_size=4
    ),
)
def test_whatever_is_wrong_with_some_rows_the_others_stand(
    rows: dict[int, dict[str, object]], pairs: dict[int, dict[str, object]]
) -> None:
    raw = [ROWS[number] | rows.get(number, {}) for number in range(len(ROWS))]
    controls = [
        found | {"ControlPairs": [pair | pairs.get(number, {}) for pair in found["ControlPairs"]]}
        for number, found in enumerate(CONTROLS)
    ]
    house = House(Settings())
    house.load_controls(controls)
    house.load(raw)
    house.apply(raw)
    sound = {found["ref"] for number, found in enumerate(ROWS) if number not in rows}
    assert sound <= house.rows.keys()
    for found in house.devices:
        assert isinstance(found, Device)
        assert len({feature.key for feature in found.features}) == len(found.features)


def test_equal_indexes_of_controls_make_no_equal_keys() -> None:
    """A malformed answer may number two controls the same."""
    house = House(Settings())
    house.load_controls(
        [{"ref": 1, "ControlPairs": [pair("A", 1, 34) | {"CCIndex": 0}, pair("B", 2, 35) | {"CCIndex": 0}]}]
    )
    house.load([row(1)])
    keys = [feature.key for feature in house.devices[0].features]
    assert len(keys) == len(set(keys)) == 2


def test_a_dimmers_extremes() -> None:
    house = house_of([row(1, value=1e308)], {1: [*DIMMER, pair("Odd", 0, 3, 7, start=-1e308, end=1e308)]})
    assert house.devices[0].features
