"""docs/performance.md, made of a run's figures."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from homeassistant.const import __version__

from .table import Table

LOAD_BEFORE = os.getloadavg()[0]
"""What the machine did before anything was measured."""

HEAD = """\
# How fast it is

This page is made by `scripts/bench --page docs/performance.md`: the figures are those of one run, the words about them stand in `benchmarks/page.py`. The references run in the same process and the same run: Home
Assistant's own MQTT integration, a plain `CoordinatorEntity` that tells everybody, bare entities without anything around them (the floor), and for HomematicIP Home
Assistant's own `homematicip_cloud` on the same recorded home. A ratio is the reference's figure in ours: ×2 means that the reference takes twice as much.
"""

TAIL = """\
## Where a figure is not reached, and why

- A HomematicIP frame holds the whole device, about 3 KiB of JSON, where MQTT's holds a number. Of its time the profile gives an eighth to decoding it, four parts in ten to
  comparing its channels with those that are known and mapping the fields that moved, and the rest to telling the entity and to Home Assistant's writing. Half of the mapping's time
  is memory that has gone cold between two messages: in a row it takes 10 µs. Nothing of it grows with the house. What was tried and left, since it gave nothing: reading only
  the channels that are written otherwise, as is done with a state (15 µs of Python, where decoding all of it takes 7), keeping equal values once, and comparing channels as JSON.
- On HomeSeer's webhook and OpenMotics' long poll every message is a request of its own, so that the processor has done other things in between, and everything that a
  message needs comes from memory anew. The floor beside them is the same request, read by Home Assistant's webhook component or by a bare long poll, that writes one bare
  entity; MQTT's figure beside them is measured with a request between its messages, too.

## How it is measured

- Each hub's way is measured in a process of its own, as a home has one, with its byte code in the cache; what it is compared with is measured in that process, too. *Message's
  bytes in hand to state* comes after MQTT's and the floor's, and meets the memory as they have left it.
- *Message's bytes in hand to state* has the same meaning for each hub: it begins when a frame, a line or a body of a real connection to a virtual hub is handed over as bytes,
  and ends when the state is written. Decoding, mapping, comparing and Home Assistant's own writing are in it; the network and the reading of TLS, HTTP and frames are not,
  nor is Home Assistant's finding of the webhook. MQTT's begins with a message's payload. The values change in turn through
  the house; of OpenMotics' long poll, which tells those of circuits alone, there are four. HomeSeer's ASCII port tells a number alone: where its text is known the line
  is timed, else the row that is read for it.
- Each written state has a ULID: `scripts/bench` sees to it that `ulid-transform` is compiled, as it is in Home Assistant's own images; that saves each state 3 µs.
- *Above the wire* is a whole action of Home Assistant at a switch or a light, less the time from the first byte that goes out to the last message that comes in.
- A command to a HomematicIP ends when its echo is applied, of the device and of its groups; one by OpenMotics' long poll after the states are read again, since nothing is pushed
  that has them, and a gateway tells all outputs or none: of 1,666 outputs' text the rows that are not written as before are decoded and mapped. Many commands at once share a
  reading. The cloud's message that something was switched has them read once more, since it does not say by whom, unless the confirming reading was sent after it came. In the
  benchmark it comes while that is under way: then they are read a third of a second later, with what other messages tell until then, and that is no part of the figure.
- Imports are timed in a new process in which Home Assistant is loaded already, with byte code in its cache, as it is from the second start on.
- Counts (writes, requests, log lines, imports) are held by `tests/performance` in CI. Times are printed and never asserted: they depend on the machine.
- Set-ups, snapshots and storms are measured with the virtual hub in a process of its own. *Our work* is what Home Assistant's process has worked in that time, in all its
  threads; *with the hub's answers* is by the clock. In a storm the loop's lag is looked at each 2 ms; the memory is counted after either half, when all that was told has arrived. A HomeSeer's rows are read
  together: where one becomes two other things before it is read, the last counts and the first is missing in the count.
- *Loss and return*: each way's connections are refused until the entities are unavailable, then let through, in simulated time. `tests/chaos` holds it for every single
  entity.
"""


def page(table: Table) -> str:
    """The page, in Markdown."""
    return "\n".join(_parts(table)) + "\n"


def _parts(table: Table) -> Iterator[str]:
    yield HEAD
    yield (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with Home Assistant {__version__} and Python {platform.python_version()}"
        f" on {_processor()}, {os.cpu_count()} cores, {platform.system()}{_not_compiled()}. The machine's load was {LOAD_BEFORE:.1f} before"
        f" and {os.getloadavg()[0]:.1f} at the end, of which one is the benchmark's own; single figures vary from run to"
        " run, by a third where others work at the same time.\n"
    )
    yield "| figure | to reach | ours | references | ratio |"
    yield "| --- | --- | ---: | --- | --- |"
    for row in table.rows():
        yield f"| {row.name.strip()} | {row.reach} | {row.ours} | {row.references} | {row.ratios} |"
    yield ""
    yield from (f"{note}\n" for note in table.notes)
    yield TAIL.rstrip()


def _not_compiled() -> str:
    compiled = find_spec("ulid_transform._ulid_impl") is not None
    return "" if compiled else ", with a ulid-transform that is not compiled"


def _processor() -> str:
    """What the machine calls its processor."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
