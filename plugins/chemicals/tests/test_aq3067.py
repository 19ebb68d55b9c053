"""AQ 3067-2026 prompts: 53 clauses, a person's answer to each, and no verdict that binds."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin import Clause, Confidence, Result, Verdict, judge, profile_fields
from anjian_chemicals.aq3067.prompts import checklist
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.rules import AQ_3067_RULES, NOTICE_121_RULES, RULES
from anjian_chemicals.standards import AQ_3067

FIRST_DAY, DAY_BEFORE = date(2026, 9, 30), date(2026, 9, 29)
SECTIONS = {"5.1": 5, "5.2": 10, "5.3": 6, "5.4": 9, "5.5": 12, "5.6": 4, "5.7": 7}
CLAUSES = [f"{section}.{number}" for section, many in SECTIONS.items() for number in range(1, many + 1)]
PRODUCER = {"business_kind": "producer"}


def test_every_clause_is_a_prompt() -> None:
    """The standard has 53 clauses in seven sections: each is a rule that is recalled, and an item."""
    assert len(CLAUSES) == 53
    assert [rule.clause for rule in AQ_3067_RULES] == [Clause(AQ_3067, clause) for clause in CLAUSES]
    assert [item.code for item in checklist().items] == CLAUSES
    assert {rule.confidence for rule in AQ_3067_RULES} == {Confidence.RECALLED}


def test_only_a_person_answers() -> None:
    """Each item observes one fact, which nothing else can set, and says that the official text must be read."""
    manual = [name for name, fact in profile_fields(Chemicals).items() if fact.manual]
    assert [fact for item in checklist().items for fact in item.facts] == manual
    assert all("正式文本" in item.method.zh and "official text" in item.method.en for item in checklist().items)


@pytest.mark.parametrize("place", range(len(CLAUSES)), ids=CLAUSES)
def test_an_answer_decides_its_clause(place: int) -> None:
    """Failed: the prompt stands. Passed: it does not. Not checked: it stays open."""
    item, rule = checklist().items[place], AQ_3067_RULES[place]
    verdicts = {
        result: judge(rule, PRODUCER | item.observations(result), FIRST_DAY).verdict
        for result in (Result.FAIL, Result.PASS, Result.NOT_CHECKED)
    }
    assert list(verdicts.values()) == [Verdict.MAJOR, Verdict.NOT_MAJOR, Verdict.UNDECIDED]


def test_a_trader_without_storage_is_outside() -> None:
    """The standard is for chemical enterprises, producers, and traders that store."""
    assert judge(AQ_3067_RULES[0], {"business_kind": "trader"}, FIRST_DAY).verdict is Verdict.NOT_MAJOR


def test_the_day_of_the_inspection_chooses_the_text() -> None:
    """The last day of the notice is the day before the standard's first: no day has two texts, or none."""
    assert [rule for rule in RULES if rule.in_force(DAY_BEFORE)] == list(NOTICE_121_RULES)
    assert [rule for rule in RULES if rule.in_force(FIRST_DAY)] == list(AQ_3067_RULES)
