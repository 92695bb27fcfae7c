"""Who may come in: users, their roles, and tokens that live in memory."""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass

SUPER, ADMIN = "SUPER", "ADMIN"
HOUR = 3600
LONGEST = 30 * 24 * HOUR
SUBPROTOCOL = "authorization.bearer."


@dataclass(slots=True)
class User:
    """A user of one gateway or cloud."""

    password: str
    role: str = SUPER
    accepted_terms: bool = True


class Accounts:
    """Users and the tokens they were given; a restart forgets the tokens."""

    def __init__(self, users: dict[str, User], *, lifetime: float | None = None) -> None:
        """``lifetime`` is that of each token, in seconds, whatever is asked for."""
        self.users = users
        self.lifetime = lifetime
        self._tokens: dict[str, tuple[str, float]] = {}

    def find(self, username: str, password: str) -> User | None:
        """The user with this name, however it is written, and this password."""
        user = {name.lower(): user for name, user in self.users.items()}.get(username.lower())
        return user if user and user.password == password else None

    def issue(self, username: str, timeout: int | None) -> str:
        """A new token, good for ``timeout`` seconds but an hour at least and thirty days at most."""
        lifetime = self.lifetime if self.lifetime is not None else min(max(timeout or HOUR, HOUR), LONGEST)
        token = secrets.token_hex(16)
        self._tokens[token] = username.lower(), time.time() + lifetime
        return token

    def user_of(self, token: str | None) -> User | None:
        """Whose token this is, ``None`` if it is nobody's or too old."""
        name, until = self._tokens.get(token or "", ("", 0.0))
        if until <= time.time():
            return None
        return {known.lower(): user for known, user in self.users.items()}.get(name)

    def revoke(self, token: str | None = None) -> None:
        """Forget one token, or all."""
        if token is None:
            self._tokens.clear()
        else:
            self._tokens.pop(token, None)


def token_of(parameter: str | None, authorization: str | None, subprotocols: str | None) -> str | None:
    """The token, in the order in which a gateway looks for it (page, section 1.2)."""
    if parameter:
        return parameter
    if authorization and authorization.startswith("Bearer "):
        return authorization.removeprefix("Bearer ")
    for protocol in (subprotocols or "").split(","):
        if (packed := protocol.strip()).startswith(SUBPROTOCOL):
            packed = packed.removeprefix(SUBPROTOCOL)
            return base64.b64decode(packed + "=" * (-len(packed) % 4)).decode()
    return None
