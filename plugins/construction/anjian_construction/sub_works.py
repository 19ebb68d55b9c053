"""What the ledger of dangerous works tells of the whole project.

The rules hear the inspection and the ledger: what either finds is a major hazard. Where the ledger is silent the
inspection alone decides; the ledger alone acquits nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

from anjian.plugin import Clause, Known, derivation, facts
from anjian_construction.conditions import UNACCEPTED, UNPLANNED
from anjian_construction.ledger import SUB_WORKS, SubWork
from anjian_construction.standards import NOTICE_5

work = facts(SubWork)

WITHOUT_PLAN = work.under_way & (~work.plan_prepared | ~work.plan_reviewed | (work.over_scale & ~work.expert_reviewed))
WITHOUT_ACCEPTANCE = work.acceptance_required & ~work.accepted & work.next_step_started


@derivation(Clause(NOTICE_5, "第4条"), gives=("works_under_way", "works_over_scale"), ledgers=(SUB_WORKS.name,))
def sub_works(known: Known) -> Mapping[str, object]:
    """How many dangerous works the project has under way, and how many of them are beyond the scale."""
    return {
        "works_under_way": known.count(SUB_WORKS.name, work.under_way),
        "works_over_scale": known.count(SUB_WORKS.name, work.under_way & work.over_scale),
    }


@derivation(
    Clause(NOTICE_5, "第4条第(4)项"),
    gives=("works_without_plan",),
    needs=("scheme_prepared", "scheme_reviewed", "scheme_serious_defect", "over_scale", "expert_reviewed"),
    ledgers=(SUB_WORKS.name,),
)
def works_without_plan(known: Known) -> Mapping[str, object]:
    """Dangerous works under way whose special plan is missing, unreviewed or short of its expert review."""
    return {"works_without_plan": known.found(SUB_WORKS.name, WITHOUT_PLAN, UNPLANNED)}


@derivation(
    Clause(NOTICE_5, "第4条第(5)项"),
    gives=("works_without_acceptance",),
    needs=("acceptance_required", "acceptance_passed", "next_step_started"),
    ledgers=(SUB_WORKS.name,),
)
def works_without_acceptance(known: Known) -> Mapping[str, object]:
    """Dangerous works that went on, or into use, before the acceptance they need."""
    return {"works_without_acceptance": known.found(SUB_WORKS.name, WITHOUT_ACCEPTANCE, UNACCEPTED)}


DERIVATIONS = (sub_works, works_without_plan, works_without_acceptance)
