"""What the ledger of dangerous works tells, beside what an inspection found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from anjian.plugin import Known, Verdict, judge
from anjian_construction.ledger import SUB_WORKS, SubWork, WorkKind
from anjian_construction.rules import RULES
from anjian_construction.sub_works import DERIVATIONS

TODAY = date(2026, 3, 1)
BY_CODE = {rule.code: rule for rule in RULES}
IN_ORDER = {"under_way": True, "plan_prepared": True, "plan_reviewed": True, "over_scale": False}
BEYOND = {**IN_ORDER, "over_scale": True}
INSPECTED = {"scheme_prepared": True, "scheme_reviewed": True, "scheme_serious_defect": False, "over_scale": False}


def works(*lines: Mapping[str, object]) -> dict[str, list[SubWork]]:
    """A ledger with these lines, all of them pits."""
    named = ({"name": f"{place}号坑", "kind": WorkKind.PIT, **line} for place, line in enumerate(lines, 1))
    return {SUB_WORKS.name: [SubWork.model_validate(line) for line in named]}


def derived(facts: Mapping[str, object], ledgers: Mapping[str, list[SubWork]]) -> dict[str, object]:
    known = Known(facts, ledgers, TODAY)
    given = (item for derive in DERIVATIONS for item in derive(known).items())
    return {name: value for name, value in given if value is not None}


def verdict(code: str, facts: Mapping[str, object], ledgers: Mapping[str, list[SubWork]]) -> Verdict:
    return judge(BY_CODE[code], {**facts, **derived(facts, ledgers)}, TODAY).verdict


WRONG: dict[str, Mapping[str, object]] = {
    "no plan": {**IN_ORDER, "plan_prepared": False},
    "not reviewed": {**IN_ORDER, "plan_reviewed": False},
    "no expert review of a deep pit": {**BEYOND, "expert_reviewed": False},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_work_without_its_plan_is_found_in_the_ledger(wrong: Mapping[str, object]) -> None:
    """One line in a thousand is enough, even where the inspection saw nothing wrong."""
    ledger = works(IN_ORDER, wrong)
    assert derived({}, ledger)["works_without_plan"] == 1
    assert verdict("CONS-2024-04-04", INSPECTED, ledger) is Verdict.MAJOR


def test_a_work_that_has_not_begun_may_still_be_planned() -> None:
    """The clause is about works under way: a plan is due before they begin."""
    ledger = works(IN_ORDER, {"under_way": False, "plan_prepared": False})
    assert derived({}, ledger) == {
        "works_under_way": 1,
        "works_over_scale": 0,
        "works_without_plan": 0,
        # whether either needs acceptance nobody said
    }


def test_the_ledger_counts_what_is_beyond_the_scale() -> None:
    """A person says what is beyond it; while that is open of one work, there is no number."""
    both = works({**BEYOND, "depth_m": "5.2", "expert_reviewed": True}, {**IN_ORDER, "depth_m": "3"})
    assert derived({}, both)["works_over_scale"] == 1
    assert "works_over_scale" not in derived({}, works(BEYOND, {"under_way": True}))


ACCEPTANCE: dict[str, tuple[Mapping[str, object], int | None]] = {
    "in use without it": ({"acceptance_required": True, "accepted": False, "next_step_started": True}, 1),
    "not yet in use": ({"acceptance_required": True, "accepted": False, "next_step_started": False}, 0),
    "none needed": ({"acceptance_required": False}, 0),
    "nobody said whether it passed": ({"acceptance_required": True, "next_step_started": True}, None),
}


@pytest.mark.parametrize(("line", "number"), ACCEPTANCE.values(), ids=ACCEPTANCE)
def test_acceptance(line: Mapping[str, object], number: int | None) -> None:
    """第4条第(5)项 takes all three: acceptance is due, it was not passed, and the work went on."""
    assert derived({}, works(line)).get("works_without_acceptance") == number


def test_the_ledger_does_not_acquit_alone() -> None:
    """Whoever keeps it is supervised: an inspection that saw the plans is needed besides."""
    clean = works(IN_ORDER)
    assert verdict("CONS-2024-04-04", {}, clean) is Verdict.UNDECIDED
    assert verdict("CONS-2024-04-04", INSPECTED, clean) is Verdict.NOT_MAJOR


def test_a_project_without_ledger_is_judged_by_its_inspection() -> None:
    """Nobody kept one: what was answered on site decides, and where nothing was answered nothing is decided."""
    nobody: dict[str, list[SubWork]] = {}
    assert verdict("CONS-2024-04-04", INSPECTED, nobody) is Verdict.NOT_MAJOR
    assert verdict("CONS-2024-04-04", {**INSPECTED, "scheme_reviewed": False}, nobody) is Verdict.MAJOR
    assert derived({}, nobody) == {}


def test_an_open_line_leaves_it_to_the_inspection() -> None:
    """Of one work nobody said whether it has a plan; the inspection saw all plans."""
    ledger = works(IN_ORDER, {"under_way": True})
    assert derived({}, ledger).get("works_without_plan") is None
    assert verdict("CONS-2024-04-04", INSPECTED, ledger) is Verdict.NOT_MAJOR


def test_an_empty_ledger_has_nothing_wrong() -> None:
    """Somebody looked and found no dangerous work."""
    assert set(derived({}, works()).values()) == {0}
