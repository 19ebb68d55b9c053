"""S, R and the grade, exact: a limit is met by what meets it, not by what was rounded to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from anjian_chemicals.gb18218.lines import Grade
from anjian_chemicals.gb18218.lookup import beta, critical_t
from anjian_chemicals.gb18218.tables import exposures, grades
from anjian_chemicals.ledger import Substance, UnitKind


@dataclass(frozen=True)
class Unit:
    """A production or storage unit (单元) with what it holds; each is identified and graded by itself."""

    kind: UnitKind | None
    substances: Sequence[Substance]
    alpha: Fraction | None  # unknown while nobody counted the residents

    @cached_property
    def s(self) -> Fraction | None:
        """Σ q/Q (4.2)."""
        return total([ratio(substance) for substance in self.substances])

    @cached_property
    def major(self) -> bool | None:
        """S ≥ 1. Enough is enough: an unknown part cannot take away from what is there."""
        known = [part for part in map(ratio, self.substances) if part is not None]
        if sum(known) >= 1:
            return True
        return False if len(known) == len(self.substances) else None

    @cached_property
    def r(self) -> Fraction | None:
        """α Σ β q/Q (4.3), of a major hazard source."""
        weighted = total([weighed(substance) for substance in self.substances])
        return None if not self.major or weighted is None or self.alpha is None else self.alpha * weighted

    def at_least(self, grade: Grade) -> bool | None:
        """Whether it is a major hazard source of this grade or a graver one."""
        if not self.major:
            return self.major
        return None if self.r is None else self.r >= limit(grade)


def units(substances: Iterable[Substance], exposed_persons: int | None) -> list[Unit]:
    held: Mapping[tuple[UnitKind | None, str | None], list[Substance]] = defaultdict(list)
    for substance in substances:
        held[substance.unit_kind, substance.unit].append(substance)
    alpha = None if exposed_persons is None else alpha_of(exposed_persons)
    return [Unit(kind, inside, alpha) for (kind, _), inside in held.items()]


def ratio(substance: Substance) -> Fraction | None:
    """q/Q. The quantity is the greatest by design, not that of the day (4.2)."""
    critical = critical_t(substance)
    if substance.design_max_t is None or critical is None:
        return None
    return Fraction(substance.design_max_t) / Fraction(critical)


def weighed(substance: Substance) -> Fraction | None:
    part, factor = ratio(substance), beta(substance)
    return None if part is None or factor is None else part * Fraction(factor)


def total(parts: Sequence[Fraction | None]) -> Fraction | None:
    known = [part for part in parts if part is not None]
    return sum(known, Fraction()) if len(known) == len(parts) else None


def alpha_of(persons: int) -> Fraction:
    reached = (row for row in exposures() if row.persons_from <= persons)
    return Fraction(max(reached, key=lambda row: row.persons_from).alpha)


def limit(grade: Grade) -> Fraction:
    return next(Fraction(row.r_from) for row in grades() if row.grade is grade)


def grade_of(r: Fraction) -> Grade:
    """The limits belong to the graver grade."""
    return max((row for row in grades() if row.r_from <= r), key=lambda row: row.r_from).grade
