"""The steps and errors that the dialogs of all hubs share as one contract have their texts."""

from __future__ import annotations

from custom_components.multihub.hubs import SHARED_STEPS, STEPS

from .repository import INTEGRATION, read_json

CONFIG = read_json(INTEGRATION / "translations" / "en.json")["config"]

CONTRACT = frozenset(
    [
        "cannot_connect",
        "invalid_auth",
        "invalid_access_point",
        "invalid_pin",
        "not_this_hub",
        "certificate_changed",
        "throttled",
        "maintenance",
        "missing_scopes",
        "missing_role",
        "json_disabled",
        "no_systems",
        "no_installations",
        "button_timeout",
        "hub_locked",
        "terms_not_accepted",
        "token_too_old",
        "cloud_only",
        "unknown",
    ]
)
"""The errors of the dialogs, one contract for all hubs."""


def test_the_steps_of_the_registry_that_ask_something_have_their_text() -> None:
    """All but those that only hand over to another step."""
    silent = {"pair"}
    assert {*STEPS, *SHARED_STEPS} - silent <= set(CONFIG["step"])


def test_every_error_of_the_contract_has_its_text_in_the_dialogs() -> None:
    assert set(CONFIG["error"]) >= CONTRACT
