"""The pages: they are there, and what they point at is there too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .repository import ROOT, relative

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize(
    "name",
    [
        "homematicip",
        "homey",
        "homeseer",
        "openmotics",
        "actions",
        "blueprints",
        "repairs",
        "contributing",
        "performance",
    ],
)
def test_the_readme_leads_to_a_page_for_each_hub_and_for_contributors(name: str) -> None:
    assert f"(docs/{name}.md)" in PAGES[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_what_a_page_points_at_is_there(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    broken = [link for link in targets if "://" not in link and not (page.parent / link).exists()]
    assert broken == []
