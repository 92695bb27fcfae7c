"""The quality scale: every rule of Home Assistant's has its answer, each exemption its reason."""

from __future__ import annotations

import pytest
import yaml

from .repository import INTEGRATION

RULES = {
    "bronze": (
        "action-setup appropriate-polling brands common-modules config-flow-test-coverage config-flow "
        "dependency-transparency docs-actions docs-conditions docs-high-level-description "
        "docs-installation-instructions docs-removal-instructions docs-triggers entity-event-setup entity-unique-id "
        "has-entity-name runtime-data test-before-configure test-before-setup unique-config-entry"
    ),
    "silver": (
        "action-exceptions config-entry-unloading docs-configuration-parameters docs-installation-parameters "
        "entity-unavailable integration-owner log-when-unavailable parallel-updates reauthentication-flow test-coverage"
    ),
    "gold": (
        "devices diagnostics discovery-update-info discovery docs-data-update docs-examples docs-known-limitations "
        "docs-supported-devices docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices "
        "entity-category entity-device-class entity-disabled-by-default entity-translations exception-translations "
        "icon-translations reconfiguration-flow repair-issues stale-devices"
    ),
    "platinum": "async-dependency inject-websession strict-typing",
}
ALL = [rule for rules in RULES.values() for rule in rules.split()]

SCALE = yaml.safe_load((INTEGRATION / "quality_scale.yaml").read_text(encoding="utf-8"))["rules"]


def test_there_are_54_rules() -> None:
    assert len(ALL) == len(set(ALL)) == 54


def test_every_rule_has_its_answer_and_no_other_stands_there() -> None:
    assert sorted(SCALE) == sorted(ALL)


@pytest.mark.parametrize("rule", ALL)
def test_a_rule_is_done_or_exempt_with_its_reason(rule: str) -> None:
    answer = SCALE[rule]
    if isinstance(answer, dict):
        assert set(answer) == {"status", "comment"}
        assert answer["status"] in ("done", "exempt")
        assert len(answer["comment"].split()) >= 5
    else:
        assert answer == "done"
