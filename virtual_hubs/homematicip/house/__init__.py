"""Our house: what ``getCurrentState`` gives of it; and houses of any size."""

from __future__ import annotations

from .build import FIRST_CLIENT, demo_house
from .recorded import access_point_of, recorded_house
from .sized import sized_house

__all__ = ["FIRST_CLIENT", "access_point_of", "demo_house", "recorded_house", "sized_house"]
