"""The dialogs of Homey: where it is, then its own key or the account's token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import voluptuous as vol
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_TOKEN, CONF_URL
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
from yarl import URL

from ...const import CONF_FINGERPRINT, CONF_IMPORT_HISTORY, CONF_WAY
from ..base import CertificateChangedError, HubError, HubUnsupportedError
from ..steps import CONF_ADVANCED, Errors, HubSteps, advanced
from ..tls import pin
from .address import base_url, may_be_pinned
from .client import ACCOUNT_URL, Account, HomeyHttp, Identity
from .entry import (
    CONF_ACCOUNT_URL,
    CONF_BASE_URL,
    CONF_LEFT_OUT,
    CONF_WARM_IS_LOW,
    WAY_ACCOUNT,
    WAY_KEY,
    make_client,
)

TITLE: Final = "Homey"

CONF_ACCOUNT: Final = "account"
"""That what is entered is the account's token: for an older Homey that is not recognised as one."""


@dataclass(frozen=True, slots=True)
class Target:
    """The Homey that the dialog is about."""

    url: URL
    identity: Identity
    fingerprint: str | None = None

    @property
    def data(self) -> dict[str, Any]:
        """Where it is, as the entry keeps it."""
        where = {CONF_BASE_URL: str(self.url).rstrip("/")}
        if self.url.scheme == "http":
            where = {CONF_HOST: str(self.url).removeprefix("http://").rstrip("/")}
        return where | ({CONF_FINGERPRINT: self.fingerprint} if self.fingerprint else {})


