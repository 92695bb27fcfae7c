"""What the dialogs of every hub share: forms that come back, certificates, the way to an entry."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

import voluptuous as vol
from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlowResult,
)
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow, section

from ..const import CONF_FINGERPRINT, CONF_HUB, CONF_HUB_ID, CONF_WAY
from .base import CertificateChangedError, HubError, HubUnsupportedError
from .tls import certificate_fingerprint, readable_fingerprint

if TYPE_CHECKING:
    from ..config_flow import MultihubConfigFlow

_LOGGER = logging.getLogger(__name__)

CONF_ADVANCED: Final = "advanced"

SECRET_FIELDS: Final = frozenset({"activation_key", "client_secret", "lock_pin", "password", "pin", "token"})
"""Fields that never come back into a form, not even into the one they were typed in."""

type Errors = dict[str, str]


def advanced(fields: dict[vol.Marker, Any]) -> dict[vol.Marker, Any]:
    """The collapsed section of a form; it may be left out of what is sent."""
    return {vol.Optional(CONF_ADVANCED): section(vol.Schema(fields), {"collapsed": True})}


def shown_again(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, without the secrets, to fill the same form once more."""
    return {
        key: shown_again(value) if isinstance(value, Mapping) else value
        for key, value in values.items()
        if key not in SECRET_FIELDS
    }


