"""The manifest and hacs.json, as hassfest, HACS and Home Assistant's marketplace read them."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
import voluptuous as vol
from awesomeversion import AwesomeVersion, AwesomeVersionStrategy

from .repository import INTEGRATION, ROOT, read_json

HTTPS = re.compile(r"https://(?!www\.home-assistant\.io/integrations)[^\s]+")

MATCHER = vol.Any(str, {str: vol.Any(str, bool, {str: str})})

MANIFEST = vol.Schema(
    {
        vol.Required("domain"): "multihub",
        vol.Required("name"): "Multihub",
        vol.Required("codeowners"): vol.All([vol.Match(r"@[\w-]+$")], vol.Length(min=1)),
        vol.Required("config_flow"): True,
        vol.Required("documentation"): vol.Match(HTTPS),
        vol.Required("issue_tracker"): vol.Match(HTTPS),
        vol.Required("integration_type"): "hub",
        vol.Required("iot_class"): vol.In(("local_push", "cloud_push")),
        vol.Required("requirements"): vol.All([str], vol.Length(max=0)),
        vol.Required("version"): str,
        vol.Required("loggers"): [str],
        vol.Optional("dependencies"): [str],
        vol.Optional("after_dependencies"): [str],
        vol.Optional("quality_scale"): vol.In(("bronze", "silver", "gold", "platinum", "custom")),
        vol.Optional("zeroconf"): [MATCHER],
        vol.Optional("dhcp"): [
            {
                vol.Optional("macaddress"): vol.Match(r"[0-9A-F]{6}\*$"),
                vol.Optional("hostname"): vol.Match(r"[^A-Z]+$"),
                vol.Optional("registered_devices"): True,
            }
        ],
        vol.Optional("ssdp"): [{str: str}],
        vol.Optional("single_config_entry"): False,
    }
)

HACS = vol.Schema(
    {
        vol.Required("name"): str,
        vol.Optional("content_in_root"): bool,
        vol.Optional("country"): vol.Any(str, [str]),
        vol.Optional("filename"): str,
        vol.Optional("hacs"): str,
        vol.Optional("hide_default_branch"): bool,
        vol.Optional("homeassistant"): str,
        vol.Optional("persistent_directory"): str,
        vol.Optional("render_readme"): bool,
    }
)
"""HACS knows ``zip_release`` too: with it Home Assistant's own marketplace can't install."""


def test_the_manifest_holds_what_hassfest_asks_for_and_nothing_unknown() -> None:
    MANIFEST(read_json(INTEGRATION / "manifest.json"))


def test_a_manifest_with_an_unknown_key_or_a_requirement_is_refused() -> None:
    manifest = read_json(INTEGRATION / "manifest.json")
    wrong: dict[str, Any]
    for wrong in ({"homekit": {}}, {"requirements": ["homematicip==2.19.1"]}, {"documentation": "http://example.org"}):
        with pytest.raises(vol.Invalid):
            MANIFEST({**manifest, **wrong})


def test_the_manifests_keys_stand_in_hassfests_order() -> None:
    keys = list(read_json(INTEGRATION / "manifest.json"))
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]


def test_home_assistant_and_its_marketplace_can_compare_the_version() -> None:
    version = read_json(INTEGRATION / "manifest.json")["version"]
    assert AwesomeVersion(version, ensure_strategy=[AwesomeVersionStrategy.SEMVER]).valid


def test_the_folder_is_the_only_integration_and_bears_the_domains_name() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "custom_components"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    folders = {path.split("/")[1] for path in tracked if path.count("/") > 1}
    assert folders == {read_json(INTEGRATION / "manifest.json")["domain"]}


def test_hacs_json_holds_only_what_hacs_and_the_marketplace_know() -> None:
    HACS(read_json(ROOT / "hacs.json"))


def test_the_oldest_home_assistant_is_the_one_that_the_tests_run_on() -> None:
    """2025.4: the oldest lane of requirements_test.txt is its last patch."""
    oldest = AwesomeVersion(read_json(ROOT / "hacs.json")["homeassistant"])
    assert oldest == "2025.4.0"
    assert "2025.4.4" in (ROOT / "requirements_test.txt").read_text(encoding="utf-8")


def test_the_license_is_recognised() -> None:
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").split()
    assert lines[:3] == ["Apache", "License", "Version"]
    assert len(lines) > 1500


@pytest.mark.parametrize("what", ["scripts/demo", "scripts/test"])
def test_the_readmes_first_screen_has_the_two_commands(what: str) -> None:
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25]
    assert any(line.startswith(what) for line in screen)


@pytest.mark.parametrize("section", ["Install", "Remove"])
def test_the_readme_says_how_to_begin_and_how_to_end(section: str) -> None:
    assert f"## {section}" in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
