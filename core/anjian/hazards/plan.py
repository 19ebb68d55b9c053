"""治理方案: the entity plans how a major hazard is mended, its department approves or returns the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import Limit, OfHazard
from anjian.commands.dates import not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import uuid7
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.hats import may_approve
from anjian.hazards.model import Hazard
from anjian.hazards.moving import begins, move
from anjian.hazards.papers import RectificationPlan, Ruling
from anjian.hazards.ruling import Rule, asked_by_another, rule
from anjian.words import Title

PLAN = Title("治理方案", "plan")
LARGEST_SUM = Decimal(10) ** 12  # yuan; far above any, far below what the column holds in fen


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPlan(OfHazard):
    """提交治理方案（五落实：责任、措施、资金、时限、预案）."""

    goal: Annotated[str, Title("治理目标", "what is to be reached")]
    responsible: Annotated[str, Title("责任：负责的机构和人员", "who answers for it: body and people"), Limit(1000)]
    measures: Annotated[str, Title("措施", "what will be done")]
    funds: Annotated[Decimal, Title("资金（元）；不需资金时为 0", "money in yuan; 0 if none is needed")]
    due_on: Annotated[date, Title("时限", "the last day of the work")]
    emergency_plan: Annotated[str, Title("预案：治理期间的安全措施和应急预案", "safety meanwhile and in an emergency")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePlan(Rule):
    """同意治理方案."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPlan(Rule):
    """退回治理方案."""


class FundsWrong(AnjianError):
    code = "FUNDS_WRONG"
    words = Title(
        "资金 {funds} 有误：应不小于零、不足一万亿元，最多两位小数",
        "the sum {funds} is wrong: not below nothing, below 10^12 yuan, at most two decimals",
    )


async def submit_plan(desk: Desk, command: SubmitPlan) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            begins(desk, hazard, command)
        with review.of("dueOn"):
            not_over(desk.today, command.due_on)
        with review.of("funds"):
            funds_fen = fen(command.funds)
    plan = planned(desk, hazard, command, funds_fen)
    move(desk, hazard, command)
    log(desk, EventKind.PLAN_SUBMITTED, hazard, plan_id=plan.id, due_on=plan.due_on)
    return hazard


async def approve_plan(desk: Desk, command: ApprovePlan) -> Hazard:
    """The plan's time limit becomes the term of the hazard."""
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    begins(desk, hazard, command)
    await may_approve(desk, hazard)
    plan = await asked_by_another(desk, RectificationPlan, hazard, PLAN)
    not_over(desk.today, plan.due_on)
    rule(desk, plan, Ruling.GRANTED, command.opinion)
    move(desk, hazard, command)
    hazard.due_on = plan.due_on
    log(desk, EventKind.PLAN_APPROVED, hazard, plan_id=plan.id, due_on=plan.due_on)
    return hazard


async def return_plan(desk: Desk, command: ReturnPlan) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    begins(desk, hazard, command)
    plan = await asked_by_another(desk, RectificationPlan, hazard, PLAN)
    rule(desk, plan, Ruling.REFUSED, command.opinion)
    move(desk, hazard, command)
    log(desk, EventKind.PLAN_RETURNED, hazard, plan_id=plan.id)
    return hazard


def fen(yuan: Decimal) -> int:
    """Money is kept in fen: whole numbers add up."""
    if not (yuan.is_finite() and 0 <= yuan < LARGEST_SUM and round(yuan, 2) == yuan):
        raise FundsWrong(funds=str(yuan)[:40])
    return int(round(yuan, 2) * 100)


def planned(desk: Desk, hazard: Hazard, command: SubmitPlan, funds_fen: int) -> RectificationPlan:
    plan = RectificationPlan(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        goal=command.goal,
        responsible=command.responsible,
        measures=command.measures,
        funds_fen=funds_fen,
        due_on=command.due_on,
        emergency_plan=command.emergency_plan,
        submitted_by=desk.viewer.person_id,
        submitted_at=desk.now,
    )
    desk.session.add(plan)
    return plan
