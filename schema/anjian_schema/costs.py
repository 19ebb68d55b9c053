"""What an operation costs, beside the bounds of each cost and what is left of the caller's budget of requests."""

from __future__ import annotations

from typing import Any

from anjian_schema.asking import Asking, Checked
from anjian_schema.compiler.limits import DEEPEST, MOST_OF_A_DOCUMENT, MOST_ROWS_IN_ALL
from anjian_schema.compiler.operation import Split, only, selecting
from anjian_schema.rates import BUDGET

MOST = {**MOST_OF_A_DOCUMENT, "depth": DEEPEST, "rows": MOST_ROWS_IN_ALL}


def cost(asking: Asking, checked: Checked) -> dict[str, Any]:
    """``rows``: as many as its lists may show, whether there are so many or not. ``budget`` is null without a rate."""
    measure, budget = checked.document.measure, BUDGET.get()
    own = measure._asdict() if measure else {}
    return {
        **own,
        "rows": rows(asking, checked),
        "limits": MOST,
        "budget": budget and budget._asdict(),
    }


def rows(asking: Asking, checked: Checked) -> int:
    run, read = asking.run(checked.variables), Split.of(checked.fields(asking, "Query")).read
    if not read:
        return 0
    plan = asking.reader.plan(checked.document, checked.operation, "Query", [selecting(only(read))], run)
    found: int = plan.rows(run)
    return found
