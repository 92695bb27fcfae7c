"""What is compared: a house of sensors, made by Multihub and by each reference, and pushed into."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity, DataUpdateCoordinator
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    async_fire_mqtt_message,
    mock_config_flow,
    mock_integration,
    mock_platform,
)

from custom_components.multihub.const import CONF_HUB, CONF_HUB_ID, CONF_WAY, DOMAIN
from custom_components.multihub.model import Device, Sensor
from tests.memory_hub.hub import MemoryHub

from .table import OURS

_LOGGER = logging.getLogger(__name__)

PER_DEVICE = 5


def house(entities: int) -> list[Device]:
    """Devices of five temperature sensors each."""
    return [
        Device(
            id=f"d{device}",
            name=f"Device {device}",
            manufacturer="Nobody",
            model="Five",
            features=tuple(
                Sensor(
                    key=f"s{sensor}",
                    name=f"Sensor {sensor}",
                    value=20.0,
                    unit=UnitOfTemperature.CELSIUS,
                    device_class=SensorDeviceClass.TEMPERATURE,
                    state_class=SensorStateClass.MEASUREMENT,
                )
                for sensor in range(PER_DEVICE)
            ),
        )
        for device in range(entities // PER_DEVICE)
    ]


class Subject:
    """Something that makes entities and is pushed into."""

    name: str

    async def start(self) -> None:
        """Set up what is not counted."""

    async def set_up(self, hass: HomeAssistant, entities: int) -> None:
        """Make the entities, up to their states."""
        raise NotImplementedError

    def push(self, number: int, value: float) -> None:
        """Let one sensor have another value."""
        raise NotImplementedError


class Multihub(Subject):
    """Ours, on the hub in memory."""

    name = OURS

    async def set_up(self, hass: HomeAssistant, entities: int) -> None:
        """Set up an entry."""
        self.hub = MemoryHub(*house(entities))
        self.hub.way = "websocket"
        self.entry = MockConfigEntry(
            domain=DOMAIN,
            title="Memory",
            unique_id="memory",
            data={CONF_HUB: "fifth", CONF_HUB_ID: "memory", CONF_WAY: "fifth"},
        )
        self.entry.add_to_hass(hass)
        await hass.config_entries.async_setup(self.entry.entry_id)
        await hass.async_block_till_done()
        await self.hub.fetched_while_listening.wait()

    def push(self, number: int, value: float) -> None:
        """Push one device with one changed feature, as a hub does."""
        device = self.hub.devices[f"d{number // PER_DEVICE}"]
        features = list(device.features)
        features[number % PER_DEVICE] = replace(features[number % PER_DEVICE], value=value)  # type: ignore[call-arg]
        self.hub.put(replace(device, features=tuple(features)))


class _Integration(Subject):
    """A reference: an integration made for this run, with a sensor platform."""

    async def set_up(self, hass: HomeAssistant, entities: int) -> None:
        """Set up an entry of it."""
        domain = self.name.replace(" ", "_").lower()

        async def set_up_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
            await hass.config_entries.async_forward_entry_setups(entry, [Platform.SENSOR])
            return True

        async def set_up_sensors(
            hass: HomeAssistant, entry: ConfigEntry[Any], add: AddConfigEntryEntitiesCallback
        ) -> None:
            add(self.sensors(hass, entry, entities))

        mock_integration(hass, MockModule(domain, async_setup_entry=set_up_entry))
        mock_platform(hass, f"{domain}.config_flow", None)
        mock_platform(hass, f"{domain}.sensor", MockPlatform(async_setup_entry=set_up_sensors))
        entry = MockConfigEntry(domain=domain, title=self.name)
        entry.add_to_hass(hass)
        with mock_config_flow(domain, ConfigFlow):
            await hass.config_entries.async_setup(entry.entry_id)
            await hass.async_block_till_done()

    def sensors(self, hass: HomeAssistant, entry: ConfigEntry[Any], entities: int) -> list[SensorEntity]:
        """The sensors."""
        raise NotImplementedError


def _describe(sensor: SensorEntity, domain: str, number: int) -> None:
    """Give a reference's sensor what ours has."""
    sensor._attr_unique_id = str(number)  # noqa: SLF001
    sensor._attr_has_entity_name = True  # noqa: SLF001
    sensor._attr_name = f"Sensor {number % PER_DEVICE}"  # noqa: SLF001
    sensor._attr_device_class = SensorDeviceClass.TEMPERATURE  # noqa: SLF001
    sensor._attr_state_class = SensorStateClass.MEASUREMENT  # noqa: SLF001
    sensor._attr_native_unit_of_measurement = UnitOfTemperature.CELSIUS  # noqa: SLF001
    sensor._attr_should_poll = False  # noqa: SLF001
    device = number // PER_DEVICE
    sensor._attr_device_info = DeviceInfo(  # noqa: SLF001
        identifiers={(domain, f"d{device}")}, name=f"Device {device}", manufacturer="Nobody", model="Five"
    )


