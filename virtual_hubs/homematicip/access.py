"""Who may speak to the access point: pairing by its button, tokens, the system PIN."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .commands import CommandError

type Json = dict[str, Any]

API_VERSION = "12"
CLIENT_SALT = "jiLpVitHvWnIGD1yo7MA"
"""What every client of the cloud adds to the SGTIN before it hashes it (protocol page, section 1.1)."""
UNLOCKED_SECONDS = 300
"""So long a HCU1 lets new clients ask, after the first press."""


def client_authentication(sgtin: str) -> str:
    """The CLIENTAUTH header that belongs to this access point."""
    return hashlib.sha512(f"{sgtin}{CLIENT_SALT}".encode()).hexdigest().upper()


@dataclass(slots=True)
class Pairing:
    """A client that asked to be let in."""

    name: str
    acknowledged: bool = False
    token: str | None = None


@dataclass(slots=True)
class Access:
    """The access point's list of clients. A HCU1 must be unlocked by a first press before one may ask."""

    sgtin: str
    pin: str | None = None
    hcu: bool = False
    tokens: dict[str, str] = field(default_factory=dict)
    """Token: client id, of those who confirmed it."""
    pairings: dict[str, Pairing] = field(default_factory=dict)
    unlocked_until: float = 0.0

    def invite(self, client_id: str) -> str:
        """Let a client in without pairing; gives its token."""
        token = secrets.token_hex(32).upper()
        self.tokens[token] = client_id
        return token

    def press_button(self) -> None:
        """Acknowledge every client that waits; on a HCU1 unlock it first."""
        waiting = [pairing for pairing in self.pairings.values() if not pairing.acknowledged]
        for pairing in waiting:
            pairing.acknowledged = True
        if self.hcu and not waiting:
            self.unlocked_until = time.monotonic() + UNLOCKED_SECONDS

    def revoke(self, token: str | None = None) -> list[str]:
        """Forget this token, or all; gives those forgotten."""
        gone = [known for known in self.tokens if token in {None, known}]
        for known in gone:
            del self.tokens[known]
        return gone

    # What requests must show

    @staticmethod
    def check_version(headers: Mapping[str, str]) -> None:
        """Raise unless the headers name the API's version."""
        if headers.get("VERSION") != API_VERSION:
            raise CommandError(400, "CLIENT_VERSION_NOT_SUPPORTED")

    def check_client(self, headers: Mapping[str, str]) -> None:
        """Raise unless CLIENTAUTH is that of this access point."""
        if headers.get("CLIENTAUTH") != client_authentication(self.sgtin):
            raise CommandError(403, "INVALID_AUTHORIZATION")
        if headers.get("ACCESSPOINT-ID", self.sgtin) != self.sgtin:
            raise CommandError(403, "INVALID_AUTHORIZATION")

    def check_token(self, headers: Mapping[str, str]) -> str:
        """The token of the request; raises unless it is a confirmed one."""
        self.check_client(headers)
        token = headers.get("AUTHTOKEN", "")
        if token not in self.tokens:
            raise CommandError(403, "INVALID_AUTHORIZATION")
        return token

    # The four steps of pairing

    def connection_request(self, body: Json, headers: Mapping[str, str]) -> Json:
        """A client asks to be let in: device id, name and SGTIN; the system PIN in a header."""
        self._check(body, "deviceId", "deviceName", "sgtin")
        if body["sgtin"] != self.sgtin:
            raise CommandError(400, "INVALID_REQUEST")
        if self.hcu and time.monotonic() > self.unlocked_until:
            raise CommandError(403, "ASSIGNMENT_LOCKED")
        if headers.get("PIN", "") != (self.pin or ""):
            raise CommandError(403, "INVALID_PIN")
        self.pairings[body["deviceId"]] = Pairing(body["deviceName"])
        return {}

    def is_request_acknowledged(self, body: Json) -> Json:
        """Whether the button was pressed; an error until it was."""
        self._check(body, "deviceId")
        self._acknowledged(body)
        return {}

    def request_token(self, body: Json) -> Json:
        """A new token, good for nothing until it is confirmed."""
        self._check(body, "deviceId")
        pairing = self._acknowledged(body)
        pairing.token = secrets.token_hex(32).upper()
        return {"authToken": pairing.token}

    def confirm_token(self, body: Json) -> tuple[Json, Json]:
        """The token becomes valid; gives the answer and the new client."""
        self._check(body, "deviceId", "authToken")
        pairing = self._acknowledged(body)
        if pairing.token is None or body["authToken"] != pairing.token:
            raise CommandError(403, "INVALID_AUTH_TOKEN")
        client_id = body["deviceId"]
        del self.pairings[client_id]
        self.tokens[pairing.token] = client_id
        return {"clientId": client_id}, {"id": client_id, "label": pairing.name, "clientType": "APP"}

    def change_pin(self, body: Json, headers: Mapping[str, str]) -> Json:
        """A new system PIN; the old one in a header. An empty one takes it away."""
        if self.pin and headers.get("PIN") != self.pin:
            raise CommandError(403, "INVALID_PIN")
        self._check(body, "pin")
        self.pin = body["pin"] or None
        return {}

    def _acknowledged(self, body: Json) -> Pairing:
        pairing = self.pairings.get(body["deviceId"])
        if pairing is None or not pairing.acknowledged:
            # spelled like this by the cloud
            raise CommandError(403, "INVALID_AUTH_CHALLANGE")
        return pairing

    @staticmethod
    def _check(body: Any, *keys: str) -> None:
        if not isinstance(body, dict) or not all(isinstance(body.get(key), str) for key in keys):
            raise CommandError(400, "INVALID_REQUEST")
