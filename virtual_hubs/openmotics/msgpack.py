"""Just enough msgpack for the websocket of gateways before 2.19: plain data, nothing extended."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

FIXED = {0xC0: None, 0xC2: False, 0xC3: True}
NUMBERS = {
    0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q", 0xD0: ">b", 0xD1: ">h", 0xD2: ">i",
    0xD3: ">q",
}  # fmt: skip
TEXTS = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I"}
BINARY = (0xC4, 0xC5, 0xC6)
LISTS = {0xDC: ">H", 0xDD: ">I"}
MAPS = {0xDE: ">H", 0xDF: ">I"}


def packb(value: Any) -> bytes:
    """The value as bytes."""
    match value:
        case None:
            return b"\xc0"
        case bool():
            return b"\xc3" if value else b"\xc2"
        case int():
            return bytes([value]) if 0 <= value < 128 else struct.pack(">Bq", 0xD3, value)
        case float():
            return struct.pack(">Bd", 0xCB, value)
        case str():
            data = value.encode()
            return struct.pack(">BI", 0xDB, len(data)) + data
        case list() | tuple():
            return struct.pack(">BI", 0xDD, len(value)) + b"".join(map(packb, value))
        case dict():
            pairs = (packb(key) + packb(part) for key, part in value.items())
            return struct.pack(">BI", 0xDF, len(value)) + b"".join(pairs)
        case _:
            raise TypeError(f"no msgpack for {type(value).__name__}")


def unpackb(data: bytes) -> Any:
    """The value that the bytes hold."""
    position = 0

    def number(form: str) -> Any:
        nonlocal position
        (value,) = struct.unpack_from(form, data, position)
        position += struct.calcsize(form)
        return value

    def text(length: int, *, binary: bool = False) -> str | bytes:
        nonlocal position
        part = data[position : position + length]
        position += length
        return part if binary else part.decode()

    def many(length: int, make: Callable[[], Any]) -> list[Any]:
        return [make() for _ in range(length)]

    def value() -> Any:
        code = number(">B")
        if code < 0x80:
            return code
        if code >= 0xE0:
            return code - 0x100
        if code < 0x90:
            return dict(many(code & 0x0F, lambda: (value(), value())))
        if code < 0xA0:
            return many(code & 0x0F, value)
        if code < 0xC0:
            return text(code & 0x1F)
        if code in FIXED:
            return FIXED[code]
        if code in NUMBERS:
            return number(NUMBERS[code])
        if code in TEXTS:
            return text(number(TEXTS[code]), binary=code in BINARY)
        if code in LISTS:
            return many(number(LISTS[code]), value)
        return dict(many(number(MAPS[code]), lambda: (value(), value())))

    return value()
