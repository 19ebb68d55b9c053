"""Rules as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anjian.judgement import (
    Condition,
    Fact,
    Kind,
    Reading,
    WrongRuleText,
    all_,
    at_least,
    derived,
    from_text,
    to_json,
    to_text,
    truth,
)
from anjian.plugin import facts
from anjian.words import Language, Title

from .sample import FIELDS, Sample, Trade

f = facts(Sample)
RATIO = derived("ratio", f.stored / f.limit, title=Title("比值", "ratio"))

WRITTEN = [
    ("present > approved and not licensed", (f.present > f.approved) & ~f.licensed),
    ("trade in (producer, wholesaler)", f.trade.in_(Trade.PRODUCER, Trade.WHOLESALER)),
    ("trade not in (retailer)", ~f.trade.in_(Trade.RETAILER)),
    ("trades has retailer", f.trades.has(Trade.RETAILER)),
    ("at_least(2, licensed, open_flame, suspended)", at_least(2, f.licensed, f.open_flame, f.suspended)),
    ("all(licensed)", all_(f.licensed)),
    ("(licensed or open_flame) and not suspended", (f.licensed | f.open_flame) & ~f.suspended),
    ("stored - (limit - 0.10) * 2 >= -1.5", f.stored - (f.limit - Decimal("0.10")) * 2 >= Decimal("-1.5")),
    ('expires_on < date("2019-10-01")', f.expires_on < date(2019, 10, 1)),
    ("licensed == true", f.licensed == True),  # noqa: E712 - builds a condition
    ('note == "甲 and \\"b\\""', f.note == '甲 and "b"'),
    ("stored > 1000.", f.stored > Decimal(1000)),
    ("ratio >= 1", RATIO >= 1),
]


@pytest.mark.parametrize(("text", "condition"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_how_rules_are_written(text: str, condition: Condition) -> None:
    """One spelling for each expression, in both directions."""
    assert to_text(condition) == text
    assert to_json(from_text(text, FIELDS, {"ratio": RATIO})) == to_json(condition)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("producer == trade", '"producer" == trade'),
        ("10 <= stored < 50", "10 <= stored and stored < 50"),
        ("trade in [producer]", "trade in (producer)"),
        ("\n  licensed\n  or True == open_flame\n", "licensed or true == open_flame"),
        ('fact("licensed")', "licensed"),
    ],
)
def test_other_spellings_are_understood(text: str, written: str) -> None:
    """What people write otherwise means the same."""
    assert to_text(from_text(text, FIELDS)) == written


def test_a_decimal_is_what_is_written() -> None:
    """No number passes through a float: of twenty-one digits, every one counts."""
    condition = from_text("stored == 0.100000000000000000001", FIELDS)
    assert truth(condition, {"stored": Decimal("0.100000000000000000001")}) is True
    assert truth(condition, {"stored": Decimal("0.1")}) is False


class Odd(StrEnum):
    NUMBER = "1"
    WORD = "has"
    FACT = "kind"
    SPACE = "a b"


ODD = {
    name: Fact(name, kind, Title("甲", "a"), enum=Odd if kind is Kind.ENUM else None)
    for name, kind in [("kind", Kind.ENUM), ("other", Kind.ENUM), ("in", Kind.BOOLEAN), ("true", Kind.BOOLEAN)]
}


@pytest.mark.parametrize("member", Odd)
def test_a_name_that_means_something_else(member: Odd) -> None:
    """Members that are no words are quoted; a fact named like a member, or like a word of the language, says so."""
    kind, other = Reading(ODD["kind"]), Reading(ODD["other"])
    for condition in (kind == member, kind.in_(member), other == kind, Reading(ODD["in"]) & Reading(ODD["true"])):
        assert to_json(from_text(to_text(condition), ODD)) == to_json(condition)


WRONG = [
    ("presnt > 4", 1, 1, "did you mean present"),
    ("licensed and\n  stored > aproved", 2, 12, "approved"),
    ('present > "4"', 1, 1, "integer cannot be compared with text"),
    ("trade == importer", 1, 10, "there are: producer, wholesaler, retailer"),
    ("trades == producer", 1, 1, "whether it has a choice"),
    ("trade in (producer, 4)", 1, 1, "enum cannot be compared with integer"),
    ('expires_on < "2019-10-01"', 1, 1, 'date("2019-10-01")'),
    ('expires_on < date("20191001")', 1, 19, 'date("2019-10-01")'),
    ("present", 1, 1, "count > 4"),
    ("present + 1", 1, 1, "no condition"),
    ("note > note", 1, 1, "text has no order"),
    ("licensed & open_flame", 1, 1, "write and, or, not"),
    ("at_least(3, licensed)", 1, 1, "no more than are listed"),
    ("at_least(1.5, licensed)", 1, 1, "arguments"),
    ("present in (approved, 1)", 1, 13, "not a fact"),
    ("licensed is true", 1, 10, "=="),
    ("licensed  # 有证", 1, 11, "comment"),
    ("licensed and\n  open_flame and", 2, 17, "cannot be understood"),
    ("备注 == 甲", 1, 1, "there is no fact 备注"),
    ("note == 甲；licensed", 1, 10, "cannot be understood"),
    ("present > 1e400", 1, 11, "100 digits"),
    ("__import__('os').system('true')", 1, 1, "not written in rules"),
    ("[licensed for _ in note]", 1, 1, "not written in rules"),
    ("(" * 300, 1, 201, "cannot be understood"),
    ("not " * 3000 + "licensed", 1, 1, "longer than 10000"),
    ("", 1, 1, "cannot be understood"),
]


@pytest.mark.parametrize(("text", "line", "column", "said"), WRONG, ids=[text[:20] or "empty" for text, *_ in WRONG])
def test_a_mistake_is_told_with_its_place_and_cure(text: str, line: int, column: int, said: str) -> None:
    """Line, column, what is wrong, and what to write instead."""
    with pytest.raises(WrongRuleText) as refused:
        from_text(text, FIELDS)
    assert str(refused.value).startswith(f"line {line}, column {column}: ")
    assert said in str(refused.value)
    assert "；" in refused.value.message(Language.ZH)


@given(st.text(st.sampled_from("presnt>=<!()[]{}.,:'\"+-*/&|~ 0123456789\n\\#@甲")) | st.text())
def test_no_text_is_more_than_wrong(text: str) -> None:
    """Whatever somebody types is a condition or one coded error."""
    try:
        condition = from_text(text, FIELDS)
    except WrongRuleText as wrong:
        place = wrong.offset
    else:
        assert to_json(from_text(to_text(condition), FIELDS)) == to_json(condition)
        place = 0
    assert 0 <= place <= len(text)
