"""The dialogs of OpenMotics: three ways in, the terms, and the same again for reauth and reconfigure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import voluptuous as vol
from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ...const import CONF_FINGERPRINT, CONF_HUB_ID, CONF_WAY
from ..base import HubAuthError, HubCommandError, HubConnectionError, HubError
from ..steps import CONF_ADVANCED, Errors, HubSteps
from ..tls import certificate_fingerprint, pin
from .client import FormClient, MissingFunctionError, is_gateway
from .forms import (
    AGAIN,
    CONF_ACCEPT_TERMS,
    DEFAULT_PORT,
    FIELDS,
    counters_of,
    installation_fields,
    option_fields,
    terms_fields,
    with_counter,
)
from .mapping.devices import MANUFACTURER
from .mapping.gateway import parts
from .mapping.parts import Gateway, PulseCounter
from .ways import (
    CLOUD,
    CONF_CLIENT_ID,
    CONF_CLIENT_SECRET,
    CONF_HOST,
    CONF_INSTALLATION,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_URL,
    CONF_USERNAME,
    LEGACY,
    LOCAL,
    address,
    cloud_client,
    gateway_client,
    legacy_client,
)

REAUTH: Final = "reauth_confirm"
INSTALLATION: Final = "openmotics_installation"
TERMS: Final = "openmotics_terms"
NOT_ACCEPTED: Final = "terms_not_accepted"

INSTALLATION_ID: Final = "installation-"
"""What the hub ids of installations begin with; the clouds know the gateway itself by nothing else."""
CERTIFICATE_ID: Final = "certificate-"
"""What the hub id of a gateway begins with that tells neither MAC nor serial."""
CERTIFICATE_DIGITS: Final = 16

KEPT: Final[dict[str, tuple[str, ...]]] = {
    LOCAL: (CONF_HOST, CONF_PORT, CONF_USERNAME, CONF_PASSWORD, CONF_FINGERPRINT),
    CLOUD: (CONF_CLIENT_ID, CONF_CLIENT_SECRET, CONF_URL, CONF_INSTALLATION),
    LEGACY: (CONF_USERNAME, CONF_PASSWORD, CONF_URL, CONF_INSTALLATION),
}
"""What an entry holds, by its way in."""

type Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that was sent: where to come back to, and what was typed."""

    step_id: str
    way: str
    typed: Values


