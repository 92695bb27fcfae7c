"""A HomeSeer that is only starting up: what it answers then is no reason to give up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..base import HubConnectionError, HubUnsupportedError


@contextmanager
def tried_again() -> Iterator[None]:
    """A HomeSeer that is starting up answers with pages too: what looks like another product is tried again."""
    try:
        yield
    except HubUnsupportedError as err:
        if err.key == "missing_role":
            raise
        raise HubConnectionError(str(err), key=err.key, placeholders=err.placeholders) from err
