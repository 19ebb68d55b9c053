"""How many lines of a ledger are wrong, beside what an inspection found."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.plugin import Condition, Known, truth


def found(known: Known, ledger: str, wrong: Condition, inspected: Condition) -> int | None:
    """How many are wrong for certain; none once every line, or else the inspection, says that none is."""
    if certain := known.certain(ledger, wrong):
        return certain
    cleared = truth(inspected, known.facts) is False or known.count(ledger, wrong) == 0
    return 0 if cleared else None


def told(**counts: int | None) -> Mapping[str, object]:
    """What could be counted; the rest is left out, for it is unknown."""
    return {name: count for name, count in counts.items() if count is not None}
