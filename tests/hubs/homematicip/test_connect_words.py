"""What we say to an HCU1 is in the words of its Connect API, or not said at all."""

from __future__ import annotations

import pytest

from custom_components.multihub.hubs.base import HubCommandError
from custom_components.multihub.hubs.homematicip.client.connect_words import MISSING, in_connect_words
from virtual_hubs.homematicip.connect_paths import CONNECT_PATHS

from .sent import LIBRARY, OURS


@pytest.mark.parametrize("path", sorted({*LIBRARY, *OURS} - MISSING))
def test_every_path_is_one_that_the_vendor_documents(path: str) -> None:
    assert in_connect_words(path, {})[0] in CONNECT_PATHS


@pytest.mark.parametrize("path", sorted(MISSING))
def test_what_it_lacks_says_so(path: str) -> None:
    assert path in {*LIBRARY, *OURS}, "we never say it"
    assert path not in CONNECT_PATHS
    with pytest.raises(HubCommandError) as error:
        in_connect_words(path, {})
    assert error.value.key == "not_by_connect_api"


def test_a_climate_profile_is_called_by_its_name() -> None:
    told = in_connect_words("group/heating/setActiveProfile", {"groupId": "room", "profileIndex": 3})
    assert told == ("group/heating/setActiveProfile", {"groupId": "room", "profileIndex": "PROFILE_4"})
