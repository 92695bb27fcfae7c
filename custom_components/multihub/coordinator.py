"""One coordinator a hub: snapshots and pushes in, one call to each entity that has changed out."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryError, HomeAssistantError
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from . import issues
from .compat import retry_after
from .connection import Connection
from .const import CONF_ROOMS
from .errors import remember_throttling, respect_throttling, told, translation
from .health import with_health
from .hubs.base import (
    Hub,
    HubAuthError,
    HubConnectionError,
    HubError,
    HubThrottledError,
    HubUnsupportedError,
    Recorded,
    Snapshot,
)
from .inventory import FeatureId, Inventory, overlaid, parents_first
from .listeners import Listeners
from .model import Command, Device, Feature
from .platforms import Platforms
from .registry import Registry

_LOGGER = logging.getLogger(__package__)

type MultihubConfigEntry = ConfigEntry[HubCoordinator]

_TIMES_MISSED = 2
"""How many complete snapshots without a device mean that it is gone."""


class HubCoordinator(DataUpdateCoordinator[dict[str, Device]]):
    """Feeds the entities of one hub; it is the sink of the hub's pushes too."""

    config_entry: MultihubConfigEntry

    def __init__(self, hass: HomeAssistant, entry: MultihubConfigEntry, hub: Hub) -> None:
        """Coordinate one hub for one entry."""
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=entry.title,
            always_update=False,
            request_refresh_debouncer=Debouncer(hass, _LOGGER, cooldown=0.5, immediate=True),
        )
        self.hub = hub
        self.inventory = Inventory()
        self.platforms = Platforms(hass, entry, self.inventory)
        self.listeners = Listeners()
        self.connection = Connection(hass, entry, hub, changed=self._connection_changed, poll=self._poll)
        self.update_interval = self.connection.interval
        self.registry: Registry
        self._missed: dict[str, int] = {}
        self._fetches = 0
        self._pushed: dict[FeatureId, Feature] = {}
        self._pushed_away: set[str] = set()

    # Setting up and closing

    async def _async_setup(self) -> None:
        try:
            respect_throttling(self.hass, self.config_entry.entry_id)
            await self.hub.connect()
        except HubError as err:
            raise await self._setup_error(err) from err

    async def async_start(self) -> None:
        """Make the entities of what was found, and begin to listen."""
        # the poll goes on, even if a person disables every entity; a fetch that unloading cancels plans no other
        self.config_entry.async_on_unload(self.async_add_listener(_nobody))
        await self.platforms.forward({feature.platform for feature in self.inventory.features.values()})
        self.connection.start(self)

    async def async_close(self) -> None:
        """Let the hub go."""
        self.connection.close()
        await self.hub.close()

    async def _setup_error(self, err: HubError) -> HomeAssistantError:
        """What Home Assistant wants to hear while it sets the entry up."""
        words = translation(err, self.name)
        if isinstance(err, HubThrottledError):
            words |= retry_after(err.retry_after)
            remember_throttling(self.hass, self.config_entry.entry_id, err)
        if isinstance(err, HubAuthError):
            if await self.connection.is_refused():
                return ConfigEntryAuthFailed(**words)
        else:
            issues.raised(self.hass, self.config_entry, err)
        # what a person can mend is tried again by itself
        if isinstance(err, HubUnsupportedError) and err.key not in issues.FROM_ERRORS:
            return ConfigEntryError(**words)
        return UpdateFailed(**words)

    # Snapshots

    async def _async_update_data(self) -> dict[str, Device]:
        self._fetches += 1
        began = self.hass.loop.time()
        try:
            snapshot = await self.hub.fetch()
        except HubError as err:
            if self.data is None:
                raise await self._setup_error(err) from err
            await self.connection.failed(err)
        else:
            self._take_snapshot(snapshot, self.hass.loop.time() - began)
        finally:
            self._fetches -= 1
            if not self._fetches:
                self._pushed.clear()
                self._pushed_away.clear()
        return self.inventory.devices

    @callback
    def _take_snapshot(self, snapshot: Snapshot, seconds: float) -> None:
        """Take all devices at once, by the same path as a push."""
        first = self.data is None
        if first:
            info = self.hub.info
            rooms = self.config_entry.options.get(CONF_ROOMS, True)
            self.registry = Registry(self.hass, self.config_entry.entry_id, info.hub_id, info.device_id, rooms=rooms)
            for device_id in self.registry.ids:
                self._missed.setdefault(device_id, 0)
        devices = {
            device.id: overlaid(device, self._pushed)
            for device in snapshot.devices
            if device.id not in self._pushed_away
        }
        hub_id = self.hub.info.device_id
        if hub_id not in devices:
            devices[hub_id] = self.inventory.devices.get(hub_id) or Device(id=hub_id, name=self.hub.info.name)
        complete = snapshot.complete and bool(snapshot.devices)
        returned = self.connection.delivered(seconds)
        self._put(devices.values(), tell_all=returned)
        if complete:
            self._remove_missing(devices)
            if first:
                self.registry.remove_leftovers(self.inventory.devices.values())

    @callback
    def _remove_missing(self, devices: Mapping[str, Device]) -> None:
        """Count who is not in a complete snapshot; twice in a row is gone."""
        known = {*self.inventory.devices, *self.registry.ids}
        self._missed = {
            device_id: self._missed.get(device_id, 0) + 1 for device_id in known if device_id not in devices
        }
        self.removed([device_id for device_id, times in self._missed.items() if times >= _TIMES_MISSED])

    # Pushes: the hub's sink

    @callback
    def ready(self, way: str = "websocket") -> None:
        """Push stands: fetch now, so that nothing is missed."""
        self.connection.ready(way)
        self.config_entry.async_create_background_task(
            self.hass, self.async_refresh(), f"multihub {self.config_entry.entry_id} refresh"
        )

    @callback
    def changed(self, devices: Iterable[Device]) -> None:
        """Take devices that are new or not as they were."""
        self.connection.heard()
        self._put(devices)

    @callback
    def updated(self, device_id: str, features: Iterable[Feature]) -> None:
        """Take other values of features that are known."""
        self.connection.heard()
        changed = self.inventory.update(device_id, features)
        if self._fetches:
            self._keep(changed)
        self.listeners.tell(changed)

    @callback
    def removed(self, device_ids: Iterable[str]) -> None:
        """Let devices go that the hub does not have any more."""
        for device_id in list(device_ids):
            if device_id == self.hub.info.device_id:
                continue
            if self._fetches:
                self._pushed_away.add(device_id)
            self._missed.pop(device_id, None)
            self.inventory.remove(device_id)
            self.registry.remove(device_id)

    @callback
    def event(self, device_id: str, key: str, event_type: str, attributes: Mapping[str, Any]) -> None:
        """Hand what happened to its entity, once."""
        self.connection.heard()
        self.listeners.happened((device_id, key), event_type, attributes)

    # From devices to entities

    @callback
    def _put(self, devices: Iterable[Device], *, tell_all: bool = False) -> None:
        difference = self.inventory.put(self._with_own(device) for device in devices)
        if self._fetches:
            self._keep(difference.changed)
        if difference.registered:
            for device in parents_first(self.inventory.devices, difference.registered, self.hub.info.device_id):
                self.registry.put(device)
        for platform, feature_id in difference.gone:
            self.registry.remove_entity(platform, feature_id)
        if tell_all:
            self.async_update_listeners()
        else:
            self.listeners.tell(difference.changed)
        if difference.added and self.data is not None:
            self.platforms.make_entities(difference.added)

    def _keep(self, feature_ids: Iterable[FeatureId]) -> None:
        """Remember what was pushed while a fetch runs: its snapshot is older."""
        features = self.inventory.features
        self._pushed.update((feature_id, features[feature_id]) for feature_id in feature_ids)

    def _with_own(self, device: Device) -> Device:
        if device.id == self.hub.info.device_id:
            return with_health(device, self.connection.health)
        return device

    @callback
    def async_add_listener(self, update_callback: CALLBACK_TYPE, context: Any = None) -> Callable[[], None]:
        """Listen; with a feature's id as context, to that feature alone (and to loss and return)."""
        remove = super().async_add_listener(update_callback, context)
        if context is None:
            return remove
        self.listeners.add(context, update_callback)
        # thousands of these are kept: a partial is half as big as a function made here
        return partial(self._remove_listener, context, update_callback, remove)

    @callback
    def _remove_listener(self, context: FeatureId, update_callback: CALLBACK_TYPE, remove: Callable[[], None]) -> None:
        remove()
        self.listeners.remove(context, update_callback)

    # Connection

    @callback
    def _connection_changed(self, lost: bool) -> None:
        """Show the connection in the hub's own device; a loss is told to everybody."""
        if hub_device := self.inventory.devices.get(self.hub.info.device_id):
            self._put([hub_device], tell_all=lost)

    @callback
    def _poll(self) -> None:
        """Fetch at another interval from now on."""
        self.update_interval = self.connection.interval
        self._unschedule_refresh()
        if self._listeners:
            self._schedule_refresh()

    @callback
    def _schedule_refresh(self) -> None:
        """Not after the end: before 2025.10 a fetch that ends late would schedule another."""
        if not self._shutdown_requested:
            super()._schedule_refresh()

    # Commands

    async def async_command(self, command: Command, *args: Any, **kwargs: Any) -> Any:
        """Send what the command makes of the arguments; gives the hub's answer.

        Raises:
            ServiceValidationError: an argument is wrong.
            HomeAssistantError: the hub can't be reached, refuses or fails.

        """
        with told(self.name):
            self._reachable()
            return await self._heard(self.hub.send(command.request(*args, **kwargs)))

    async def async_act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """Let the hub do one of the integration's own actions; raises as ``async_command`` does."""
        with told(self.name):
            self._reachable()
            return await self._heard(self.hub.act(action, device_id, data))

    async def _heard[T](self, asked: Awaitable[T]) -> T:
        """What the hub answers; that it refuses the credentials or wants to be left alone counts at once."""
        try:
            return await asked
        except HubAuthError:
            await self.connection.refused()
            raise
        except HubThrottledError as err:
            await self.connection.failed(err)
            raise

    async def async_history(self, feature_id: FeatureId, start: datetime | None, end: datetime) -> Recorded | None:
        """What the hub has recorded of a feature; raises as ``async_command`` does."""
        with told(self.name):
            self._reachable()
            return await self.hub.history(*feature_id, start, end)

    def _reachable(self) -> None:
        """While the hub is lost, a command fails at once."""
        if not self.connection.health.connected:
            raise HubConnectionError


@callback
def _nobody() -> None:
    """Listen for nothing."""