class HubSteps:
    """The dialogs of one hub; each of its steps is a method ``step_<step id>``.

    A step gets what the person sent, ``None`` the first time, and gives the flow's next result.
    """

    hub: ClassVar[str]
    ways: ClassVar[tuple[str, ...]]
    """The ways in: step ids, in the order of the hub's menu."""

    asks_for_rooms: ClassVar[bool] = True
    """Whether the options ask if rooms become areas; not where the hub's own ask for more than that."""

    def __init__(self, flow: MultihubConfigFlow) -> None:
        """Serve one flow."""
        self.flow = flow
        self._confirmed: dict[tuple[str, int], str] = {}
        self._certificate: tuple[str, int, str] | None = None
        self._after_certificate: Callable[[], Awaitable[ConfigFlowResult]] | None = None

    # What hubs do

    async def step_reauth_confirm(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask for what this entry's way in needs again; ends in ``finish``."""
        raise NotImplementedError

    def found_host(self, host: str, port: int | None) -> str:
        """What stands for a found address in the dialogs and the entry; the port may be another service's."""
        return host

    def moved(self, data: Mapping[str, Any], host: str) -> dict[str, Any]:
        """What an entry's data becomes when its hub was found at a host; the same if its way in has none."""
        return {**data, CONF_HOST: host} if CONF_HOST in data else dict(data)

    async def identify(self, host: str, name: str) -> tuple[str, str]:
        """Ask a found host who it is, without credentials: its hub id, and how to call it.

        ``name`` is what it announced itself as. Raises a ``HubError`` if it is not such a hub.
        """
        raise HubUnsupportedError(f"{self.hub} is not found by itself")

    @classmethod
    def options(cls, entry: ConfigEntry[Any]) -> dict[vol.Marker, Any]:
        """The hub's own fields of the options' form, made anew each time."""
        return {}

    @classmethod
    def chosen(cls, entry: ConfigEntry[Any], typed: Mapping[str, Any]) -> dict[str, Any]:
        """What the entry's options become by what was typed.

        Raises:
            HubError: something of it can't be; its key is the form's error.

        """
        return dict(typed)

    # What they are given

    @property
    def hass(self) -> HomeAssistant:
        """Home Assistant."""
        return self.flow.hass

    @property
    def entry(self) -> ConfigEntry[Any] | None:
        """The entry that is changed, ``None`` when one is added."""
        if self.flow.source == SOURCE_REAUTH:
            return self.flow._get_reauth_entry()  # noqa: SLF001
        if self.flow.source == SOURCE_RECONFIGURE:
            return self.flow._get_reconfigure_entry()  # noqa: SLF001
        return None

    async def run(self, step_id: str, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Do one step."""
        step: Callable[[dict[str, Any] | None], Awaitable[ConfigFlowResult]] = getattr(self, f"step_{step_id}")
        return await step(user_input)

    def form(
        self,
        step_id: str,
        fields: Mapping[vol.Marker, Any],
        *,
        errors: Errors | None = None,
        values: Mapping[str, Any] | None = None,
        placeholders: Mapping[str, str] | None = None,
    ) -> ConfigFlowResult:
        """Show a form, filled with ``values`` (what was typed, or what the entry has) but no secret.

        ``fields`` must be made anew for each call: Home Assistant writes into a section's schema.
        """
        return self.flow.async_show_form(
            step_id=step_id,
            data_schema=self.flow.add_suggested_values_to_schema(
                vol.Schema(dict(fields)), shown_again(values if values is not None else self.known_values())
            ),
            errors=errors or {},
            description_placeholders=placeholders or {},
        )

    def known_values(self) -> Mapping[str, Any]:
        """What fills a form that is shown for the first time: the entry's data, or the found host."""
        entry = self.entry
        known = dict(entry.data) if entry else dict(self.flow.discovered)
        return {**known, CONF_ADVANCED: known}

    async def attempt[T](self, work: Awaitable[T], errors: Errors) -> T | None:
        """Await something that asks the hub; on failure leave its key in ``errors`` and give ``None``."""
        try:
            return await work
        except HubError as err:
            _LOGGER.debug("Dialog of %s: %s", self.hub, err)
            errors["base"] = err.key
            if isinstance(err, CertificateChangedError):
                self._confirmed.clear()  # the new one is shown when the form is sent again
        except AbortFlow:
            raise
        except Exception:
            _LOGGER.exception("Unexpected error in the dialog of %s", self.hub)
            errors["base"] = "unknown"
        return None

    async def confirmed_certificate(
        self, host: str, port: int, then: Callable[[], Awaitable[ConfigFlowResult]]
    ) -> str | ConfigFlowResult:
        """The fingerprint to pin for this server, or the form that asks the person to confirm it.

        When the person has confirmed it, the flow goes on with ``then``, which comes here again and
        is given the fingerprint. One that was confirmed in this flow, or is pinned in the entry that
        is being changed, is not asked for again.

        Raises:
            HubConnectionError: nobody answers there with TLS.

        """
        if fingerprint := self._confirmed.get((host, port)):
            return fingerprint
        fingerprint = await certificate_fingerprint(host, port)
        if (entry := self.entry) and entry.data.get(CONF_FINGERPRINT) == fingerprint:
            return fingerprint
        self._certificate = host, port, fingerprint
        self._after_certificate = then
        return await self.step_certificate(None)

    async def step_certificate(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Show the certificate's fingerprint; submitting pins it."""
        assert self._certificate and self._after_certificate
        host, port, fingerprint = self._certificate
        if user_input is None:
            return self.flow.async_show_form(
                step_id="certificate",
                data_schema=vol.Schema({}),
                description_placeholders={"host": host, "fingerprint": readable_fingerprint(fingerprint)},
            )
        self._confirmed[host, port] = fingerprint
        return await self._after_certificate()

    async def step_reconfigure(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """The ways in of this entry's hub, to go on with one of them; a menu where there are several."""
        if len(self.ways) == 1:
            return await self.run(self.ways[0], None)
        return self.flow.async_show_menu(step_id="reconfigure", menu_options=list(self.ways))

    async def finish(self, way: str, *, hub_id: str | None, title: str, data: Mapping[str, Any]) -> ConfigFlowResult:
        """Make the entry, or change the one that the flow is about.

        ``hub_id`` is who answered, ``None`` where the protocol does not tell; another hub than the
        entry's ends in ``wrong_account``. The entry keeps its ``hub_id`` and its title for ever.
        """
        if (entry := self.entry) is not None:
            known = entry.data[CONF_HUB_ID]
            if hub_id not in (None, known):
                return self.flow.async_abort(reason="wrong_account")
            return self.flow.async_update_reload_and_abort(
                entry, data={CONF_HUB: self.hub, CONF_HUB_ID: known, CONF_WAY: way, **data}
            )
        assert hub_id is not None
        await self.flow.async_set_unique_id(hub_id, raise_on_progress=False)
        self.flow._abort_if_unique_id_configured()  # noqa: SLF001
        return self.flow.async_create_entry(
            title=title, data={CONF_HUB: self.hub, CONF_HUB_ID: hub_id, CONF_WAY: way, **data}
        )
