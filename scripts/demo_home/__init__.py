"""A home to look at: a real Home Assistant process, the virtual hubs, and what joins the two.

It speaks with Home Assistant from outside, by its REST interface alone, as a person's browser would.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


class DemoError(Exception):
    """Something did not come up or did not do what it should; the text says what."""
