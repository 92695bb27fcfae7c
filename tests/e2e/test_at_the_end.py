"""What the log says when all of the other tests have been through."""

from __future__ import annotations

from .house import House

NOT_TESTED = "We found a custom integration multihub which has not been tested by Home Assistant"


async def test_the_error_log_holds_nothing_of_ours(house: House) -> None:
    response = await house.home.request("GET", "/api/error_log")
    assert response.status == 200
    lines = response.text.splitlines()
    ours = [line for line in lines if "multihub" in line and NOT_TESTED not in line]
    assert ours == []
    assert any(NOT_TESTED in line for line in lines)
