"""Socket.IO packets of protocol 4 in Engine.IO 3 packets, as text (protocol page, section 2.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import orjson

from ...jsontext import Read, loads

OPEN: Final = "0"
CLOSE: Final = "1"
PING: Final = "2"
PONG: Final = "3"

CONNECT: Final = "40"
DISCONNECT: Final = "41"
EVENT: Final = "42"
ACK: Final = "43"
ERROR: Final = "44"

NOT_OTHERWISE: Final[Mapping[int, Read]] = {}

_PACKET = re.compile(r"^(4[0-4]|[0-3])(?:(/[^,]*),)?(\d*)(.*)$", re.DOTALL)
_DONE = re.compile(r"\[\s*null\s*,")


class Packet(NamedTuple):
    """One packet: its kind, its namespace (``""``: the root), the number to answer to, its data."""

    kind: str
    namespace: str = ""
    number: int | None = None
    data: Any = None


def decode(text: str, results: Mapping[int, Read] = NOT_OTHERWISE) -> Packet | None:
    """Read a packet; ``None`` for what is none.

    ``results`` are how to read what answers to these numbers give, where that is not to be read as all else.
    """
    found = _PACKET.match(text)
    if found is None:
        return None
    kind, namespace, digits, rest = found.groups()
    if kind in (PING, PONG, CLOSE):
        return Packet(kind)
    try:
        number = int(digits) if digits else None
        read = results.get(number) if kind == ACK and number is not None else None
        data = (_answered(rest, read) if read else loads(rest)) if rest else None
    except ValueError:
        return None
    return Packet(kind, namespace or "", number, data)


def _answered(text: str, read: Read) -> Any:
    """An answer, ``[error, result]``, with its result read in this way; an error is read as all else."""
    if (done := _DONE.match(text)) and text.endswith("]"):
        return [None, read(text[done.end() : -1])]
    return loads(text)


def encode(packet: Packet) -> str:
    """Write a packet."""
    namespace = f"{packet.namespace}," if packet.namespace else ""
    number = "" if packet.number is None else str(packet.number)
    data = "" if packet.data is None else orjson.dumps(packet.data).decode()
    return f"{packet.kind}{namespace}{number}{data}"