class Floor(_Integration):
    """The least that a sensor can cost: bare entities, told one by one."""

    name = "floor"

    def sensors(self, hass: HomeAssistant, entry: ConfigEntry[Any], entities: int) -> list[SensorEntity]:
        """Sensors without anything around them."""
        self._sensors = [SensorEntity() for _ in range(entities)]
        for number, sensor in enumerate(self._sensors):
            _describe(sensor, self.name, number)
            sensor._attr_native_value = 20.0  # noqa: SLF001
        return self._sensors

    def push(self, number: int, value: float) -> None:
        """Write one state."""
        self._sensors[number]._attr_native_value = value  # noqa: SLF001
        self._sensors[number].async_write_ha_state()


class _PlainSensor(CoordinatorEntity[DataUpdateCoordinator[dict[int, float]]], SensorEntity):
    """What most integrations do: every entity writes at each update."""

    def __init__(self, coordinator: DataUpdateCoordinator[dict[int, float]], number: int) -> None:
        super().__init__(coordinator)
        _describe(self, "coordinator", number)
        self._number = number

    @property
    def native_value(self) -> float:
        return self.coordinator.data[self._number]


class PlainCoordinator(_Integration):
    """A coordinator as Home Assistant's documentation shows it."""

    name = "coordinator"

    def sensors(self, hass: HomeAssistant, entry: ConfigEntry[Any], entities: int) -> list[SensorEntity]:
        """Sensors that listen to everything."""
        self._coordinator: DataUpdateCoordinator[dict[int, float]] = DataUpdateCoordinator(
            hass, _LOGGER, config_entry=entry, name="plain"
        )
        self._coordinator.data = dict.fromkeys(range(entities), 20.0)
        return [_PlainSensor(self._coordinator, number) for number in range(entities)]

    def push(self, number: int, value: float) -> None:
        """Set the data, as pushing integrations do."""
        self._coordinator.async_set_updated_data({**self._coordinator.data, number: value})


class Mqtt(Subject):
    """Home Assistant's own MQTT integration, by discovery."""

    name = "MQTT"

    def __init__(self, start: Callable[[], Any]) -> None:
        """``start`` sets the integration up."""
        self._start = start

    async def start(self) -> None:
        """Set MQTT itself up; its configuration.yaml is empty."""
        with patch("homeassistant.config.load_yaml_config_file", return_value={}):
            await self._start()

    async def set_up(self, hass: HomeAssistant, entities: int) -> None:
        """Discover the sensors and give each its first value."""
        self._hass = hass
        for number in range(entities):
            device = number // PER_DEVICE
            config = {
                "unique_id": str(number),
                "name": f"Sensor {number % PER_DEVICE}",
                "state_topic": f"house/{number}",
                "device_class": "temperature",
                "state_class": "measurement",
                "unit_of_measurement": "°C",
                "device": {
                    "identifiers": [f"d{device}"],
                    "name": f"Device {device}",
                    "manufacturer": "Nobody",
                    "model": "Five",
                },
            }
            async_fire_mqtt_message(hass, f"homeassistant/sensor/s{number}/config", json.dumps(config))
        await hass.async_block_till_done()
        for number in range(entities):
            self.push(number, 20.0)
        await hass.async_block_till_done()

    def push(self, number: int, value: float) -> None:
        """Let one message come in."""
        async_fire_mqtt_message(self._hass, f"house/{number}", str(value))
