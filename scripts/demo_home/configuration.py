"""The configuration folder of the demo's Home Assistant, made anew at each start."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from . import ROOT

CONFIGURATION = """\
homeassistant:
  name: Multihub
  latitude: 51.0543
  longitude: 3.7174
  elevation: 10
  unit_system: metric
  time_zone: Europe/Brussels
  country: BE
  currency: EUR
  # a browser on this machine needs no password; the server listens on loopback only
  auth_providers:
    - type: trusted_networks
      trusted_networks: ["127.0.0.1", "::1"]
      allow_bypass_login: true
    - type: homeassistant

config:
conversation:
energy:
frontend:
history:
logbook:
person:
sun:
system_health:

logger:
  default: warning
  logs:
    custom_components.multihub: info

automation: !include automations.yaml
rest_command: !include rest_commands.yaml
"""

HTTP_IN_YAML = """
http:
  server_host: 127.0.0.1
  server_port: {port}
"""

_ANSWERED = ("core_config", "analytics", "integration")
"""The questions of a first visit, answered beforehand: asked, they would add a weather service and a radio."""

_HERE = Path(__file__).parent


def write_configuration(folder: Path, port: int, *, http_in_yaml: bool) -> None:
    """Make the folder, with the integration and its blueprints linked in.

    Since 2026.10 Home Assistant keeps the settings of ``http`` in its storage; what stands in YAML
    is on trial there, and taken back by a restart after five minutes. Older ones know only YAML.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "custom_components").mkdir(parents=True)
    (folder / ".storage").mkdir()
    (folder / "custom_components" / "multihub").symlink_to(ROOT / "custom_components" / "multihub")
    if (blueprints := ROOT / "blueprints").exists():
        shutil.copytree(blueprints, folder / "blueprints")
    for name in ("automations.yaml", "rest_commands.yaml"):
        shutil.copy(_HERE / name, folder)
    (folder / "configuration.yaml").write_text(
        CONFIGURATION + (HTTP_IN_YAML.format(port=port) if http_in_yaml else ""), encoding="utf-8"
    )
    _store(folder, "onboarding", (4, 1), {"done": _ANSWERED})
    if not http_in_yaml:
        _store(folder, "http", (2, 2), _http(port))


def _store(folder: Path, key: str, version: tuple[int, int], data: Mapping[str, object]) -> None:
    """Write what Home Assistant itself would have written; a newer one migrates it."""
    stored = {"version": version[0], "minor_version": version[1], "key": key, "data": data}
    (folder / ".storage" / key).write_text(json.dumps(stored), encoding="utf-8")


def _http(port: int) -> dict[str, object]:
    """Settings that somebody has confirmed."""
    return {
        "stable": {
            "server_host": ["127.0.0.1"],
            "server_port": port,
            "cors_allowed_origins": ["https://cast.home-assistant.io"],
            "login_attempts_threshold": -1,
            "ip_ban_enabled": True,
            "ssl_profile": "modern",
            "use_x_frame_options": True,
            "created_at": "2026-11-01T00:00:00+00:00",
            "error": None,
            "error_message": None,
        },
        "pending": None,
        "yaml_migration_done": True,
    }
