"""What a set-up imports: what all hubs share, the hub itself, and nothing that Home Assistant has not loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from tests.metadata.repository import INTEGRATION, ROOT

from .houses import HomematicIPHouse, HomeSeerAsciiHouse, HomeyHouse, House, OpenMoticsHouse, standing

PACKAGE = "custom_components.multihub"
HUBS = ("homematicip", "homey", "homeseer", "openmotics")

SHARED = {
    "compat",
    "config_flow",
    "connection",
    "const",
    "coordinator",
    "errors",
    "health",
    "history",
    "hubs",
    "hubs.base",
    "hubs.pseudonyms",
    "hubs.steps",
    "hubs.tls",
    "inventory",
    "issues",
    "listeners",
    "model",
    "platforms",
    "projection",
    "registry",
    "services",
}
"""What every entry needs, whichever its hub is; Home Assistant imports the config flow at each set-up."""

SHARED_BY_SOME = {"hubs.characters", "hubs.copies", "hubs.jsontext", "hubs.latest", "hubs.members", "hubs.zones"}
"""What only some hubs need."""

IN_A_RUNNING_HOME = (
    "homeassistant.bootstrap",
    "homeassistant.components.recorder",
    "homeassistant.components.webhook",
    "homeassistant.helpers.service_info.dhcp",
    "homeassistant.helpers.service_info.zeroconf",
    *(f"homeassistant.components.{platform}" for platform in Platform if (INTEGRATION / f"{platform}.py").exists()),
)
"""What is loaded before any entry is set up: Home Assistant, what we come after, the platforms that we have."""

SCRIPT = """
import importlib, json, sys
before, ours = json.loads(sys.argv[1])
for name in before:
    importlib.import_module(name)
known = set(sys.modules)
for name in ours:
    importlib.import_module(name)
print(json.dumps(sorted(set(sys.modules) - known)))
"""


def imported(*modules: str) -> set[str]:
    """What is loaded besides, when these modules of ours are; seen in a new process."""
    names = [PACKAGE, *(f"{PACKAGE}.{module}" for module in modules)]
    command = [sys.executable, "-c", SCRIPT, json.dumps([IN_A_RUNNING_HOME, names])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def of_the_package(names: Iterable[str]) -> set[str]:
    return {name.removeprefix(f"{PACKAGE}.") for name in names if name.startswith(f"{PACKAGE}.")}


def of_the_hub(hub: str) -> set[str]:
    """The modules in a hub's folder."""
    folder = INTEGRATION / "hubs" / hub
    return {
        ".".join((path.parent if path.name == "__init__.py" else path.with_suffix("")).relative_to(INTEGRATION).parts)
        for path in folder.rglob("*.py")
    }


def test_without_a_hub_only_what_all_share_is_imported() -> None:
    assert of_the_package(imported("config_flow")) == SHARED


@pytest.mark.parametrize("hub", HUBS)
def test_a_set_up_imports_its_own_hub_and_not_its_dialogs(hub: str) -> None:
    names = imported("config_flow", f"hubs.{hub}.hub")
    found = of_the_package(names)
    own = {name for name in found if name.startswith(f"hubs.{hub}")}
    assert found - own - SHARED_BY_SOME == SHARED
    assert own <= of_the_hub(hub)
    assert f"hubs.{hub}.flow" not in own
    assert {name for name in names if not name.startswith("custom_components")} == set()


@pytest.mark.parametrize(
    "kind", [HomematicIPHouse, HomeyHouse, HomeSeerAsciiHouse, OpenMoticsHouse], ids=lambda kind: kind.name
)
async def test_a_set_up_imports_no_other_hub_and_no_platform_that_it_does_not_need(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, kind: type[House]
) -> None:
    """What other tests have imported is forgotten first."""
    house = kind(40)
    own = f"hubs.{house.hub.kind}"
    others = tuple(f"hubs.{hub}" for hub in HUBS if f"hubs.{hub}" != own)
    for name in of_the_package(sys.modules):
        if name.startswith(others) or name in [*Platform]:
            monkeypatch.delitem(sys.modules, f"{PACKAGE}.{name}")
    async with standing(hass, house) as entry:
        found = of_the_package(sys.modules)
        needed = {feature.platform for feature in entry.runtime_data.inventory.features.values()}
    assert f"{own}.hub" in found
    assert {name for name in found if name.startswith(others)} == set()
    assert {name for name in found if name in [*Platform]} == needed
