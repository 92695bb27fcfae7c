"""The recorded replies of a real gateway (2.29.0), where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest


def samples() -> Path:
    """The folder of the recorded replies; skips the test by name where they are missing."""
    for parent in Path(__file__).resolve().parents:
        folder = parent.parent / "shared" / "samples" / "openmotics-gateway"
        if folder.is_dir():
            return folder
    return pytest.skip("the recorded replies of a real OpenMotics gateway are not beside this checkout")
