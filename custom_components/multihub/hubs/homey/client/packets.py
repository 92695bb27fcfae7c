"""Socket.IO packets of protocol 4 in Engine.IO 3 packets, as text (protocol page, section 2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import orjson

OPEN: Final = "0"
CLOSE: Final = "1"
PING: Final = "2"
PONG: Final = "3"

CONNECT: Final = "40"
DISCONNECT: Final = "41"
EVENT: Final = "42"
ACK: Final = "43"
ERROR: Final = "44"

_PACKET = re.compile(r"^(4[0-4]|[0-3])(?:(/[^,]*),)?(\d*)(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet: its kind, its namespace (``""``: the root), the number to answer to, its data."""

    kind: str
    namespace: str = ""
    number: int | None = None
    data: Any = None


def decode(text: str) -> Packet | None:
    """Read a packet; ``None`` for what is none."""
    found = _PACKET.match(text)
    if found is None:
        return None
    kind, namespace, number, rest = found.groups()
    if kind in (PING, PONG, CLOSE):
        return Packet(kind)
    try:
        data = orjson.loads(rest) if rest else None
    except ValueError:
        return None
    return Packet(kind, namespace or "", int(number) if number else None, data)


def encode(packet: Packet) -> str:
    """Write a packet."""
    namespace = f"{packet.namespace}," if packet.namespace else ""
    number = "" if packet.number is None else str(packet.number)
    data = "" if packet.data is None else orjson.dumps(packet.data).decode()
    return f"{packet.kind}{namespace}{number}{data}"
