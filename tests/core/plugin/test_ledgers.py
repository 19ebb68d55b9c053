"""A ledger has many lines, and a derivation reckons with them and with what else is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from anjian.plugin import (
    Clause,
    Entry,
    Known,
    Profile,
    Standard,
    Title,
    UnsayableOption,
    derivation,
    facts,
    field,
    profile_fields,
)
from anjian.plugin.derivations import derivations_on, in_order

WORDS = Title("甲", "a")


class Cask(Entry):
    code: str | None = field(Title("编号", "Code"), required=True, max_length=20)
    litres: Decimal | None = field(Title("容积", "Volume"), unit=Title("升", "L"), ge=0)


class Cellar(Profile):
    racks: int | None = field(Title("货架", "Racks"))
    litres: Decimal | None = field(Title("总容积", "Volume in all"), derived=True)
    dense: bool | None = field(Title("密集", "Dense"), derived=True)


def clause(since: int = 2018, until: int | None = None) -> Clause:
    return Clause(Standard("甲 1", WORDS, date(since, 1, 1), until and date(until, 12, 31)), "4.2")


@derivation(clause(), gives=["dense"], needs=["litres", "racks"])
def density(known: Known) -> dict[str, object]:
    cellar = known.profile(Cellar)
    return {} if cellar.litres is None or not cellar.racks else {"dense": cellar.litres > 100 * cellar.racks}


@derivation(clause(), gives=["litres"], ledgers=["casks"])
def volume(known: Known) -> dict[str, object]:
    measured = [cask.litres for cask in known.lines("casks", Cask)]
    return {} if None in measured or not known.kept("casks") else {"litres": sum(filter(None, measured))}


def test_an_empty_ledger_is_not_an_unkept_one() -> None:
    """Nobody looked: unknown. Somebody looked and there is nothing: zero. One cask was not measured: unknown."""
    assert volume(Known()) == {}
    assert volume(Known(ledgers={"casks": []})) == {"litres": 0}
    assert volume(Known(ledgers={"casks": [Cask(code="1")]})) == {}
    assert volume(Known(ledgers={"casks": [Cask(code="1", litres=Decimal(2)), Cask(code="2")]})) == {}


def test_lines_are_counted_by_a_condition() -> None:
    """One is full for certain; while another might be, nobody can say how many are."""
    full = facts(Cask).litres >= 200
    seen = Known(ledgers={"casks": [Cask(code="1", litres=Decimal(225)), Cask(code="2", litres=Decimal(30))]})
    unsure = Known(ledgers={"casks": [*seen.ledgers["casks"], Cask(code="3")]})
    assert (seen.certain("casks", full), seen.count("casks", full)) == (1, 1)
    assert (unsure.certain("casks", full), unsure.count("casks", full)) == (1, None)
    assert (Known().certain("casks", full), Known().count("casks", full)) == (0, None)
    assert Known(ledgers={"casks": []}).count("casks", full) == 0


def test_a_ledger_and_an_inspection_find_together() -> None:
    """What the ledger shows is found; that nothing is wrong, the whole ledger or the inspection must say."""
    full, seen_full = facts(Cask).litres >= 200, facts(Cellar).litres >= 200
    casks = {"casks": [Cask(code="1", litres=Decimal(225)), Cask(code="2")]}
    assert Known(ledgers=casks).found("casks", full, seen_full) == 1
    assert Known(ledgers={"casks": [Cask(code="2")]}).found("casks", full, seen_full) is None
    assert Known({"litres": 0}, {"casks": [Cask(code="2")]}).found("casks", full, seen_full) == 0
    assert Known(ledgers={"casks": []}).found("casks", full, seen_full) == 0


def test_what_is_derived_may_be_reckoned_with() -> None:
    """Whatever the order of the declaration, a derivation follows those whose facts it needs."""
    assert in_order([density, volume]) == [volume, density]
    assert density(Known({"litres": Decimal(250), "racks": 2})) == {"dense": True}
    assert density(Known({"litres": Decimal(250)})) == {}


def test_each_edition_computes_its_own_years() -> None:
    """The day chooses the edition of the arithmetic, as it does for rules."""
    old = derivation(clause(2009, 2017), gives=["litres"])(lambda _: {})
    assert derivations_on([old, volume], date(2017, 12, 31)) == [old]
    assert derivations_on([old, volume], date(2018, 1, 1)) == [volume]


def test_a_form_says_what_a_line_cannot_be_without() -> None:
    """Portals mark it before anybody sends the form."""
    form = Cask.model_json_schema()
    assert (form["required"], form["properties"]["code"]["x-title"]["zh"]) == (["code"], "编号")


def test_a_form_leaves_out_what_is_derived() -> None:
    """Nobody fills in a computed fact."""
    fields = Cellar.model_json_schema()["properties"]
    assert [name for name in fields if fields[name].get("readOnly")] == ["litres", "dense"]
    assert [name for name, fact in profile_fields(Cellar).items() if fact.derived] == ["litres", "dense"]


@pytest.mark.parametrize(
    ("base", "option"), [(Profile, "required"), (Entry, "derived"), (Entry, "manual")], ids=lambda part: str(part)
)
def test_options_have_their_place(base: type, option: str) -> None:
    """Facts become known one by one; a line is written down at once."""
    with pytest.raises(UnsayableOption, match=f"Odd.n takes no {option}"):
        type("Odd", (base,), {"__annotations__": {"n": int | None}, "n": field(WORDS, **{option: True})})
