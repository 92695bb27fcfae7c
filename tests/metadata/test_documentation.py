"""The pages: they are there, and what they point at is there too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .repository import HUBS, INTEGRATION, ROOT, read_json, relative, texts

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

TOLD = {
    "the way in": r"^## (Ways? in|Adding it)$",
    "supported devices and functions": r"^## What (becomes of|you get)",
    "data update": r"^## How (it stays up to date|changes arrive|data comes|it is spoken to)$",
    "options": r"^## Options$",
    "actions": r"^## Actions$",
    "use cases": r"^## Use cases$",
    "examples": r"^## Examples$",
    "limits": r"^##+ (Limits|Good to know)$",
    "troubleshooting": r"^## (If|When) something is wrong$",
    "the way in, as the dialog shows it": r"!\[[^\]]+\]\(pictures/\w+-user\.png\)",
}
"""What each hub's page tells, and how that begins."""

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


def page_of(hub: str) -> str:
    return (ROOT / "docs" / f"{hub}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", TOLD)
@pytest.mark.parametrize("hub", HUBS)
def test_a_hubs_page_tells_all_that_a_person_looks_for(hub: str, what: str) -> None:
    assert re.search(TOLD[what], page_of(hub), re.MULTILINE)


@pytest.mark.parametrize("hub", HUBS)
def test_the_words_that_a_page_helps_with_are_those_that_are_shown(hub: str) -> None:
    """A row or line of its troubles that begins with ``*words*``; ``…`` stands for what differs each time."""
    troubles = re.split(TOLD["troubleshooting"], page_of(hub), flags=re.MULTILINE)[-1].partition("\n## ")[0]
    said = re.findall(r"^(?:\| |- )\*([^*]+)\*", troubles, re.MULTILINE)
    shown = "\n".join(text for _, text in texts(read_json(INTEGRATION / "translations" / "en.json")))
    assert said
    assert [words for words in said if not re.search(".*".join(map(re.escape, words.split("…"))), shown)] == []


def test_every_option_is_told_of_by_the_name_that_the_dialog_gives_it() -> None:
    form = read_json(INTEGRATION / "translations" / "en.json")["options"]["step"]["init"]
    names = {*form["data"].values(), *(section["name"] for section in form["sections"].values())}
    pages = "".join(page_of(hub) for hub in HUBS)
    assert {name for name in names if f"*{name}*" not in pages} == set()


def test_every_action_and_each_of_its_fields_is_told_of() -> None:
    page = (ROOT / "docs" / "actions.md").read_text(encoding="utf-8")
    actions = read_json(INTEGRATION / "translations" / "en.json")["services"]
    everywhere = {"entry", "device"}
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    told = {name: "".join("|".join(row[1:]) for row in rows if f"`{name}`" in row[1]) for name in actions}
    untold = {
        f"{name}: {field}"
        for name, action in actions.items()
        for field in ({*action["fields"]} - everywhere) or {name}
        if f"`{field}`" not in told[name]
    }
    assert untold == set()


def test_every_picture_stands_on_a_page_and_is_one() -> None:
    shown = {
        (page.parent / link).resolve() for page in PAGES for link in LINK.findall(page.read_text(encoding="utf-8"))
    }
    pictures = {*(ROOT / "docs" / "pictures").glob("*.png")}
    assert pictures - shown == set()
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
