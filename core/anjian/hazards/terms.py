"""Terms of hazards: one that ran out is never lengthened, so that what was overdue stays counted."""

from __future__ import annotations

from datetime import date, timedelta

from anjian.errors import AnjianError
from anjian.words import Title

ACCEPTANCE_WITHIN = timedelta(days=10)  # O16 art. 23, recalled; verified in Hubei's measures of 2011


class TermRanOut(AnjianError):
    code = "TERM_RAN_OUT"
    words = Title(
        "整改期限 {due_on} 已过，不得再延；该隐患按逾期统计，请尽快整改",
        "the term ended on {due_on} and cannot be lengthened any more: the hazard counts as overdue, have it mended",
    )


def not_run_out(today: date, due_on: date | None) -> None:
    if due_on is not None and due_on < today:
        raise TermRanOut(due_on=due_on)
