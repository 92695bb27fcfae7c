"""The dialogs of HomeSeer: at home and through MyHS, and the same again for reauth and reconfigure."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ...const import CONF_FINGERPRINT, CONF_HUB_ID, CONF_WAY
from ..base import CertificateChangedError, HubError, HubUnsupportedError
from ..steps import CONF_ADVANCED, Errors, HubSteps
from .client import HomeSeerClient, System, list_systems
from .forms import chosen_options, cloud_fields, local_fields, option_fields, reauth_fields, system_fields
from .ways import (
    CLOUD,
    CONF_ASCII_PORT,
    CONF_HOST,
    CONF_LICENSE,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_TOKEN,
    CONF_URL,
    CONF_USERNAME,
    CONF_WEBHOOK_ID,
    DEFAULT_PORT,
    DEFAULT_TLS_PORT,
    LOCAL,
    endpoint_of,
)

REAUTH: Final = "reauth_confirm"
SYSTEM: Final = "homeseer_system"

LOCAL_ID: Final = "local-"
"""What the made-up ids of systems at home begin with: HomeSeer tells nothing of itself there."""

_ADMIN_OR_NORMAL: Final = 2 | 8
"""The bits of ``user_permissions`` of whom HomeSeer lets control something (protocol page, section 1.3)."""

type Values = dict[str, Any]


class Steps(HubSteps):
    """The dialogs of one HomeSeer."""

    hub: ClassVar[str] = "homeseer"
    ways: ClassVar[tuple[str, ...]] = (LOCAL, CLOUD)
    asks_for_rooms: ClassVar[bool] = False

    _step: str
    _typed: Values
    _data: Values
    _systems: tuple[System, ...] = ()
    _words: Mapping[str, str] = {}
    """What fills the text of the last error: HomeSeer's own reason."""

    # The steps

    async def step_homeseer(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask where the HomeSeer is reached."""
        return self.flow.async_show_menu(step_id="homeseer", menu_options=list(self.ways))

    async def step_homeseer_local(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask where it is at home, and try it."""
        if user_input is None:
            return self.form(LOCAL, local_fields())
        return await self._begin(LOCAL, user_input, _local_data(user_input))

    async def step_homeseer_cloud(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask for the MyHS account, and which systems it has."""
        if user_input is None:
            return self.form(CLOUD, cloud_fields())
        return await self._begin(CLOUD, user_input, _cloud_data(user_input))

    async def step_homeseer_system(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask which of the account's systems."""
        if user_input is None:
            return self.form(SYSTEM, system_fields(self._systems), values={})
        self._step, self._typed = SYSTEM, user_input
        system = next(system for system in self._systems if system.license == user_input[CONF_LICENSE])
        return await self._cloud_system(system)

    async def step_reauth_confirm(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask for the credentials again."""
        entry = self.entry
        assert entry
        if user_input is None:
            return self.form(REAUTH, reauth_fields(entry.data))
        kept = {key: value for key, value in entry.data.items() if key not in (CONF_USERNAME, CONF_PASSWORD)}
        return await self._begin(REAUTH, user_input, {**kept, **user_input})

    @classmethod
    def options(cls, entry: ConfigEntry[Any]) -> dict[Any, Any]:
        """Event groups, the room's location, and what features are."""
        coordinator = getattr(entry, "runtime_data", None)
        hub = getattr(coordinator, "hub", None)
        groups: tuple[str, ...] = hub.event_groups if hub else ()
        features: Mapping[int, str] = hub.feature_labels() if hub else {}
        return option_fields(coordinator.hass if coordinator else None, entry, groups, features)

    @classmethod
    def chosen(cls, entry: ConfigEntry[Any], typed: Mapping[str, Any]) -> Values:
        """What was chosen."""
        return chosen_options(typed)

    # From a form to an entry

    async def _begin(self, step: str, typed: Values, data: Values) -> ConfigFlowResult:
        """Try what was typed; ``data`` is what the entry will hold if it is right."""
        self._step, self._typed, self._data = step, typed, data
        if ":" in str(data.get(CONF_USERNAME) or "") and self._is_local:
            return self._again({"base" if step == REAUTH else CONF_USERNAME: "colon_in_username"})
        return await (self._try_local() if self._is_local else self._try_cloud())

    @property
    def _is_local(self) -> bool:
        if self._step == REAUTH:
            return bool(self._data[CONF_WAY] == LOCAL)
        return self._step == LOCAL

    def _again(self, errors: Errors) -> ConfigFlowResult:
        """The form once more, with what was typed, and with HomeSeer's own reason where it gave one."""
        fields = {
            SYSTEM: lambda: system_fields(self._systems),
            REAUTH: lambda: reauth_fields(self._data),
            CLOUD: cloud_fields,
            LOCAL: local_fields,
        }[self._step]()
        return self.form(self._step, fields, errors=errors, values=self._typed, placeholders=self._words)

    async def _try_local(self) -> ConfigFlowResult:
        data = self._data
        if self.entry is None:
            self.flow._async_abort_entries_match(  # noqa: SLF001
                {CONF_HOST: data[CONF_HOST], CONF_PORT: data[CONF_PORT]}
            )
        errors: Errors = {}
        confirmed = self._confirmed.get((data[CONF_HOST], data[CONF_PORT]))
        if confirmed and data.get(CONF_SSL):
            data[CONF_FINGERPRINT] = confirmed
        proved = await self.attempt(self._prove(data, LOCAL), errors)
        if proved is None:
            if errors["base"] == CertificateChangedError.key and confirmed is None:
                return await self._ask_certificate()
            return self._again(errors)
        kept = {key: data[key] for key in _LOCAL_KEYS if data.get(key) not in (None, "")}
        return await self.finish(
            LOCAL,
            hub_id=None if self.entry else f"{LOCAL_ID}{secrets.token_hex(8)}",
            title="HomeSeer",
            data={**kept, CONF_WEBHOOK_ID: self._webhook_id()},
        )

    async def _ask_certificate(self) -> ConfigFlowResult:
        """Show a certificate that nobody vouches for; the one that the entry has pinned needs no word."""
        errors: Errors = {}
        data = self._data
        shown = await self.attempt(
            self.confirmed_certificate(data[CONF_HOST], data[CONF_PORT], self._try_local), errors
        )
        if shown is None:
            return self._again(errors)
        if not isinstance(shown, str):
            return shown
        self._confirmed[data[CONF_HOST], data[CONF_PORT]] = shown
        return await self._try_local()

    async def _try_cloud(self) -> ConfigFlowResult:
        data = self._data
        if not data.get(CONF_TOKEN) and not (data.get(CONF_USERNAME) and data.get(CONF_PASSWORD)):
            return self._again({"base": "account_or_token"})
        errors: Errors = {}
        session = async_get_clientsession(self.hass)
        systems = await self.attempt(list_systems(session, endpoint_of(data, way=CLOUD)), errors)
        if systems is None:
            return self._again(errors)
        if not systems:
            return self._again({"base": "no_systems"})
        self._systems = systems
        if self._step == REAUTH:
            known = next((system for system in systems if system.license == data[CONF_LICENSE]), None)
            return self.flow.async_abort(reason="wrong_account") if known is None else await self._cloud_system(known)
        return await self._cloud_system(systems[0]) if len(systems) == 1 else await self.step_homeseer_system(None)

    async def _cloud_system(self, system: System) -> ConfigFlowResult:
        data = {**self._data, CONF_LICENSE: system.license}
        errors: Errors = {}
        proved = await self.attempt(self._prove(data, CLOUD), errors)
        if proved is None:
            return self._again(errors)
        entry = self.entry
        # an entry that was made at home has a made-up id: whether it is the same system, nothing tells
        is_unsure = entry is not None and str(entry.data[CONF_HUB_ID]).startswith(LOCAL_ID)
        kept = {key: data[key] for key in _CLOUD_KEYS if data.get(key)}
        return await self.finish(
            CLOUD,
            hub_id=None if is_unsure else system.license,
            title=f"HomeSeer {system.name}",
            data={**kept, CONF_WEBHOOK_ID: self._webhook_id()},
        )

    async def _prove(self, data: Mapping[str, Any], way: str) -> str:
        """Ask who is there and what this user may do; gives the version.

        Raises:
            HubError: what is wrong.

        """
        self._words = {}
        client = HomeSeerClient(async_get_clientsession(self.hass), endpoint_of(data, way=way))
        try:
            return await self._proved(client)
        except HubError as err:
            self._words = err.placeholders
            raise

    async def _proved(self, client: HomeSeerClient) -> str:
        session = await client.session_config()
        permissions = session.get("userPermissions")
        if isinstance(permissions, Mapping) and permissions.get("user_permissions_valid"):
            mask = permissions.get("user_permissions")
            if isinstance(mask, int) and not mask & _ADMIN_OR_NORMAL:
                raise HubUnsupportedError("This user may only look", key="missing_role")
        version = str(session.get("hsVersion") or await client.version())
        if not version[:1].isdigit():
            raise HubUnsupportedError("No version of HomeSeer")
        return version

    def _webhook_id(self) -> str:
        """The entry's webhook, kept for ever; random, since HS4 can't prove who it is."""
        return (self.entry.data.get(CONF_WEBHOOK_ID) if self.entry else None) or secrets.token_hex(32)


_LOCAL_KEYS: Final = (
    CONF_HOST,
    CONF_PORT,
    CONF_SSL,
    CONF_USERNAME,
    CONF_PASSWORD,
    CONF_ASCII_PORT,
    CONF_FINGERPRINT,
)
_CLOUD_KEYS: Final = (CONF_USERNAME, CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_LICENSE)


def _local_data(typed: Mapping[str, Any]) -> Values:
    """What was typed, with a host that was typed as an address taken apart."""
    data = dict(typed)
    text = str(typed[CONF_HOST]).strip()
    data[CONF_HOST] = text
    if text.count(":") > 1 and "/" not in text and "]" not in text:
        return data  # an IPv6 address
    try:
        url = URL(text if "://" in text else f"http://{text}")
    except ValueError:
        return data
    if url.host is None:
        return data
    data[CONF_HOST] = url.host
    if url.scheme == "https":
        data[CONF_SSL] = True
        if data[CONF_PORT] == DEFAULT_PORT:
            data[CONF_PORT] = DEFAULT_TLS_PORT
    if url.explicit_port:
        data[CONF_PORT] = url.explicit_port
    return data


def _cloud_data(typed: Mapping[str, Any]) -> Values:
    return {key: value for key, value in typed.items() if key != CONF_ADVANCED} | dict(typed.get(CONF_ADVANCED, {}))
