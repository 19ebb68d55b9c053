"""Rules as documents."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.judgement import Clause, Standard, WrongExpression, derived, from_json, to_json
from anjian.plugin import facts
from anjian.words import Title

from .sample import FIELDS, Sample, Trade

f = facts(Sample)


def test_a_rule_as_json() -> None:
    """The document says what the expression says, and nothing of how it is evaluated."""
    assert to_json((f.trade == Trade.PRODUCER) & ~(f.present <= f.approved)) == {
        "all": [
            {"eq": [{"fact": "trade"}, {"value": "producer", "kind": "enum", "enum": "Trade"}]},
            {"not": {"le": [{"fact": "present"}, {"fact": "approved"}]}},
        ]
    }


def test_a_derived_fact_keeps_its_clause() -> None:
    """The arithmetic of a standard travels with its name, unit and clause."""
    standard = Standard("GB 18218", Title("重大危险源辨识", "Major hazard installations"), date(2019, 3, 1))
    ratio = derived("ratio", f.stored / f.limit, title=Title("比值", "ratio"), clause=Clause(standard, "4.2.2"))
    document = to_json(ratio >= 1)
    assert document["ge"][0]["clause"]["item"] == "4.2.2"
    assert to_json(from_json(document, FIELDS)) == document


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        "present",
        {"fact": "aproved"},
        {"fact": "present"},
        {"fact": "licensed", "not": 1},
        {"fact": ["licensed"]},
        {"gt": [{"fact": "present"}]},
        {"gt": [{"fact": "present"}, {"value": "4", "kind": "integer"}]},
        {"gt": [{"fact": "present"}, {"value": 4, "kind": "weight"}]},
        {"eq": [{"fact": "trade"}, {"value": "importer", "kind": "enum", "enum": "Trade"}]},
        {"eq": [{"fact": "trade"}, {"value": "producer", "kind": "enum", "enum": "Kind"}]},
        {"eq": [{"fact": "trades"}, {"value": ["producer"], "kind": "enums"}]},
        {"eq": [{"fact": "note"}, {"value": None, "kind": "text"}]},
        {"near": [{"fact": "present"}, {"fact": "approved"}]},
        {"all": []},
        {"all": {"fact": "licensed"}},
        {"at_least": "2", "of": [{"fact": "licensed"}]},
        {"at_least": 2, "of": [{"fact": "licensed"}]},
        {"not": {"value": True, "kind": "boolean"}},
        {"derived": "r", "of": {"fact": "note"}, "title": {"zh": "比", "en": "r"}},
        {"derived": "r", "of": {"fact": "present"}, "title": "r"},
        {"add": [{"fact": "present"}, {"fact": "approved"}]},
    ],
)
def test_what_is_no_condition_is_refused(document: object) -> None:
    """A document that was written by hand fails with one coded error, whatever is wrong with it."""
    with pytest.raises(WrongExpression):
        from_json(document, FIELDS)
