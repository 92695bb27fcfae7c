"""The texts of the repairs: each says how it is mended, and what the dialog says where it ends."""

from __future__ import annotations

import pytest

from custom_components.multihub.issues import FROM_ERRORS, Mend

from .repository import INTEGRATION, read_json

ISSUES = read_json(INTEGRATION / "translations" / "en.json")["issues"]

ENDS = {
    Mend.AGAIN: {"error": {"still_there"}},
    Mend.RECONFIGURE: {"abort": {"go_on", "reconfigure"}},
    Mend.SIGN_IN: {"abort": {"go_on", "reauth"}},
}


@pytest.mark.parametrize(("kind", "mend"), FROM_ERRORS.items())
def test_every_error_that_can_be_mended_has_the_texts_of_its_dialog(kind: str, mend: Mend) -> None:
    flow = ISSUES[kind]["fix_flow"]
    assert set(flow["step"]) == {"confirm"}
    assert {part: set(texts) for part, texts in flow.items() if part != "step"} == ENDS[mend]


def test_modules_that_do_not_answer_are_looked_at_again() -> None:
    assert set(ISSUES["openmotics_modules"]["fix_flow"]["error"]) == ENDS[Mend.AGAIN]["error"]


@pytest.mark.parametrize("kind", sorted(set(ISSUES) - set(FROM_ERRORS) - {"silent_keys", "openmotics_modules"}))
def test_what_a_hub_tells_of_itself_leads_to_the_dialog_of_its_way_in(kind: str) -> None:
    assert set(ISSUES[kind]["fix_flow"]["abort"]) == ENDS[Mend.RECONFIGURE]["abort"]
