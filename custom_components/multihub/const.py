"""Constants that more than one room of the integration needs."""

from __future__ import annotations

from typing import Final

DOMAIN: Final = "multihub"

# Keys of entry.data that every hub's entry has; whatever else is in it belongs to the way in.
CONF_HUB: Final = "hub"
CONF_HUB_ID: Final = "hub_id"
CONF_WAY: Final = "way"
CONF_FINGERPRINT: Final = "fingerprint"

# Keys of entry.options that any hub's options may have.
CONF_IMPORT_HISTORY: Final = "import_history"
CONF_ROOMS: Final = "rooms"
