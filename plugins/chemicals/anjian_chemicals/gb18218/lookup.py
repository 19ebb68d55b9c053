"""What the tables say of one substance: its critical quantity Q and its factor β."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from anjian_chemicals.gb18218.categories import Category
from anjian_chemicals.gb18218.lines import Listed, OfCategory, ToxicGas
from anjian_chemicals.gb18218.tables import categories, listed_by_cas, listed_by_name, plain, toxic_gases
from anjian_chemicals.ledger import Substance


def listed(substance: Substance) -> tuple[Listed, ...]:
    """The lines of table 1 it may be; a mixture of another class than its pure substance is none of them (4.2)."""
    if substance.other_class:
        return ()
    by_cas, by_name = by_number(substance), by_its_name(substance)
    return tuple(row for row in by_cas if row in by_name) or by_cas or by_name


def by_number(substance: Substance) -> tuple[Listed, ...]:
    return listed_by_cas().get(substance.cas or "", ())


def by_its_name(substance: Substance) -> tuple[Listed, ...]:
    return listed_by_name().get(plain(substance.name or ""), ())


def critical_t(substance: Substance) -> Decimal | None:
    """Table 1, then table 2 (4.1). Unknown where several lines of table 1 differ, or nothing is known of it."""
    if found := {row.critical_t for row in listed(substance)}:
        return found.pop() if len(found) == 1 else None
    category = gravest(substance.categories or ())
    return None if category is None else category.critical_t


def beta(substance: Substance) -> Decimal | None:
    """Table 3 by name, then table 4 by category: the one recorded, or else the one its line of table 1 starts from."""
    lines = listed(substance)
    if (toxic := toxic_gas(substance, lines)) is not None:
        return toxic.beta
    usual = [row.category for row in lines if row.category] if len(lines) == 1 else []
    category = gravest(substance.categories or usual)
    return None if category is None else category.beta


def toxic_gas(substance: Substance, lines: Sequence[Listed]) -> ToxicGas | None:
    numbers = () if substance.other_class else (substance.cas or "", *(cas for row in lines for cas in row.cas))
    return next((toxic_gases()[cas] for cas in numbers if cas in toxic_gases()), None)


def gravest(of: Sequence[Category]) -> OfCategory | None:
    """Of several hazards the one with the least critical quantity counts (4.1); of equals, the greater β."""
    return min((categories()[one] for one in of), key=lambda row: (row.critical_t, -row.beta), default=None)
