"""决定奖励: computed from the outcome, decided by a person."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

import sqlalchemy as sa

from anjian.actions.measures import FINES
from anjian.actions.model import Action
from anjian.commands.command import Limit
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.hazards.model import Hazard, HazardLevel
from anjian.judgement.standards import Confidence
from anjian.public_reports.model import PublicReport, ReportFinding, ReportStage, ReportStepKind
from anjian.public_reports.request import OfReport, report_at
from anjian.public_reports.rewards import MAJOR_HAZARD
from anjian.public_reports.steps import note
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReward(OfReport):
    """决定举报奖励."""

    amount: Annotated[
        Decimal | None, Title("奖励金额（元）；为空则按规定计算", "the reward in yuan; empty: what the rule computes")
    ] = None
    basis: Annotated[
        str | None,
        Title("依据；金额与计算结果不同时必填", "what it rests on, where it is not what the rule computes"),
        Limit(1000),
    ] = None


class NoRewardDue(AnjianError):
    code = "NO_REWARD_DUE"
    words = Title("不予奖励：{why_zh}", "no reward is due: {why_en}")


class RewardDecided(AnjianError):
    code = "REWARD_DECIDED"
    words = Title("该举报的奖励已于 {on} 决定", "the reward of this report was decided on {on}")


class RewardNotComputed(AnjianError):
    code = "REWARD_NOT_COMPUTED"
    words = Title(
        "没有可自动适用的奖励规定（仅重大事故隐患有国家规定）；请填写金额和依据",
        "no rule computes this reward (the national one is for major hazards): give the amount and what it rests on",
    )


class RewardBasisMissing(AnjianError):
    code = "REWARD_BASIS_MISSING"
    words = Title(
        "按规定计算为 {computed} 元，填写的金额与此不同；请写明依据",
        "the rule computes {computed} yuan and this is another amount: say what it rests on",
    )


class RewardWrong(AnjianError):
    code = "REWARD_WRONG"
    words = Title("奖励金额应大于零，最多两位小数", "a reward is more than nothing and has two decimals at most")


ANONYMOUS = Title("匿名举报无从发放奖励", "it was made without a name, so there is nobody to reward")
UNFOUNDED = Title("举报不属实", "it was found to be unfounded")
LATER = Title("同一隐患已有更早的实名举报", "an earlier report with a name led to the same hazard")


async def decide_reward(desk: Desk, command: DecideReward) -> PublicReport:
    report = await report_at(desk, command, ReportStage.CONCLUDED)
    await check_due(desk, report)
    computed = await computed_fen(desk, report)
    fen = decided(command, computed)
    report.reward_fen, report.reward_on = fen, desk.today
    report.reward_basis = command.basis or f"{MAJOR_HAZARD.clause}"
    note(desk, report, ReportStepKind.REWARD_DECIDED, amount_fen=fen, computed_fen=computed, basis=report.reward_basis)
    return report


async def check_due(desk: Desk, report: PublicReport) -> None:
    if report.reward_on is not None:
        raise RewardDecided(on=report.reward_on, path=("reportId",))
    reasons = {ANONYMOUS: not report.named, UNFOUNDED: report.finding is ReportFinding.UNFOUNDED}
    reasons[LATER] = await is_later(desk, report)
    for why, holds in reasons.items():
        if holds:
            raise NoRewardDue(why_zh=why.zh, why_en=why.en, path=("reportId",))


async def is_later(desk: Desk, report: PublicReport) -> bool:
    """Of several who tell the same the first is rewarded."""
    earlier = (PublicReport.hazard_id == report.hazard_id) & PublicReport.named & (PublicReport.id < report.id)
    return report.hazard_id is not None and bool(await desk.session.scalar(sa.select(sa.exists().where(earlier))))


async def computed_fen(desk: Desk, report: PublicReport) -> int | None:
    """By the national rule, where its conditions are met and it was compared with the official text."""
    if report.hazard_id is None or MAJOR_HAZARD.confidence is not Confidence.VERIFIED:
        return None
    hazard = await desk.session.get_one(Hazard, (report.entity_id, report.hazard_id))
    if hazard.level is not HazardLevel.MAJOR:
        return None
    of_hazard = (
        (Action.entity_id == hazard.entity_id)
        & (Action.hazard_id == hazard.id)
        & Action.kind.in_(FINES)
        & Action.revoked_on.is_(None)
    )
    fines = await desk.session.scalar(sa.select(sa.func.coalesce(sa.func.sum(Action.amount_fen), 0)).where(of_hazard))
    return MAJOR_HAZARD.fen(int(fines or 0))


def decided(command: DecideReward, computed: int | None) -> int:
    if command.amount is None:
        if computed is None:
            raise RewardNotComputed(path=("amount",))
        return computed
    if not (command.amount.is_finite() and 0 < command.amount < 10**9 and round(command.amount, 2) == command.amount):
        raise RewardWrong(path=("amount",))
    fen = int(command.amount * 100)
    if fen != computed and command.basis is None:
        said = "—" if computed is None else f"{computed / 100:.2f}"
        raise RewardBasisMissing(computed=said, path=("basis",))
    return fen