class Steps(HubSteps):
    """What is asked to add or change a Homey."""

    hub = "homey"
    ways = ("homey",)

    _typed_host: dict[str, Any]
    _target: Target

    # Where it is

    async def step_homey(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask for the address, and the Homey who it is."""
        errors: Errors = {}
        if user_input is not None:
            self._typed_host = user_input
            found = await self.attempt(self._find(user_input[CONF_HOST]), errors)
            if isinstance(found, Target):
                return await self._ask_for_token(found)
            if found is not None:
                return found
        values = user_input if user_input is not None else self._known_host()
        return self.form("homey", {vol.Required(CONF_HOST): str}, errors=errors, values=values)

    def _known_host(self) -> dict[str, Any]:
        known = dict(self.entry.data) if self.entry else self.flow.discovered
        host = known.get(CONF_HOST) or known.get(CONF_BASE_URL)
        return {CONF_HOST: host} if host else {}

    async def _find(self, typed: str) -> Target | ConfigFlowResult:
        """Who answers there; or the form that asks to confirm a certificate nobody vouches for."""
        url = base_url(typed)
        session = async_get_clientsession(self.hass)
        try:
            return Target(url, await HomeyHttp(session, str(url)).identify())
        except CertificateChangedError:
            if not may_be_pinned(url):
                raise
        fingerprint = await self.confirmed_certificate(str(url.host), int(url.port or 443), self._again)
        if not isinstance(fingerprint, str):
            return fingerprint
        return Target(url, await HomeyHttp(session, str(url), tls=pin(fingerprint)).identify(), fingerprint)

    async def _again(self) -> ConfigFlowResult:
        return await self.step_homey(self._typed_host)

    async def _ask_for_token(self, target: Target) -> ConfigFlowResult:
        """A Homey with keys of its own is asked with one; an older one by way of the account."""
        self._target = target
        errors: Errors = {}
        has_keys = await self._has_keys(errors)
        if errors:
            return self.form("homey", {vol.Required(CONF_HOST): str}, errors=errors, values=self._typed_host)
        return await (self.step_homey_key(None) if has_keys else self.step_homey_account(None))

    # How to come in

    async def step_homey_key(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask for the key."""
        errors: Errors = {}
        if user_input is not None and user_input.get(CONF_ADVANCED, {}).get(CONF_ACCOUNT):
            return await self.step_homey_account({CONF_TOKEN: user_input.get(CONF_TOKEN)})
        if user_input is not None and (token := self._token(user_input, WAY_KEY)):
            if is_too_old(token):
                errors[CONF_TOKEN] = "token_too_old"
            elif (title := await self.attempt(self._enter({CONF_TOKEN: token}), errors)) is not None:
                return await self._finish(WAY_KEY, title, {CONF_TOKEN: token})
        fields = self._token_field(WAY_KEY) | advanced({vol.Optional(CONF_ACCOUNT): bool})
        return self.form("homey_key", fields, errors=errors, values=user_input or {})

    async def step_homey_account(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask for the account's token; a session of the Homey's own is taken as one."""
        errors: Errors = {}
        if user_input is not None and (token := self._token(user_input, WAY_ACCOUNT)):
            way, data = WAY_KEY, {CONF_TOKEN: token}
            if is_too_old(token):  # what has no colons is none of the Homey's: it is the account's
                way, data[CONF_ACCOUNT_URL] = WAY_ACCOUNT, self._account_url(user_input)
            if (title := await self.attempt(self._enter(data), errors)) is not None:
                return await self._finish(way, title, data)
        fields = self._token_field(WAY_ACCOUNT) | advanced({vol.Optional(CONF_URL): str})
        return self.form("homey_account", fields, errors=errors, values=user_input or {})

    async def step_reauth_confirm(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask for another key or token of the same Homey; an older one takes both kinds."""
        assert self.entry is not None
        errors: Errors = {}
        if user_input is not None and (target := await self.attempt(self._known_target(), errors)):
            self._target = target
            way, data = WAY_KEY, {CONF_TOKEN: user_input[CONF_TOKEN].strip()}
            if is_too_old(data[CONF_TOKEN]):
                way, data[CONF_ACCOUNT_URL] = WAY_ACCOUNT, self._account_url({})
            if way != self.entry.data[CONF_WAY] and way == WAY_ACCOUNT and await self._has_keys(errors):
                errors[CONF_TOKEN] = "token_too_old"
            if not errors and (title := await self.attempt(self._enter(data), errors)) is not None:
                return await self._finish(way, title, data)
        return self.form("reauth_confirm", {vol.Required(CONF_TOKEN): str}, errors=errors, values=user_input or {})

    def found_host(self, host: str, port: int | None) -> str:
        """A Self-Hosted Server announces a port of its own (protocol page, section 5)."""
        return host if port in (None, 80) else f"{host}:{port}"

    def moved(self, data: Mapping[str, Any], host: str) -> dict[str, Any]:
        """A server is followed by https too where its certificate was confirmed: no other has that one."""
        if not data.get(CONF_FINGERPRINT):
            return super().moved(data, host)
        found = base_url(host).host or ""
        return {**data, CONF_BASE_URL: str(URL(data[CONF_BASE_URL]).with_host(found)).rstrip("/")}

    async def identify(self, host: str, name: str) -> tuple[str, str]:
        """Who answers at a found address."""
        http = HomeyHttp(async_get_clientsession(self.hass), str(base_url(host)))
        return (await http.identify()).homey_id, TITLE

    @classmethod
    def options(cls, entry: ConfigEntry[Any]) -> dict[vol.Marker, Any]:
        """The import of what the Homey remembers, lights that are cold where they should be warm, unwanted devices."""
        hub = getattr(getattr(entry, "runtime_data", None), "hub", None)
        names = dict.fromkeys(entry.options.get(CONF_LEFT_OUT, ())) | (hub.house.names if hub else {})
        named = [SelectOptionDict(value=one, label=name or one) for one, name in names.items()]
        devices = sorted(named, key=lambda one: one["label"].casefold())
        switches = {vol.Optional(name, default=False): bool for name in (CONF_IMPORT_HISTORY, CONF_WARM_IS_LOW)}
        return {
            **switches,
            vol.Optional(CONF_LEFT_OUT, default=list): SelectSelector(
                SelectSelectorConfig(options=devices, multiple=True, mode=SelectSelectorMode.DROPDOWN)
            ),
        }

    # Inside

    async def _has_keys(self, errors: Errors) -> bool | None:
        """Whether the Homey that the dialog is about has keys of its own."""
        http = HomeyHttp(async_get_clientsession(self.hass), str(self._target.url), tls=pin(self._target.fingerprint))
        return await self.attempt(http.has_local_keys(), errors)

    async def _known_target(self) -> Target:
        assert self.entry is not None
        known = self.entry.data
        url, fingerprint = base_url(known.get(CONF_BASE_URL) or known[CONF_HOST]), known.get(CONF_FINGERPRINT)
        http = HomeyHttp(async_get_clientsession(self.hass), str(url), tls=pin(fingerprint))
        return Target(url, await http.identify(), fingerprint)

    def _token_field(self, way: str) -> dict[vol.Marker, Any]:
        """The token's field; while the entry is changed it may stay empty, the known one is kept then."""
        known = self.entry is not None and self.entry.data[CONF_WAY] == way and self.flow.source != SOURCE_REAUTH
        return {(vol.Optional if known else vol.Required)(CONF_TOKEN): str}

    def _token(self, typed: Mapping[str, Any], way: str) -> str:
        if token := str(typed.get(CONF_TOKEN) or "").strip():
            return token
        known = self.entry is not None and self.entry.data[CONF_WAY] == way
        return str(self.entry.data[CONF_TOKEN]) if known and self.entry else ""

    def _account_url(self, typed: Mapping[str, Any]) -> str:
        if url := typed.get(CONF_ADVANCED, {}).get(CONF_URL):
            return str(url).rstrip("/")
        if self.entry is not None and (known := self.entry.data.get(CONF_ACCOUNT_URL)):
            return str(known)
        return ACCOUNT_URL

    async def _enter(self, data: Mapping[str, Any]) -> str:
        """Come in and look what we may do; gives what the Homey calls itself.

        Raises:
            HubAuthError: the key or token is refused.
            HubUnsupportedError: it may not read devices, or the Homey lives in the cloud.

        """
        session = async_get_clientsession(self.hass)
        if account_url := data.get(CONF_ACCOUNT_URL):
            await Account(session, data[CONF_TOKEN], account_url).check(self._target.identity.homey_id)
        client = make_client(session, {**self._target.data, **data})
        granted = await client.session()
        if not granted.may("devices.getDevices"):
            raise HubUnsupportedError("the key may not read devices", key="missing_scopes")
        if granted.may("system.getSystemName"):
            try:
                answer = await client.call("system.getSystemName")
            except HubError:
                return TITLE
            name = answer.get("name") if isinstance(answer, dict) else answer
            return name.strip() or TITLE if isinstance(name, str) else TITLE
        return TITLE

    async def _finish(self, way: str, title: str, data: Mapping[str, Any]) -> ConfigFlowResult:
        return await self.finish(
            way, hub_id=self._target.identity.homey_id, title=title, data={**self._target.data, **data}
        )


def is_too_old(token: str) -> bool:
    """Whether that is a token of Homey 1.5: one run of characters, where a key or a later session has colons."""
    return ":" not in token
