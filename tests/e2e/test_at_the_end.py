"""What the log says when all of the other tests have been through."""

from __future__ import annotations

from .house import House, lines_of_ours


async def test_the_error_log_holds_nothing_of_ours(house: House) -> None:
    assert await lines_of_ours(house) == []


async def test_nor_does_that_of_a_home_where_hubs_came_and_went(empty_house: House) -> None:
    """Added by hand, with a password misspelt, played again from a file, and removed."""
    assert await lines_of_ours(empty_house) == []
