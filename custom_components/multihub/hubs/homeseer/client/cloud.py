"""MyHS, HomeSeer's cloud: which systems an account has (protocol page, section 1.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import aiohttp

from ...base import HubAuthError, HubUnsupportedError
from .answers import RefusedError, parse
from .http import QUICK
from .query import address
from .way import Endpoint, cloud_parameters, fetch

MYHS_URL: Final = "https://myhs.homeseer.com"


@dataclass(frozen=True, slots=True)
class System:
    """One system of an account; only those that are online are told."""

    license: str
    name: str


async def list_systems(session: aiohttp.ClientSession, endpoint: Endpoint) -> tuple[System, ...]:
    """The account's systems that are online.

    Raises:
        HubAuthError: MyHS refuses the account.
        HubUnsupportedError: something else answered.
        HubConnectionError: it can't be reached.

    """
    asking = replace(endpoint, license="")
    url = address(f"{endpoint.url}/getsystems", cloud_parameters(asking))
    body = await fetch(session, asking, url, QUICK)
    try:
        data: Any = parse("getsystems", body.decode("utf-8-sig", "replace"))
    except RefusedError as err:
        raise HubAuthError("MyHS refuses the account") from err
    if not isinstance(data, dict) or "response" not in data:
        raise HubUnsupportedError("Not MyHS")
    if data["response"] != "ok":
        raise HubAuthError("MyHS refuses the account")
    systems = data.get("systems")
    if not isinstance(systems, list):
        raise HubUnsupportedError("No list of systems in MyHS's answer")
    return tuple(
        System(str(raw["license"]), str(raw.get("friendly_name") or raw["license"]))
        for raw in systems
        if isinstance(raw, dict) and raw.get("license") and raw.get("online", True)
    )
