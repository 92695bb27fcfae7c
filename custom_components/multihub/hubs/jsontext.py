"""JSON as hubs write it: read fast where it is as the standard has it, and all the same where it is not quite."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import orjson

type Read = Callable[[str], Any]
"""Makes data of a JSON text; raises ValueError where it is none."""


def loads(text: str | bytes) -> Any:
    """Read JSON; what the strict reader refuses (NaN, line breaks and halves of characters in texts) the lenient one takes.

    Of bytes that are no UTF-8 each wrong one is read as U+FFFD.

    Raises:
        ValueError: it is no JSON.

    """
    try:
        return orjson.loads(text)
    except ValueError:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig", "replace")
        try:
            return json.loads(text, strict=False)
        except RecursionError as err:
            raise ValueError("nested too deeply") from err
