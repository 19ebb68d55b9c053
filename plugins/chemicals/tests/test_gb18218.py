"""GB 18218-2018: the worked examples, the limits, and what stays open for want of a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anjian.plugin import Known
from anjian_chemicals.gb18218.categories import Category
from anjian_chemicals.gb18218.grading import grade_of
from anjian_chemicals.gb18218.lines import Grade
from anjian_chemicals.gb18218.lookup import beta, critical_t
from anjian_chemicals.gb18218.source import major_hazard_source, shown
from anjian_chemicals.gb18218.tables import (
    categories,
    exposures,
    grades,
    listed_by_cas,
    listed_by_name,
    substances,
    toxic_gases,
)
from anjian_chemicals.ledger import Substance, UnitKind


def held(name: str, tonnes: float | str | Decimal, unit: str = "一区", **more: object) -> Substance:
    """A line of the ledger, of a tank farm unless said otherwise."""
    line = {
        "name": name,
        "cas": f"物料-{name}",
        "design_max_t": Decimal(str(tonnes)),
        "unit": unit,
        "unit_kind": UnitKind.TANK_FARM,
    }
    return Substance.model_validate(line | more)


def derived(inside: Sequence[Substance], persons: int | None) -> Mapping[str, object]:
    """What the derivation gives for a ledger with these lines."""
    facts = {} if persons is None else {"exposed_persons": persons}
    return major_hazard_source(Known(facts, {"substances": inside}))


# what one storage unit holds; residents within 500 m; S; R; grade
EXAMPLES: dict[str, tuple[list[Substance], int, str, str | None, Grade | None]] = {
    "chlorine and ammonia": ([held("液氯", 4), held("氨", 4)], 60, "1.2", "6", Grade.IV),
    "methanol and ethanol, just below": ([held("甲醇", 240), held("乙醇", 250)], 200, "0.98", None, None),
    "gasoline, R = 10": ([held("汽油", 1000)], 120, "5", "10", Grade.III),
    "hydrogen, nobody around": ([held("氢", 30)], 0, "6", "4.5", Grade.IV),
    "liquefied petroleum gas": ([held("液化石油气", 2000)], 35, "40", "72", Grade.II),
    "phosgene": ([held("碳酰氯", 3)], 20, "10", "200", Grade.I),
    "chlorine, R = 50": ([held("氯", "62.5")], 10, "12.5", "50", Grade.II),
    "chlorine, R = 100": ([held("氯", "62.5")], 100, "12.5", "100", Grade.I),
}


@pytest.mark.parametrize(("inside", "persons", "s", "r", "grade"), EXAMPLES.values(), ids=EXAMPLES)
def test_worked_example(inside: list[Substance], persons: int, s: str, r: str | None, grade: Grade | None) -> None:
    """S is Σ q/Q; from 1 on there is an R, αΣ βq/Q, and a grade whose lower limit belongs to it."""
    told = derived(inside, persons)
    assert told["source_s"] == Decimal(s)
    assert told["source_major"] is (grade is not None)
    assert (told.get("source_r"), told.get("source_grade")) == (r and Decimal(r), grade)
    assert told["severe_tank_farm"] is (grade in (Grade.I, Grade.II))


def test_each_unit_stands_alone() -> None:
    """Two tank farms of 0.8 each are no major hazard source, one of 1.6 is; the gravest unit tells the grade."""
    apart = derived([held("氯", 4, "一区"), held("氯", 4, "二区")], 10)
    assert (apart["source_s"], apart["source_major"]) == (Decimal("0.8"), False)
    assert derived([held("氯", 8)], 10)["source_major"] is True
    several = derived([held("氯", "62.5", "一区"), held("汽油", 400, "二区")], 10)
    assert (several["source_r"], several["source_grade"]) == (50, Grade.II)


def test_a_warehouse_is_no_tank_farm() -> None:
    """A grade I store does not make the tank farm beside it one."""
    told = derived([held("氯", 200, unit_kind=UnitKind.WAREHOUSE), held("甲醇", 600)], 10)
    assert (told["source_grade"], told["severe_tank_farm"]) == (Grade.I, False)


def test_a_limit_is_met_exactly_or_not_at_all() -> None:
    """A gram short of S = 1 is below it, though it rounds to 1; what is shown is cut and says so."""
    told = derived([held("氯", "4.999999")], 10)
    assert (told["source_s"], told["source_major"]) == (Decimal("0.9999"), False)
    thirds = derived([held("三氧化硫", 25, categories=[Category.J4]), held("甲醇", 1000)], 10)
    assert thirds["source_s"] == Decimal("2.3333")


CRITICAL_GRAMS = {
    "氯": 5_000_000,
    "氨": 10_000_000,
    "光气": 300_000,
    "三氧化硫": 75_000_000,
    "异氰酸甲酯": 750_000,
    "硝酸钾": 1_000_000_000,
}
LINES = st.lists(
    st.tuples(
        st.sampled_from(sorted(CRITICAL_GRAMS)),
        st.integers(min_value=0, max_value=2 * 10**9),
    ),
    max_size=4,
)


@given(LINES)
def test_whole_grams_and_whole_shares_agree(lines: list[tuple[str, int]]) -> None:
    """S ≥ 1 by whole numbers alone: grams, and how often each critical quantity goes into all of them together."""
    whole = lcm(*CRITICAL_GRAMS.values())
    inside = [held(name, Decimal(gram).scaleb(-6)) for name, gram in lines]
    enough = sum(gram * (whole // CRITICAL_GRAMS[name]) for name, gram in lines) >= whole
    assert derived(inside, None)["source_major"] is enough


@given(st.fractions(min_value=0, max_value=1000))
def test_what_is_shown_agrees_with_the_grade(r: Fraction) -> None:
    """Cut to four decimals, R lies on the same side of 10, 50 and 100 as the exact number does."""
    cut = shown(r)
    assert cut is not None
    assert grade_of(Fraction(cut)) is grade_of(r)


def test_what_is_unknown_leaves_open_what_depends_on_it() -> None:
    """Without residents there is an S and no R; without a category no R; with an unknown Q only what is certain."""
    assert derived([held("氯", 8)], None) == {"source_s": Decimal("1.6"), "source_major": True}
    assert set(derived([held("苯乙烯", 800)], 10)) == {"source_s", "source_major"}
    assert derived([held("氯", 8), held("无名物", 1)], 10) == {"source_major": True}
    assert derived([held("氯", 1), held("无名物", 1)], 10) == {}


def test_an_empty_site_has_no_source() -> None:
    """A ledger that is kept and empty says that there is nothing; one that nobody ever kept says nothing."""
    assert major_hazard_source(Known({"exposed_persons": 10})) == {}
    assert derived([], 10) == {"source_s": 0, "source_major": False, "severe_tank_farm": False}


@pytest.mark.parametrize(
    ("substance", "critical", "factor"),
    [
        (held("氨水储罐", 1, cas="7664-41-7"), "10", "2"),
        (held("Ammonia", 1), "10", "2"),
        (held("某易燃液体", 1, categories=[Category.W5_4]), "5000", "1"),
        (held("某液体", 1, categories=[Category.W5_3, Category.J4]), "50", "2"),
        (held("甲醇", 1, categories=[Category.W5_1]), "500", "1.5"),
        (held("甲醛溶液", 1, cas="50-00-0", other_class=True, categories=[Category.J5]), "500", "1"),
        (held("硝酸铵（含可燃物≤0.2%）", 1, cas="6484-52-2"), "50", None),
        (held("硝酸铵", 1, cas="6484-52-2"), None, None),
        (held("一氧化碳", 1, cas="630-08-0"), "20", "2"),
    ],
    ids=[
        "by CAS number",
        "by English name",
        "by category",
        "the category of least Q",
        "Q by name, beta by category",
        "a mixture of another class",
        "one CAS number, told apart by name",
        "one CAS number, not told apart",
        "named within a title",
    ],
)
def test_lookup(substance: Substance, critical: str | None, factor: str | None) -> None:
    """Table 1 by CAS number or name, then table 2; beta from table 3, then table 4."""
    assert (critical_t(substance), beta(substance)) == (
        critical and Decimal(critical),
        factor and Decimal(factor),
    )


def test_the_tables_are_whole() -> None:
    """85 substances in order, 24 categories, 14 toxic gases that table 1 also has, five steps of α, four grades."""
    assert [line.number for line in substances()] == list(range(1, 86))
    assert set(categories()) == set(Category)
    assert len(Category) == 24
    assert len(toxic_gases()) == 14
    assert {cas for line in substances() for cas in line.cas} >= set(toxic_gases())
    assert [line.persons_from for line in exposures()] == [100, 50, 30, 1, 0]
    assert [line.grade for line in grades()] == list(Grade)


def test_every_cas_number_is_one() -> None:
    """The last digit of each checks the others."""
    numbers = [cas for line in substances() for cas in line.cas] + list(toxic_gases())
    for digits in (cas.replace("-", "") for cas in numbers):
        assert sum(place * int(digit) for place, digit in enumerate(reversed(digits[:-1]), 1)) % 10 == int(digits[-1])


def test_a_name_or_number_leads_to_one_line() -> None:
    """Only nitrocellulose and ammonium nitrate have a CAS number in several lines; no name has two."""
    assert {cas for cas, lines in listed_by_cas().items() if len(lines) > 1} == {"9004-70-0", "6484-52-2"}
    assert [name for name, lines in listed_by_name().items() if len(lines) > 1] == []
