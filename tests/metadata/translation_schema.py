"""The form of a translation file, as hassfest holds it for custom integrations, and a little stricter."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

import voluptuous as vol

SLUG = re.compile(r"[a-z0-9_]+$")
KEY = re.compile(r"(?!.*__)[a-z0-9]([a-z0-9_-]*[a-z0-9])?$")
HTML = re.compile(r"<[a-zA-Z/!][^>]*>")
# To the message format of the frontend an apostrophe before a brace makes the brace plain text.
QUOTED_PLACEHOLDER = re.compile(r"'[{}]")


def text(value: Any) -> str:
    """A sentence or a name: no markup, nothing that only Home Assistant's own build resolves."""
    if not isinstance(value, str) or not value:
        raise vol.Invalid("a text is needed")
    if value != value.strip():
        raise vol.Invalid(f"white space around {value!r}")
    for wrong, what in ((HTML, "HTML"), (QUOTED_PLACEHOLDER, "an apostrophe before a brace")):
        if wrong.search(value):
            raise vol.Invalid(f"{what} in {value!r}")
    if "[%" in value:
        raise vol.Invalid(f"a reference in {value!r}, which custom integrations have not")
    try:
        placeholders(value)
    except ValueError as err:
        raise vol.Invalid(f"braces in {value!r}: {err}") from err
    return value


def placeholders(value: str) -> set[str]:
    """The names in braces; raises ValueError where braces don't match."""
    return {name for _, name, _, _ in Formatter().parse(value) if name is not None}


def slugs(of: Any, key: re.Pattern[str] = SLUG) -> vol.Schema:
    """An object whose keys are identifiers."""
    return vol.Schema({vol.Match(key): of})


def described(step: dict[str, Any]) -> dict[str, Any]:
    """Every field of a step or section has its description, and nothing else has."""
    if set(step.get("data", {})) != set(step.get("data_description", {})):
        raise vol.Invalid(
            f"fields and descriptions differ: {set(step.get('data', {})) ^ set(step['data_description'])}"
        )
    return step


FIELDS = {vol.Optional("data"): slugs(text), vol.Optional("data_description"): slugs(text)}

STEP = vol.All(
    {
        vol.Required("title"): text,
        vol.Optional("description"): text,
        vol.Optional("submit"): text,
        vol.Optional("menu_options"): slugs(text),
        vol.Optional("menu_option_descriptions"): slugs(text),
        vol.Optional("sections"): slugs(
            vol.All({vol.Required("name"): text, vol.Optional("description"): text, **FIELDS}, described)
        ),
        **FIELDS,
    },
    described,
)

DIALOG = {
    vol.Optional("step"): slugs(STEP),
    vol.Optional("error"): slugs(text),
    vol.Optional("abort"): slugs(text),
    vol.Optional("progress"): slugs(text),
    vol.Optional("create_entry"): slugs(text),
}

ENTITY = {
    vol.Optional("name"): text,
    vol.Optional("state"): slugs(text, KEY),
    vol.Optional("state_attributes"): slugs({vol.Optional("name"): text, vol.Optional("state"): slugs(text, KEY)}),
    vol.Optional("unit_of_measurement"): text,
}

ISSUE = {
    vol.Required("title"): text,
    vol.Exclusive("description", "words"): text,
    vol.Exclusive("fix_flow", "words"): DIALOG,
}

SERVICE = {
    vol.Required("name"): text,
    vol.Required("description"): text,
    vol.Optional("fields"): slugs(
        {vol.Required("name"): text, vol.Required("description"): text, vol.Optional("example"): text}
    ),
    vol.Optional("sections"): slugs({vol.Required("name"): text, vol.Optional("description"): text}),
}

TRANSLATION = vol.Schema(
    {
        vol.Required("title"): "Multihub",
        vol.Required("config"): {vol.Optional("flow_title"): text, **DIALOG},
        vol.Optional("options"): DIALOG,
        vol.Optional("selector"): slugs({"options": slugs(text, KEY)}),
        vol.Optional("system_health"): {"info": slugs(text)},
        vol.Optional("issues"): slugs(ISSUE),
        vol.Optional("device"): slugs({"name": text}),
        vol.Required("entity"): slugs(slugs(ENTITY, KEY)),
        vol.Required("exceptions"): slugs({vol.Required("message"): text}),
        vol.Optional("services"): slugs(SERVICE),
        vol.Optional("device_automation"): {
            vol.In(("trigger_type", "trigger_subtype", "condition_type", "action_type", "extra_fields")): slugs(
                text, KEY
            )
        },
    }
)
