"""Our house: what ``getCurrentState`` gives of it."""

from __future__ import annotations

from .build import demo_house

__all__ = ["demo_house"]
