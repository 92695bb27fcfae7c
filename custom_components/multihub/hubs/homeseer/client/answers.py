"""What an answer means: data, or which of HomeSeer's many ways to say no (protocol page, sections 1.1 and 1.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from ...base import HubAuthError, HubCommandError, HubConnectionError, HubThrottledError, HubUnsupportedError
from ...jsontext import loads

DEFAULT_RETRY = 60.0
"""Seconds to leave a hub alone that asks for it without a time."""

BARE = "error"
"""The reason of those that give none."""

_MAX_REASON = 200
_PERMISSION_WORDS = ("permission", "not authorized", "not allowed", "access denied", "rights")
_CREDENTIAL_WORDS = ("password", "login", "log in", "credential", "authenticat")
_LOGIN_MARKS = ('type="password"', "type='password'", "login")
_JSON_OFF_MARKS = ("json", "disabled")


class RefusedError(HubCommandError):
    """HomeSeer understood the request and answers an error; ``reason`` is in its own words."""

    def __init__(self, request: str, reason: str) -> None:
        """Say which request it was."""
        super().__init__(f"{request}: {reason[:_MAX_REASON]}", placeholders={"reason": reason[:_MAX_REASON]})
        self.request = request
        self.reason = reason

    def without(self, secrets: Iterable[str]) -> RefusedError:
        """The same without what HomeSeer may have repeated of the question: who asked, and with what password."""
        reason = self.reason
        for secret in sorted(filter(None, secrets), key=len, reverse=True):
            reason = reason.replace(secret, "…").replace(quote(secret, safe=""), "…")
        return RefusedError(self.request, reason)

    @property
    def has_reason(self) -> bool:
        """Whether HomeSeer says more than that it is an error."""
        return self.reason != BARE

    def as_unsupported(self) -> HubUnsupportedError:
        """The same where nothing works without an answer: it can't be talked to like this."""
        text = f"{self.request} is refused: {self.placeholders['reason']}"
        if self.lacks_rights:
            return HubUnsupportedError(text, key="missing_role")
        if self.has_reason:
            return HubUnsupportedError(text, key="refused", placeholders=self.placeholders)
        return HubUnsupportedError(text, key="refused_without_reason")

    @property
    def lacks_rights(self) -> bool:
        """Whether the words say that this user may not do it."""
        reason = self.reason.lower()
        return any(word in reason for word in _PERMISSION_WORDS)


def check_status(status: int, retry_after: str | None, server: str, body: str) -> None:
    """Raise what an HTTP status other than 200 means.

    Raises:
        HubAuthError: 401 or 403.
        HubThrottledError: 429, or 503 with a time.
        HubUnsupportedError: no JSON interface there (``json_disabled`` if it is a HomeSeer).
        HubConnectionError: anything else but success.

    """
    if status in (401, 403):
        raise HubAuthError(f"HomeSeer answers {status}")
    if status == 429 or (status == 503 and retry_after):
        raise HubThrottledError(f"HomeSeer answers {status}", retry_after=_seconds(retry_after))
    if status == 404:
        is_homeseer = "homeseer" in f"{server} {body[:5000]}".lower()
        raise HubUnsupportedError("No JSON interface", key="json_disabled" if is_homeseer else "not_this_hub")
    if not 200 <= status < 300:
        raise HubConnectionError(f"HomeSeer answers {status}")


def _seconds(retry_after: str | None) -> float:
    try:
        return max(1.0, float(retry_after or DEFAULT_RETRY))
    except ValueError:
        return DEFAULT_RETRY


def parse(request: str, body: str) -> Any:
    """The data of an answer; ``None`` for the bare word ``ok``.

    Raises:
        HubAuthError: a login page in place of data, or words about the password.
        HubUnsupportedError: another page in place of data.
        HubConnectionError: nothing, or an answer that broke off.
        RefusedError: HomeSeer's own errors.

    """
    body = body.strip()
    if body.lower() == "ok":
        return None
    if body.lower() == "error":
        raise RefusedError(request, BARE)
    if body.startswith("<"):
        raise _page_error(body)
    try:
        data = loads(body)
    except ValueError as err:
        raise HubConnectionError(f"The answer to {request} is not whole") from err
    if isinstance(data, dict):
        said = data.get("Response", data.get("response"))
        if isinstance(said, str) and said.lower().startswith("error"):
            reason = said[5:].strip(" ,:.")[:2000] or BARE
            if any(word in reason.lower() for word in _CREDENTIAL_WORDS):
                raise HubAuthError(f"{request}: HomeSeer refuses the user")
            raise RefusedError(request, reason)
    return data


def login_page() -> HubAuthError:
    """HomeSeer wants somebody to log in, in place of an answer."""
    return HubAuthError("A login page in place of data", key="login_page")


def _page_error(page: str) -> HubAuthError | HubUnsupportedError:
    """Tell a login page from HomeSeer's other pages (JSON is off then) and from somebody else's."""
    text = page[:20000].lower()
    if "homeseer" in text and all(mark in text for mark in _JSON_OFF_MARKS):
        return HubUnsupportedError("JSON control is off", key="json_disabled")
    if any(mark in text for mark in _LOGIN_MARKS):
        return login_page()
    if "homeseer" in text:
        return HubUnsupportedError("A page of HomeSeer in place of data", key="json_disabled")
    return HubUnsupportedError("A page in place of data")
