"""Draws the integration's icon and logo into ``custom_components/multihub/brand``; needs Pillow.

Four hubs around one house of many rooms: four dots joined to one ring, in four colours.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

BRAND = Path(__file__).resolve().parent.parent / "custom_components" / "multihub" / "brand"
HUBS = ("#f59f00", "#12b886", "#228be6", "#e64980")
LIGHT, DARK = "#22303c", "#f1f3f5"
SMOOTH = 4  # drawn larger and scaled down: Pillow's own edges are hard


def draw_icon(size: int, ink: str) -> Image.Image:
    """The icon on a transparent square: ``ink`` is the colour of the ring and the spokes."""
    edge = size * SMOOTH
    image = Image.new("RGBA", (edge, edge), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    middle, far, ring, dot, line = edge / 2, edge * 0.34, edge * 0.135, edge * 0.125, round(edge * 0.055)
    for number, colour in enumerate(HUBS):
        angle = math.radians(45 + 90 * number)
        x, y = middle + far * math.cos(angle), middle + far * math.sin(angle)
        pen.line((middle, middle, x, y), fill=ink, width=line)
        pen.ellipse((x - dot, y - dot, x + dot, y + dot), fill=colour)
    pen.ellipse((middle - ring, middle - ring, middle + ring, middle + ring), fill=ink)
    hole = ring - line
    pen.ellipse((middle - hole, middle - hole, middle + hole, middle + hole), fill=(0, 0, 0, 0))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def draw_logo(height: int, ink: str) -> Image.Image:
    """The icon with the name beside it."""
    font = ImageFont.load_default(height * 0.62 * SMOOTH)
    left, top, right, bottom = font.getbbox("Multihub")
    words = Image.new("RGBA", (math.ceil(right - left), height * SMOOTH), (0, 0, 0, 0))
    base = (height * SMOOTH - (bottom - top)) / 2 - top
    ImageDraw.Draw(words).text((-left, base), "Multihub", font=font, fill=ink)
    words = words.resize((words.width // SMOOTH, height), Image.Resampling.LANCZOS)
    logo = Image.new("RGBA", (height + words.width, height), (0, 0, 0, 0))
    logo.paste(draw_icon(height, ink), (0, 0))
    logo.paste(words, (height, 0))
    return logo


def main() -> None:
    """Draw every size that Home Assistant asks for."""
    BRAND.mkdir(exist_ok=True)
    for prefix, ink in (("", LIGHT), ("dark_", DARK)):
        for suffix, factor in (("", 1), ("@2x", 2)):
            draw_icon(256 * factor, ink).save(BRAND / f"{prefix}icon{suffix}.png", optimize=True)
            draw_logo(128 * factor, ink).save(BRAND / f"{prefix}logo{suffix}.png", optimize=True)


if __name__ == "__main__":
    main()
