"""A small sector with a ledger: depots, whose goods add up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from anjian.plugin import (
    Checklist,
    Clause,
    Entry,
    Item,
    Known,
    Ledger,
    Profile,
    Rule,
    Sector,
    Standard,
    Title,
    derivation,
    facts,
    field,
)


class Goods(Entry):
    """One kind of goods in one hall."""

    hall: int | None = field(Title("库房", "hall"), ge=1)
    code: str | None = field(Title("货号", "code"), required=True, max_length=10, filter=True)
    tons: Decimal | None = field(Title("存量", "stock"), unit=Title("吨", "t"), ge=0, filter=True, sort=True)


class Depot(Profile):
    """What is known of a depot."""

    approved_tons: Decimal | None = field(Title("核定存量", "approved stock"), ge=0)
    stored_tons: Decimal | None = field(Title("总存量", "stock in all"), derived=True, filter=True, sort=True)
    load: Decimal | None = field(Title("存量比", "load"), derived=True, le=1000)


STANDARD = Standard("库〔2020〕1号", Title("存量标准", "stock criteria"), date(2020, 1, 1), edition="2020")


@derivation(Clause(STANDARD, "第一项"), gives=["load"], needs=["approved_tons", "stored_tons"])
def load(known: Known) -> Mapping[str, object]:
    """Stock by what is approved; of no approval, and of an approval of nothing, there is no ratio."""
    depot = known.profile(Depot)
    return {"load": depot.stored_tons / depot.approved_tons} if depot.stored_tons and depot.approved_tons else {}


@derivation(Clause(STANDARD, "第二项"), gives=["stored_tons"], ledgers=["goods"])
def stored(known: Known) -> Mapping[str, object]:
    """The stock of all halls, once somebody kept the ledger and every line says how much."""
    tons = [line.tons for line in known.lines("goods", Goods)]
    return {"stored_tons": sum(filter(None, tons), Decimal())} if known.kept("goods") and None not in tons else {}


OVERLOADED = Rule("DEPOT-1", Clause(STANDARD, "第三项"), Title("超量存放", "overloaded"), facts(Depot).load > 1)
APPROVAL = Item("D1", *[Title("核定", "approval")] * 4, asks=("approved_tons",))
CHECKLIST = Checklist("DEPOT", "1", Title("库房检查表", "depot checklist"), (APPROVAL,))

DEPOT = Sector(
    Depot,
    (CHECKLIST,),
    (OVERLOADED,),
    "depot",
    Title("仓库", "Depots"),
    ledgers=(Ledger("goods", Goods, Title("在库货物", "Goods in stock"), key=("hall", "code")),),
    derivations=(load, stored),
)
