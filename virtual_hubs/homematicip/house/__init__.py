"""Our house: what ``getCurrentState`` gives of it; and houses of any size."""

from __future__ import annotations

from .build import FIRST_CLIENT, demo_house
from .sized import sized_house

__all__ = ["FIRST_CLIENT", "demo_house", "sized_house"]
