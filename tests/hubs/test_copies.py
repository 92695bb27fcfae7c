"""A feature with another value: what ``dataclasses.replace`` makes, of every kind of features."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace

import pytest

from custom_components.multihub import model
from custom_components.multihub.hubs.copies import with_value
from custom_components.multihub.model import Feature

KINDS = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Feature)]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_the_field_is_another_and_the_feature_before_stays_as_it_was(kind: type[Feature]) -> None:
    told = {one.name: one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}
    before, same = kind(**told), kind(**told)
    for one in fields(kind):
        changed = with_value(before, one.name, "other")
        assert changed == replace(before, **{one.name: "other"}) != before
        assert type(changed) is kind
        assert before == same
