"""The pictures of the integration, in the sizes that Home Assistant and HACS ask for."""

from __future__ import annotations

import struct

import pytest

from .repository import INTEGRATION

BRAND = INTEGRATION / "brand"


def size(name: str) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    header = (BRAND / f"{name}.png").read_bytes()[:26]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", header[16:24])
    return width, height


@pytest.mark.parametrize("prefix", ["", "dark_"])
def test_icons_are_squares_of_256_and_512(prefix: str) -> None:
    assert size(f"{prefix}icon") == (256, 256)
    assert size(f"{prefix}icon@2x") == (512, 512)


@pytest.mark.parametrize("prefix", ["", "dark_"])
def test_logos_are_landscapes_whose_shorter_side_has_128_to_256_points(prefix: str) -> None:
    for name, scale in (("logo", 1), ("logo@2x", 2)):
        width, height = size(f"{prefix}{name}")
        assert 128 * scale <= height <= 256 * scale
        assert width > height


def test_pictures_have_no_background() -> None:
    """Colour type 6: with alpha."""
    for path in sorted(BRAND.glob("*.png")):
        assert path.read_bytes()[25] == 6, path.name