class Steps(HubSteps):
    """The dialogs of one OpenMotics installation."""

    hub: ClassVar[str] = "openmotics"
    ways: ClassVar[tuple[str, ...]] = (LOCAL, CLOUD, LEGACY)

    _sent: _Form
    _values: Values
    _names: Mapping[str, str]
    _accepted = False

    # The steps

    async def step_openmotics(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask for the way in."""
        if self.flow.discovered:
            return await self.step_openmotics_local(None)
        return self.flow.async_show_menu(step_id="openmotics", menu_options=list(self.ways))

    async def step_openmotics_local(self, user_input: Values | None) -> ConfigFlowResult:
        """Use the gateway in the house."""
        return await self._form(LOCAL, LOCAL, user_input)

    async def step_openmotics_cloud(self, user_input: Values | None) -> ConfigFlowResult:
        """Use the cloud of today with an application's id and secret."""
        return await self._form(CLOUD, CLOUD, user_input)

    async def step_openmotics_legacy(self, user_input: Values | None) -> ConfigFlowResult:
        """Use the cloud of before with user name and password."""
        return await self._form(LEGACY, LEGACY, user_input)

    async def step_reauth_confirm(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask for credentials again; everything else stays."""
        assert self.entry is not None
        return await self._form(REAUTH, self.entry.data[CONF_WAY], user_input)

    async def step_openmotics_terms(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask to accept the gateway's terms."""
        if user_input is None:
            return self.form(TERMS, terms_fields(), values={})
        if not user_input[CONF_ACCEPT_TERMS]:
            return self.form(TERMS, terms_fields(), values={}, errors={CONF_ACCEPT_TERMS: NOT_ACCEPTED})
        self._accepted = True
        return await self._begin()

    async def step_openmotics_installation(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask which installation."""
        if user_input is None:
            return self.form(INSTALLATION, installation_fields(self._names), values={})
        return await self._finish_installation(user_input[CONF_INSTALLATION])

    # Discovery

    async def identify(self, host: str, name: str) -> tuple[str, str]:
        """Ask without credentials whether a gateway answers; one that is set up is known by its certificate."""
        fingerprint = await certificate_fingerprint(host, DEFAULT_PORT)
        await is_gateway(async_get_clientsession(self.hass), host, DEFAULT_PORT, ssl=pin(fingerprint))
        for entry in self.flow.hass.config_entries.async_entries(self.flow.handler):
            if entry.data.get(CONF_FINGERPRINT) == fingerprint:
                return entry.data[CONF_HUB_ID], entry.title
        return certificate_id(fingerprint), name

    # Options

    @classmethod
    @callback
    def options(cls, entry: ConfigEntry[Any]) -> dict[vol.Marker, Any]:
        """What one of the pulse counters counts."""
        known = counters_of(entry.options)
        names: dict[str, str] = {number: number for number in known}
        if (coordinator := getattr(entry, "runtime_data", None)) is not None:
            names |= {part.id: part.name for part in coordinator.hub.house.of(PulseCounter).values()}
        return option_fields(names, known)

    @classmethod
    def chosen(cls, entry: ConfigEntry[Any], typed: Mapping[str, Any]) -> dict[str, Any]:
        """The options, with one counter as it was typed."""
        return with_counter(entry.options, typed)

    # From a form to an entry

    async def _form(self, step_id: str, way: str, user_input: Values | None) -> ConfigFlowResult:
        if user_input is None:
            return self.form(step_id, self._fields(step_id, way))
        self._sent = _Form(step_id, way, user_input)
        self._accepted = False
        return await self._begin()

    def _fields(self, step_id: str, way: str) -> dict[vol.Marker, Any]:
        return (AGAIN if step_id == REAUTH else FIELDS)[way]()

    async def _begin(self) -> ConfigFlowResult:
        """Do what the form asks for; a confirmed certificate and accepted terms lead here again."""
        sent = self._sent
        errors: Errors = {}
        self._values = {**sent.typed, **sent.typed.get(CONF_ADVANCED, {})}
        if sent.step_id == REAUTH and self.entry is not None:
            self._values = {**self.entry.data, **self._values}
        result = await self.attempt(self._by_its_way(sent.way), errors)
        if result is not None:
            return result
        return self.form(sent.step_id, self._fields(sent.step_id, sent.way), errors=errors, values=sent.typed)

    async def _by_its_way(self, way: str) -> ConfigFlowResult:
        try:
            return await _BEGIN[way](self)
        except HubCommandError as err:
            # a refusal of what a dialog only reads is a hub that does not work just now
            raise HubConnectionError(f"It fails: {err}") from err

    async def _local(self) -> ConfigFlowResult:
        values = self._values
        host, port = address(values[CONF_HOST], values.get(CONF_PORT, DEFAULT_PORT))
        values |= {CONF_HOST: host, CONF_PORT: port}
        shown = await certificate_fingerprint(host, port)
        await is_gateway(async_get_clientsession(self.hass), host, port, ssl=pin(shown))
        fingerprint = await self.confirmed_certificate(host, port, self._begin)
        if not isinstance(fingerprint, str):
            return fingerprint
        values[CONF_FINGERPRINT] = fingerprint
        client = gateway_client(self.hass, values)
        try:
            await client.login(accept_terms=self._accepted)
        except HubAuthError as err:
            if err.key != NOT_ACCEPTED:
                raise
            return await self.step_openmotics_terms(None)
        gateway = await asked(client)
        return await self._finish(gateway.mac or gateway.serial or certificate_id(fingerprint), MANUFACTURER)

    async def _cloud(self) -> ConfigFlowResult:
        found = await cloud_client(self.hass, self._values).installations()
        return await self._pick({installation.id: installation.name for installation in found})

    async def _legacy(self) -> ConfigFlowResult:
        without = {key: value for key, value in self._values.items() if key != CONF_INSTALLATION}
        return await self._pick(await legacy_client(self.hass, without).installations())

    async def _pick(self, names: Mapping[str, str]) -> ConfigFlowResult:
        """Go on with the installation that there is, that the entry has, or that the person picks."""
        if not names:
            raise HubError("The account has no installation", key="no_installations")
        self._names = names
        if (entry := self.entry) is not None and (known := installation_of(entry.data)):
            if known not in names:
                raise AbortFlow("wrong_account")
            return await self._finish_installation(known)
        entries = self.flow.hass.config_entries.async_entries(self.flow.handler)
        taken = {installation_of(other.data) for other in entries}
        free = {number: name for number, name in names.items() if number not in taken}
        if not free:
            raise AbortFlow("already_configured")
        self._names = free
        if len(free) == 1:
            return await self._finish_installation(next(iter(free)))
        return await self.step_openmotics_installation(None)

    async def _finish_installation(self, number: str) -> ConfigFlowResult:
        self._values[CONF_INSTALLATION] = number
        return await self._finish(f"{INSTALLATION_ID}{number}", self._names[number])

    async def _finish(self, hub_id: str, title: str) -> ConfigFlowResult:
        way = self._sent.way
        known = self.entry.data[CONF_HUB_ID] if self.entry else hub_id
        data = {key: self._values[key] for key in KEPT[way] if self._values.get(key) is not None}
        same_kind = kind_of(known) == kind_of(hub_id) != CERTIFICATE_ID
        told = hub_id if self.entry is None or same_kind else None
        return await self.finish(way, hub_id=told, title=title, data=data)


type _Begin = Callable[[Steps], Awaitable[ConfigFlowResult]]

_BEGIN: dict[str, _Begin] = {
    LOCAL: Steps._local,  # noqa: SLF001
    CLOUD: Steps._cloud,  # noqa: SLF001
    LEGACY: Steps._legacy,  # noqa: SLF001
}


def certificate_id(fingerprint: str) -> str:
    """The hub id of a gateway that is known by its certificate alone."""
    return f"{CERTIFICATE_ID}{fingerprint[:CERTIFICATE_DIGITS]}"


def kind_of(hub_id: str) -> str:
    """What a hub id is made of: ids of different kinds can't be compared."""
    return next((kind for kind in (INSTALLATION_ID, CERTIFICATE_ID) if hub_id.startswith(kind)), "")


def installation_of(data: Mapping[str, Any]) -> str | None:
    """The installation that an entry is about, if it ever came through a cloud."""
    if (number := data.get(CONF_INSTALLATION)) is not None:
        return str(number)
    hub_id = str(data.get(CONF_HUB_ID))
    return hub_id.removeprefix(INSTALLATION_ID) if hub_id.startswith(INSTALLATION_ID) else None


async def asked(client: FormClient) -> Gateway:
    """What a gateway says of itself; this needs the role that everything needs.

    Raises:
        HubAuthError: ``missing_role``.

    """
    replies = {"get_version": await client.call("get_version")}
    try:
        replies["get_platform_details"] = await client.call("get_platform_details")
    except MissingFunctionError:
        # old firmware does not know it: the certificate is the identity then
        replies["get_platform_details"] = {}
    gateway = parts(replies)[Gateway][0]
    assert isinstance(gateway, Gateway)
    return gateway
