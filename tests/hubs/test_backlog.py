"""What is pushed while fetches run is kept for each of them, however they overlap."""

from __future__ import annotations

from contextlib import ExitStack

from custom_components.multihub.hubs.base import Backlog


def test_of_two_fetches_that_overlap_each_keeps_what_was_pushed_while_it_ran() -> None:
    """The first one ends first, when both have kept nothing yet."""
    backlog: Backlog[str] = Backlog()
    with ExitStack() as first, ExitStack() as second:
        early = first.enter_context(backlog.fetching())
        late = second.enter_context(backlog.fetching())
        second.close()
        backlog.keep("pushed")
        assert (early, late) == (["pushed"], [])
        first.close()
        backlog.keep("after")
    assert (early, late) == (["pushed"], [])


def test_the_same_in_the_other_order() -> None:
    backlog: Backlog[str] = Backlog()
    with ExitStack() as first, ExitStack() as second:
        early = first.enter_context(backlog.fetching())
        late = second.enter_context(backlog.fetching())
        first.close()
        backlog.keep("pushed")
        assert (early, late) == ([], ["pushed"])
