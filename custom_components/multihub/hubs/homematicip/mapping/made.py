"""The devices as they were made last: made again when something of them is another, or when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ....model import Device


class MadeDevices:
    """The devices of the model, which ``make`` makes of the records (``None``: there is nothing of it)."""

    def __init__(self, make: Callable[[str], Device | None]) -> None:
        """Begin without devices."""
        self._make = make
        self._devices: dict[str, Device] = {}
        self._behind: set[str] = set()
        """Devices of which values were told that they do not have yet."""

    @property
    def known(self) -> Mapping[str, Device]:
        """The devices by id, without what was told since they were made."""
        return self._devices

    @property
    def now(self) -> Mapping[str, Device]:
        """The devices by id, as they are now."""
        while self._behind:
            device_id = self._behind.pop()
            if (device := self._make(device_id)) is not None:
                self._devices[device_id] = device
        return self._devices

    def lags(self, device_id: str) -> None:
        """Values of it were told alone: it is made again when somebody asks for it."""
        self._behind.add(device_id)

    def replace(self, device_ids: Iterable[str]) -> None:
        """Make these and no others, in their order; those that are equal stay the same objects."""
        before, self._devices = self._devices, {}
        self._behind.clear()
        for device_id in device_ids:
            if device_id not in self._devices and (device := self._make(device_id)) is not None:
                known = before.get(device_id)
                self._devices[device_id] = known if known == device else device

    def assemble(self, touched: Iterable[str]) -> tuple[tuple[Device, ...], tuple[str, ...]]:
        """Make the touched devices anew: those that are not as they were, and the ids of those that are gone."""
        changed, removed = [], []
        for device_id in touched:
            device, before = self._make(device_id), self._devices.get(device_id)
            if device is None:
                if before is not None:
                    del self._devices[device_id]
                    removed.append(device_id)
            elif device != before or device_id in self._behind:
                self._devices[device_id] = device
                changed.append(device)
            self._behind.discard(device_id)
        return tuple(changed), tuple(removed)
