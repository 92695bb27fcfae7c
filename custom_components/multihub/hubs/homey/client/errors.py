"""What a Homey's refusals mean (protocol page, section 6)."""

from __future__ import annotations

import re
from typing import Any

from ...base import (
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubError,
    HubInputError,
    HubThrottledError,
    HubUnsupportedError,
)

MISSING_METHOD = "missing_api_method"
"""The machine's word for a route that this firmware does not have; it comes with status 500."""

THROTTLE_SECONDS = 5.0
"""How long to leave a Homey alone that answered 429 without saying for how long."""

_BRACKETED = re.compile(r"\s*\[(\w+)\]\s*$")


class HomeyForbiddenError(HubCommandError):
    """The key may not do this."""

    key = "missing_scopes"


class HomeyMissingError(HubCommandError):
    """There is no such item, or this firmware has no such operation."""


def reason_of(body: Any) -> tuple[str, str]:
    """The machine's word and the person's sentence, of an error's body in any of its forms."""
    if isinstance(body, dict):
        word = str(body.get("error") or "")
        sentence = str(body.get("error_description") or body.get("message") or word)
    else:
        word, sentence = "", str(body or "")
    if found := _BRACKETED.search(sentence):
        word = word or found.group(1)
        sentence = sentence[: found.start()] or sentence
    return word, sentence.strip()[:200]


def error_of(status: int, body: Any, what: str, *, retry_after: float | None = None) -> HubError:
    """The error that an answer stands for; ``what`` names the operation."""
    word, sentence = reason_of(body)
    said = {"reason": sentence or f"status {status}"}
    text = f"{what}: {status} {word}".strip()
    if status == 401:
        return HubAuthError(text)
    if status == 403:
        if "ubscription" in sentence or "erial" in sentence:
            return HubUnsupportedError(text, key="subscription_inactive")
        return HomeyForbiddenError(text)
    if status == 404 or word == MISSING_METHOD:
        return HomeyMissingError(text, placeholders=said)
    if status == 429:
        return HubThrottledError(text, retry_after=THROTTLE_SECONDS if retry_after is None else retry_after)
    if status in (400, 422):
        return HubInputError(text, placeholders=said)
    if status in (502, 503, 504):
        return HubConnectionError(text)
    return HubCommandError(text, placeholders=said)
