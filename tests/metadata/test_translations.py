"""The texts: in the form that Home Assistant loads, and the same in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
import voluptuous as vol

from .repository import INTEGRATION, read_json, relative, texts
from .translation_schema import TRANSLATION, placeholders, text

FILES = sorted((INTEGRATION / "translations").glob("*.json"))
ENGLISH = INTEGRATION / "translations" / "en.json"


def test_four_languages_are_there() -> None:
    assert {path.stem for path in FILES} == {"de", "en", "fr", "nl"}


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_translation_has_the_form_that_hassfest_asks_for(path: Path) -> None:
    TRANSLATION(read_json(path))


@pytest.mark.parametrize(
    "wrong", ["<b>bold</b>", " space", "'{host}'", "d'{host}", "[%key:common::config_flow::data::host%]", "{host", ""]
)
def test_a_text_that_would_not_be_shown_as_meant_is_refused(wrong: str) -> None:
    with pytest.raises(vol.Invalid):
        text(wrong)


@pytest.mark.parametrize("path", [path for path in FILES if path != ENGLISH], ids=relative)
def test_a_language_has_the_keys_and_placeholders_that_english_has(path: Path) -> None:
    english, other = dict(texts(read_json(ENGLISH))), dict(texts(read_json(path)))
    assert set(other) == set(english)
    differing = {key for key in english if placeholders(english[key]) != placeholders(other[key])}
    assert differing == set()


def test_the_texts_are_the_only_ones() -> None:
    """strings.json is for Home Assistant's own integrations: nobody would read it here."""
    assert not (INTEGRATION / "strings.json").exists()
