"""Who may speak to the HCU1's Connect API: activation keys, plugins and their tokens (protocol page, section 6.1)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .commands import CommandError

type Json = dict[str, Any]

FIRST_KEY = "A1B2C3"


@dataclass(slots=True)
class Plugin:
    """A plugin that has asked for a token with an activation key."""

    plugin_id: str
    name: Json
    activation_key: str
    confirmed: bool = False


@dataclass(slots=True)
class Plugins:
    """The HCU1's list of Connect API clients."""

    keys: set[str] = field(default_factory=lambda: {FIRST_KEY})
    """Activation keys that HCUweb has made and nobody has used."""
    tokens: dict[str, Plugin] = field(default_factory=dict)

    def new_key(self) -> str:
        """Press "generate activation key" in HCUweb."""
        key = secrets.token_hex(3).upper()
        self.keys.add(key)
        return key

    def invite(self, plugin_id: str) -> str:
        """Let a plugin in without a key; gives its token."""
        token = secrets.token_hex(32).upper()
        self.tokens[token] = Plugin(plugin_id, {"de": plugin_id}, "", confirmed=True)
        return token

    def revoke(self) -> list[str]:
        """Delete every plugin in the app; gives their tokens."""
        gone = list(self.tokens)
        self.tokens.clear()
        return gone

    def request_token(self, body: Any) -> Json:
        """A token for an activation key, good for nothing until it is confirmed."""
        name = body.get("friendlyName") if isinstance(body, dict) else None
        if not isinstance(name, dict) or "de" not in name or not isinstance(body.get("pluginId"), str):
            raise CommandError(400, "INVALID_REQUEST")
        key = body.get("activationKey")
        if key not in self.keys:
            raise CommandError(403, "INVALID_AUTHORIZATION")
        token = secrets.token_hex(32).upper()
        self.tokens[token] = Plugin(body["pluginId"], name, key)
        return {"authToken": token}

    def confirm_token(self, body: Any) -> tuple[Json, Json]:
        """The token becomes valid and the key is used up; gives the answer and the new client."""
        plugin = self.tokens.get(str(body.get("authToken"))) if isinstance(body, dict) else None
        if plugin is None or plugin.confirmed or body.get("activationKey") not in self.keys & {plugin.activation_key}:
            raise CommandError(403, "INVALID_AUTHORIZATION")
        plugin.confirmed = True
        self.keys.discard(plugin.activation_key)
        client_id = secrets.token_hex(16)
        return {"clientId": client_id}, {"id": client_id, "label": plugin.name["de"], "clientType": "PLUGIN"}

    def check(self, headers: Mapping[str, str]) -> tuple[str, Plugin]:
        """The token and plugin of a handshake; raises unless they belong together."""
        token = headers.get("authtoken", "")
        plugin = self.tokens.get(token)
        if plugin is None or not plugin.confirmed or headers.get("plugin-id") != plugin.plugin_id:
            raise CommandError(403, "INVALID_AUTHORIZATION")
        return token, plugin
