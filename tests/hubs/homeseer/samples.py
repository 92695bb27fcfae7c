"""The replies of the vendor's documentation, where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def sample(name: str) -> str:
    """The text of a sample; skips the test by name where the samples are missing."""
    for parent in Path(__file__).resolve().parents:
        folder = parent.parent / "shared" / "samples" / "homeseer"
        if folder.is_dir():
            return (folder / name).read_text(encoding="utf-8")
    return pytest.skip(f"{name} of the vendor's documentation is not beside this checkout")


def sample_json(name: str) -> Any:
    """The data of a sample."""
    return json.loads(sample(name))
