"""The coordinator's hand in Home Assistant's device and entity registries."""

from __future__ import annotations

from collections.abc import Iterable

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.helpers.typing import UNDEFINED

from .const import DOMAIN
from .inventory import FeatureId
from .model import Device


class Registry:
    """What one hub's entry has in the registries; devices are known by the hub's own ids."""

    def __init__(self, hass: HomeAssistant, entry_id: str, hub_id: str, hub_device: str, *, rooms: bool) -> None:
        """Read what an earlier run has left; ``rooms``: new devices go into areas named as the hub's rooms."""
        self._devices = dr.async_get(hass)
        self._entities = er.async_get(hass)
        self._areas = ar.async_get(hass)
        self._floors = fr.async_get(hass)
        self._entry_id = entry_id
        self._hub_id = hub_id
        self._hub_device = hub_device
        self._rooms = rooms
        prefix = f"{hub_id}_"
        self.ids: dict[str, str] = {
            identifier.removeprefix(prefix): device.id
            for device in dr.async_entries_for_config_entry(self._devices, entry_id)
            for domain, identifier in device.identifiers
            if domain == DOMAIN
        }
        """The hub's id of a device: its id in the registry."""

    def identifier(self, device_id: str) -> tuple[str, str]:
        """What the registry knows a device by."""
        return DOMAIN, f"{self._hub_id}_{device_id}"

    def entry(self, device_id: str) -> dr.AnyDeviceEntry:
        """The registry's entry of a device that was put."""
        entry = self._devices.async_get(self.ids[device_id])
        assert entry  # a person may take away only what is not put
        return entry

    def device_id(self, registry_id: str) -> str | None:
        """The hub's own id of a device of the registry; ``None``: it is not this hub's."""
        return next((own for own, known in self.ids.items() if known == registry_id), None)

    def unique_id(self, feature_id: FeatureId) -> str:
        """What the registry knows an entity by: never an address, never changed."""
        return f"{self._hub_id}_{feature_id[0]}_{feature_id[1]}"

    def put(self, device: Device) -> None:
        """Make the device, or keep its name, model and firmware current; its parent is there already.

        Its area is only suggested when it is new: from then on it is the person's.
        """
        area = device.area if self._rooms and device.area and device.id not in self.ids else UNDEFINED
        entry = self._devices.async_get_or_create(
            config_entry_id=self._entry_id,
            identifiers={self.identifier(device.id)},
            connections={(dr.CONNECTION_NETWORK_MAC, device.mac)} if device.mac else set(),
            name=device.name,
            manufacturer=device.manufacturer,
            model=device.model,
            model_id=device.model_id,
            sw_version=device.sw_version,
            hw_version=device.hw_version,
            serial_number=device.serial,
            configuration_url=device.configuration_url,
            entry_type=dr.DeviceEntryType.SERVICE if device.is_service else None,
            suggested_area=area,
        )
        if area is not UNDEFINED and device.floor:
            self._on_floor(entry.area_id, device.floor)
        self.ids[device.id] = entry.id
        parent = None if device.id == self._hub_device else self.ids.get(device.parent or self._hub_device)
        if parent not in (entry.via_device_id, entry.id):
            self._devices.async_update_device(entry.id, via_device_id=parent)

    def _on_floor(self, area_id: str | None, name: str) -> None:
        """Put the area of a new device on its floor, if it is on none."""
        area = self._areas.async_get_area(area_id) if area_id else None
        if area is not None and area.floor_id is None:
            floor = self._floors.async_get_floor_by_name(name) or self._floors.async_create(name)
            self._areas.async_update(area.id, floor_id=floor.floor_id)

    def remove(self, device_id: str) -> None:
        """Take the device and its entities away."""
        if (registry_id := self.ids.pop(device_id, None)) and self._devices.async_get(registry_id):
            self._devices.async_remove_device(registry_id)

    def remove_entity(self, platform: Platform, feature_id: FeatureId) -> None:
        """Take an entity away, enabled or not."""
        unique_id = self.unique_id(feature_id)
        if entity_id := self._entities.async_get_entity_id(platform, DOMAIN, unique_id):
            self._entities.async_remove(entity_id)

    def remove_leftovers(self, devices: Iterable[Device]) -> None:
        """Take away the entities of earlier runs that these (living) devices do not have any more."""
        wanted = {
            (str(feature.platform), self.unique_id((device.id, feature.key)))
            for device in devices
            for feature in device.features
        }
        living = {self.ids.get(device.id) for device in devices}
        for entity in er.async_entries_for_config_entry(self._entities, self._entry_id):
            if entity.device_id in living and (entity.domain, entity.unique_id) not in wanted:
                self._entities.async_remove(entity.entity_id)
