"""Texts from the wire, as they can be written again."""

from __future__ import annotations


def whole_characters(value: str) -> str:
    """The text without halves of characters, which JSON can hold and nothing after it can write.

    One of them in a name, and Home Assistant could not save its registries any more.
    """
    return value if value.isascii() else value.encode("utf-8", "replace").decode()
