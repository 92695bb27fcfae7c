"""Who may come in to the virtual Homey, what they may do, and how often they may ask."""

from __future__ import annotations

import secrets
import time
import uuid
from collections import deque
from typing import Any

from .operations import ApiError

API_KEY = (
    "0f8fad5b-d9cb-469f-a165-70867728950e:7c9e6679-7425-40de-944b-e07fc1f90ae7:c0ffee0123456789abcdef0123456789abcdef01"
)
ACCOUNT_TOKEN = "virtual-account-token"
ALL_SCOPES = ("homey",)


class Doors:
    """The tokens of one Homey; what it is asked too often is refused."""

    def __init__(self, scopes: tuple[str, ...], limit: int | None) -> None:
        """Begin with the API key, which may do what ``scopes`` say; ``limit`` is requests a second."""
        self.tokens: dict[str, tuple[str, ...]] = {API_KEY: scopes}
        self.token_types: dict[str, str] = {API_KEY: "PAT"}
        self.account_token = ACCOUNT_TOKEN
        self.delegations: set[str] = set()
        self.limit = limit
        self.limits_socket = False
        self.retry_after: float | None = None
        self._recent: deque[float] = deque()

    def scopes_of(self, token: str | None) -> tuple[str, ...]:
        """What a token may do; raises where it may not even come in."""
        if token is None:
            raise ApiError(401, "not_logged_in", "You need to log in to access this resource [not_logged_in]")
        if token not in self.tokens:
            raise ApiError(401, "invalid_session", "Invalid session [invalid_session]")
        return self.tokens[token]

    def session_of(self, token: str | None) -> dict[str, Any]:
        """The session that a token stands for."""
        scopes = list(self.scopes_of(token))
        kind = self.token_types.get(str(token), "OAUTH")
        return {"id": "session", "type": kind, "scopes": scopes, "intersectedScopes": scopes}

    def login(self, delegation: str) -> str:
        """Give a session token for the vendor's word."""
        if delegation not in self.delegations:
            raise ApiError(401, "invalid_token", "Invalid token [invalid_token]")
        token = f"{uuid.uuid4()}:{secrets.token_hex(8)}:{secrets.token_hex(20)}"
        self.tokens[token] = ALL_SCOPES
        return token

    def limit_rate(self) -> None:
        """Answer 429 to who asks too often."""
        if self.limit is None:
            return
        now = time.monotonic()
        while self._recent and now - self._recent[0] > 1:
            self._recent.popleft()
        if len(self._recent) >= self.limit:
            raise ApiError(429, "too_many_requests", "Too many requests [too_many_requests]")
        self._recent.append(now)
