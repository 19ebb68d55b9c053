"""What follows for the whole enterprise: each fact is that of the unit that is worst in its regard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from anjian.plugin import Clause, Known, derivation
from anjian_chemicals.fields.source import Source
from anjian_chemicals.gb18218.grading import Unit, grade_of, units
from anjian_chemicals.gb18218.lines import Grade
from anjian_chemicals.ledger import SUBSTANCES, Substance, UnitKind
from anjian_chemicals.standards import GB_18218

SHOWN = 4  # decimals


@derivation(
    Clause(GB_18218, "4.2、4.3"),
    gives=("source_s", "source_major", "source_r", "source_grade", "severe_tank_farm"),
    needs=("exposed_persons",),
    ledgers=(SUBSTANCES.name,),
)
def major_hazard_source(known: Known) -> Mapping[str, object]:
    """辨识与分级 of an enterprise whose ledger of substances is kept; one that is not kept tells nothing."""
    if not known.kept(SUBSTANCES.name):
        return {}
    return source_facts(known.lines(SUBSTANCES.name, Substance), known.profile(Source).exposed_persons)


def source_facts(substances: Iterable[Substance], exposed_persons: int | None) -> dict[str, object]:
    """What can be told; S < 1 everywhere is no major hazard source and has no R and no grade."""
    found = units(substances, exposed_persons)
    r = greatest_r(found)
    told = {
        "source_s": shown(greatest_s(found)),
        "source_major": any_of(unit.major for unit in found),
        "source_r": shown(r),
        "source_grade": None if r is None else grade_of(r),
        "severe_tank_farm": any_of(unit.at_least(Grade.II) for unit in found if unit.kind is UnitKind.TANK_FARM),
    }
    return {name: value for name, value in told.items() if value is not None}


def greatest_s(found: Sequence[Unit]) -> Fraction | None:
    known = [unit.s for unit in found if unit.s is not None]
    return max(known, default=Fraction()) if len(known) == len(found) else None


def greatest_r(found: Sequence[Unit]) -> Fraction | None:
    """Of the major hazard sources; unknown while another unit might have a greater one."""
    sources = [unit for unit in found if unit.major is not False]
    known = [unit.r for unit in sources if unit.r is not None]
    return max(known, default=None) if len(known) == len(sources) else None


def any_of(answers: Iterable[bool | None]) -> bool | None:
    given = set(answers)
    return True if True in given else (None if None in given else False)


def shown(exact: Fraction | None) -> Decimal | None:
    """Cut, not rounded: what is shown never reaches a limit that the exact number does not."""
    return None if exact is None else Decimal(floor(exact * 10**SHOWN)).scaleb(-SHOWN)
