"""The difference between two faces of a house, without Home Assistant."""

from __future__ import annotations

from homeassistant.const import Platform

from custom_components.multihub.inventory import Inventory, overlaid, parents_first
from custom_components.multihub.model import BinarySensor, Button, Command, Device, Request, Sensor, Switch

ONE, TWO = Sensor(key="one", value=1), Sensor(key="two", value=2)


def test_everything_is_new_at_first() -> None:
    inventory = Inventory()

    difference = inventory.put([Device(id="a", name="A", features=(ONE, TWO))])

    assert difference.added == [("a", "one"), ("a", "two")]
    assert difference.registered == ["a"]
    assert not difference.changed
    assert inventory.features["a", "two"] is TWO


def test_only_features_that_differ_are_changed() -> None:
    inventory = Inventory()
    inventory.put([Device(id="a", name="A", features=(ONE, TWO))])

    difference = inventory.put(
        [Device(id="a", name="A", features=(Sensor(key="one", value=1), Sensor(key="two", value=3)))]
    )

    assert difference.changed == [("a", "two")]
    assert not difference.added
    assert not difference.gone
    assert not difference.registered


def test_a_device_that_turns_unavailable_changes_every_feature() -> None:
    inventory = Inventory()
    inventory.put([Device(id="a", name="A", features=(ONE, TWO))])

    difference = inventory.put([Device(id="a", name="A", features=(ONE, TWO), available=False)])

    assert difference.changed == [("a", "one"), ("a", "two")]


def test_a_feature_may_go_come_and_change_its_platform_at_once() -> None:
    inventory = Inventory()
    inventory.put([Device(id="a", name="A", features=(ONE, TWO))])

    difference = inventory.put(
        [Device(id="a", name="A", features=(BinarySensor(key="one", is_on=True), Switch(key="three", is_on=None)))]
    )

    assert difference.added == [("a", "one"), ("a", "three")]
    assert sorted(difference.gone) == [(Platform.SENSOR, ("a", "one")), (Platform.SENSOR, ("a", "two"))]
    assert ("a", "two") not in inventory.features


def test_removed_devices_take_their_features_along() -> None:
    inventory = Inventory()
    inventory.put([Device(id="a", name="A", features=(ONE,)), Device(id="b", name="B", features=(TWO,))])

    inventory.remove("a")
    inventory.remove("nobody")

    assert set(inventory.devices) == {"b"}
    assert inventory.features == {("b", "two"): TWO}


def test_parents_come_before_children_and_the_hub_before_all() -> None:
    devices = {
        device.id: device
        for device in (
            Device(id="grandchild", name="", parent="child"),
            Device(id="child", name="", parent="parent"),
            Device(id="parent", name=""),
            Device(id="hub", name=""),
            Device(id="loop1", name="", parent="loop2"),
            Device(id="loop2", name="", parent="loop1"),
            Device(id="orphan", name="", parent="nobody"),
        )
    }

    order = [device.id for device in parents_first(devices, devices, "hub")]

    assert order[0] == "hub"
    assert order.index("parent") < order.index("child") < order.index("grandchild")
    assert set(order) == set(devices)


def test_only_the_devices_asked_for_are_ordered() -> None:
    devices = {"p": Device(id="p", name=""), "c": Device(id="c", name="", parent="p")}

    assert [device.id for device in parents_first(devices, ["c"], "hub")] == ["c"]


def test_newer_features_are_laid_over_a_snapshot() -> None:
    device = Device(id="a", name="A", features=(ONE, TWO))
    newer = Sensor(key="two", value=22)

    assert overlaid(device, {("a", "two"): newer}).features == (ONE, newer)
    assert overlaid(device, {("b", "two"): newer}) is device


def test_a_command_is_equal_to_any_other_and_shows_nothing_of_itself() -> None:
    pin = "1234"
    first, second = Command(Request), Command(lambda code=pin: Request())

    assert Button(key="x", press=first) == Button(key="x", press=second)
    assert Switch(key="x", is_on=True, turn_on=first) != Switch(key="x", is_on=True)
    assert pin not in repr(Button(key="x", press=second))


def test_values_alone_change_their_features_and_the_device_has_them_afterwards() -> None:
    inventory = Inventory()
    inventory.put([Device(id="a", name="A", features=(ONE, TWO))])
    other = Sensor(key="two", value=3)

    assert inventory.update("a", [Sensor(key="one", value=1), other]) == [("a", "two")]

    assert inventory.features["a", "two"] is other
    assert inventory.devices["a"].features == (ONE, other)


def test_a_value_that_is_as_before_again_is_a_change_too() -> None:
    inventory = Inventory()
    device = Device(id="a", name="A", features=(ONE, TWO))
    inventory.put([device])
    inventory.update("a", [Sensor(key="two", value=3)])

    assert inventory.put([device]).changed == [("a", "two")]


def test_values_of_what_is_not_known_are_told_with_their_device_later() -> None:
    inventory = Inventory()
    inventory.put([Device(id="a", name="A", features=(ONE,))])

    assert inventory.update("a", [TWO, BinarySensor(key="one", is_on=True)]) == []
    assert inventory.update("b", [TWO]) == []
    assert inventory.features == {("a", "one"): ONE}
