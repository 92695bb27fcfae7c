"""The real thing: a Home Assistant process with the virtual hubs, spoken to from outside."""

from __future__ import annotations

import os

from virtual_hubs.__main__ import HUBS

__all__ = ["HUBS", "LANE"]

LANE = os.environ.get("MULTIHUB_E2E")
"""The lane to run on; these tests are not collected where nobody asks for one."""
