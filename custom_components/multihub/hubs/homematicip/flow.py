"""The dialogs of HomematicIP: four ways in, the button, and the same again for reauth and reconfigure."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.data_entry_flow import AbortFlow, UnknownFlow
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ...const import CONF_FINGERPRINT, CONF_HUB_ID, CONF_WAY, DOMAIN
from ..base import HubConnectionError, HubError, HubThrottledError, HubUnsupportedError
from ..steps import CONF_ADVANCED, Errors, HubSteps
from ..tls import certificate_fingerprint
from .client import Address, Pairing, access_point_label, access_points, activate, normalized_access_point
from .forms import ERROR_FIELDS, Fields, NewEntry, SentForm, Values, chosen_options, fields_of, option_fields
from .ways import (
    APP_PORT,
    CLOUD,
    CONF_ACCESS_POINT,
    CONF_ACTIVATION_KEY,
    CONF_EVENTS_FINGERPRINT,
    CONF_EVENTS_PORT,
    CONF_HOST,
    CONF_PIN,
    CONF_PORT,
    CONF_TOKEN,
    CONF_URL,
    CONF_WEBSOCKET_PORT,
    CONNECT,
    CONNECT_PORT,
    EVENTS_PORT,
    HCU,
    TOKEN,
    app_quota,
    endpoints_of,
    local_quota,
    transport_of,
)

BUTTON_SECONDS = 240.0
"""How long to wait for the button; an HCU1 that was unlocked stays so for five minutes."""

REAUTH = "reauth_confirm"

_ANNOUNCED = re.compile(r"hcu1-([0-9a-f]{4})", re.IGNORECASE)

type _Begin = Callable[[Values], Awaitable[ConfigFlowResult | NewEntry]]


class Steps(HubSteps):
    """The dialogs of one HomematicIP home."""

    hub: ClassVar[str] = "homematicip"
    ways: ClassVar[tuple[str, ...]] = (CLOUD, HCU, CONNECT, TOKEN)

    _sent: SentForm
    _pairing: Pairing
    _data: Values
    _button: asyncio.Task[NewEntry] | None = None
    _is_button_done = False
    _activated: tuple[Address, str, str] | None = None
    """An activation key serves once: where it was used, the key and the token that it gave."""

    # The steps

    async def step_homematicip(self, user_input: Values | None) -> ConfigFlowResult:
        """Ask for the way in."""
        return self.flow.async_show_menu(step_id="homematicip", menu_options=list(self.ways))

    async def step_homematicip_cloud(self, user_input: Values | None) -> ConfigFlowResult:
        """Pair with an access point through the vendor's cloud."""
        return await self._form(CLOUD, CLOUD, user_input)

    async def step_homematicip_hcu(self, user_input: Values | None) -> ConfigFlowResult:
        """Pair with an HCU1 in the house."""
        return await self._form(HCU, HCU, user_input)

    async def step_homematicip_connect(self, user_input: Values | None) -> ConfigFlowResult:
        """Use an HCU1's Connect API with an activation key."""
        return await self._form(CONNECT, CONNECT, user_input)

    async def step_homematicip_token(self, user_input: Values | None) -> ConfigFlowResult:
        """Use a token that exists already."""
        return await self._form(TOKEN, TOKEN, user_input)

    async def step_reauth_confirm(self, user_input: Values | None) -> ConfigFlowResult:
        """Pair again, or take another key or token; the access point stays the same."""
        assert self.entry is not None
        return await self._form(REAUTH, self.entry.data[CONF_WAY], user_input)

    async def step_press_button(self, user_input: Values | None) -> ConfigFlowResult:
        """Wait for the button; the dialog goes on by itself.

        Home Assistant asks as soon as the task is done, the page whenever it likes. Done is what our own callback
        says: it is called right before Home Assistant's, so that no page comes between and ends the dialog a second
        time.
        """
        if self._button is None:
            self._is_button_done = False
            self._button = self.hass.async_create_task(self._entry_by_button(), eager_start=False)
            self._button.add_done_callback(self._button_done)
        if self._is_button_done:
            return self.flow.async_show_progress_done(next_step_id="pair")
        return self.flow.async_show_progress(
            step_id="press_button", progress_action="press_button", progress_task=self._button
        )

    async def step_pair(self, user_input: Values | None) -> ConfigFlowResult:
        """The button was pressed, or was not in time.

        Raises:
            UnknownFlow: another page of this dialog has asked already, and is answered.

        """
        if self._button is None:
            raise UnknownFlow
        button, self._button = self._button, None
        errors: Errors = {}
        entry = await self.attempt(button, errors)
        return await self._done(entry) if entry else self._again(errors)

    # Found by itself

    async def identify(self, host: str, name: str) -> tuple[str, str]:
        """An HCU1 announces the last four of its SGTIN and tells no more to a stranger (protocol page, 6.1).

        A home that is set up and ends so is the one that was found.
        """
        if not (announced := _ANNOUNCED.fullmatch(name)):
            raise HubUnsupportedError("Not an HCU1 by its name")
        await certificate_fingerprint(host, APP_PORT)
        last = announced[1].upper()
        known = (str(entry.unique_id) for entry in self.hass.config_entries.async_entries(DOMAIN))
        return next((hub_id for hub_id in known if hub_id.endswith(last)), name.lower()), f"Home Control Unit {last}"

    # What the person may choose

    @classmethod
    def options(cls, entry: ConfigEntry[Any]) -> Fields:
        """Where the PIN of doors comes from."""
        return option_fields()

    @classmethod
    def chosen(cls, entry: ConfigEntry[Any], typed: Mapping[str, Any]) -> Values:
        """Keep the PIN only if it is to be stored."""
        return chosen_options(typed, entry.options)

    # From a form to an entry

    async def _form(self, step_id: str, way: str, user_input: Values | None) -> ConfigFlowResult:
        if user_input is None:
            return self.form(step_id, fields_of(way, reauth=step_id == REAUTH))
        self._sent = SentForm(step_id, way, user_input)
        return await self._begin()

    def _again(self, errors: Errors) -> ConfigFlowResult:
        """The form once more, with what was typed; an error stands at its field."""
        sent = self._sent
        fields = fields_of(sent.way, reauth=sent.step_id == REAUTH)
        key = errors["base"]
        field = ERROR_FIELDS.get(key, "base")
        return self.form(sent.step_id, fields, errors={field if field in fields else "base": key}, values=sent.typed)

    async def _begin(self) -> ConfigFlowResult:
        """Do what the form asks for; a confirmed certificate leads here again."""
        errors: Errors = {}
        sent = self._sent
        values: Values = {**sent.typed, **sent.typed.get(CONF_ADVANCED, {})}
        if sent.step_id == REAUTH and self.entry is not None:
            values = {**self.entry.data, **values}
        if values.get(CONF_ACCESS_POINT) or sent.way != CONNECT:
            try:
                values[CONF_ACCESS_POINT] = normalized_access_point(values[CONF_ACCESS_POINT])
            except HubError as err:
                return self._again({"base": err.key})
            await self._only_if_it_serves(values[CONF_ACCESS_POINT])
        begin: dict[str, _Begin] = {
            CLOUD: self._cloud,
            HCU: self._hcu,
            CONNECT: self._connect,
            TOKEN: self._token,
        }
        result = await self.attempt(begin[sent.way](values), errors)
        if result is None:
            return self._again(errors)
        return await self._done(result) if isinstance(result, NewEntry) else result

    async def _only_if_it_serves(self, access_point: str) -> None:
        """Abort before anything is paired: for another hub than the entry's, or one that is set up."""
        if self.entry is None:
            await self.flow.async_set_unique_id(access_point, raise_on_progress=False)
            self.flow._abort_if_unique_id_configured()  # noqa: SLF001
        elif self.entry.data[CONF_HUB_ID] != access_point:
            raise AbortFlow("wrong_account")

    async def _done(self, entry: NewEntry) -> ConfigFlowResult:
        data = {key: value for key, value in entry.data.items() if value is not None}
        return await self.finish(self._sent.way, hub_id=data[CONF_ACCESS_POINT], title=entry.title, data=data)

    # The ways in

    async def _cloud(self, values: Values) -> ConfigFlowResult:
        data = {CONF_ACCESS_POINT: values[CONF_ACCESS_POINT], CONF_URL: values.get(CONF_URL)}
        return await self._pair(data, values.get(CONF_PIN))

    async def _hcu(self, values: Values) -> ConfigFlowResult:
        host, port = values[CONF_HOST], values.get(CONF_PORT, APP_PORT)
        events_port = values.get(CONF_EVENTS_PORT, EVENTS_PORT)
        fingerprint = await self.confirmed_certificate(host, port, self._begin)
        if not isinstance(fingerprint, str):
            return fingerprint
        events_fingerprint = await certificate_fingerprint(host, events_port)
        if events_fingerprint != fingerprint:
            confirmed = await self.confirmed_certificate(host, events_port, self._begin)
            if not isinstance(confirmed, str):
                return confirmed
        data = {
            CONF_ACCESS_POINT: values[CONF_ACCESS_POINT],
            CONF_HOST: host,
            CONF_PORT: port,
            CONF_EVENTS_PORT: events_port,
            CONF_FINGERPRINT: fingerprint,
            CONF_EVENTS_FINGERPRINT: events_fingerprint,
        }
        return await self._pair(data, values.get(CONF_PIN))

    async def _connect(self, values: Values) -> ConfigFlowResult | NewEntry:
        host, port = values[CONF_HOST], values.get(CONF_PORT, APP_PORT)
        fingerprint = await self.confirmed_certificate(host, port, self._begin)
        if not isinstance(fingerprint, str):
            return fingerprint
        address, key = Address(host, port, fingerprint), values[CONF_ACTIVATION_KEY]
        if self._activated is None or self._activated[:2] != (address, key):
            token = await activate(async_get_clientsession(self.hass), local_quota(), address, key)
            self._activated = address, key, token
        data = {
            CONF_HOST: host,
            CONF_PORT: port,
            CONF_WEBSOCKET_PORT: values.get(CONF_WEBSOCKET_PORT, CONNECT_PORT),
            CONF_FINGERPRINT: fingerprint,
            CONF_TOKEN: self._activated[2],
        }
        state = await self._state(data)
        found, typed = access_points(state), values.get(CONF_ACCESS_POINT)
        if (found and typed and typed not in found) or (not typed and len(found) != 1):
            raise HubError("The SGTIN is another one, or has to be typed", key="invalid_access_point")
        access_point: str = typed or found.pop()
        return NewEntry({**data, CONF_ACCESS_POINT: access_point}, access_point_label(state, access_point))

    async def _token(self, values: Values) -> NewEntry:
        data: Values = {key: values.get(key) for key in (CONF_ACCESS_POINT, CONF_TOKEN, CONF_URL)}
        return NewEntry(data, access_point_label(await self._state(data), data[CONF_ACCESS_POINT]))

    # The button

    async def _pair(self, data: Values, pin: str | None) -> ConfigFlowResult:
        """Ask to be let in, then wait for the button."""
        self._pairing = Pairing(
            async_get_clientsession(self.hass),
            app_quota(self.hass, data),
            await endpoints_of(self.hass, data),
            data[CONF_ACCESS_POINT],
            pin,
        )
        await self._pairing.request()
        self._data = data
        return await self.step_press_button(None)

    async def _entry_by_button(self) -> NewEntry:
        try:
            async with asyncio.timeout(BUTTON_SECONDS):
                await self._pairing.button_pressed()
        except TimeoutError as err:
            raise HubError("The button was not pressed in time", key="button_timeout") from err
        return await self._named({**self._data, CONF_TOKEN: await self._pairing.token()})

    def _button_done(self, button: asyncio.Task[NewEntry]) -> None:
        self._is_button_done = True

    async def _named(self, data: Values) -> NewEntry:
        """The entry of a confirmed token; it counts even if the hub can't be asked for its name just now."""
        try:
            state: Mapping[str, Any] = await self._state(data)
        except (HubConnectionError, HubThrottledError):
            state = {}
        return NewEntry(data, access_point_label(state, data[CONF_ACCESS_POINT]))

    async def _state(self, data: Values) -> dict[str, Any]:
        transport = transport_of(self.hass, {**data, CONF_WAY: self._sent.way})
        try:
            return await transport.state()
        finally:
            await transport.close()
