"""From a Homey's wire to devices and features: pure. Tables first, code that reads them after."""

from __future__ import annotations
