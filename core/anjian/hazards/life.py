"""The life of a hazard as one table: which command leads from where to where, what must exist first, and why.

Everything else reads this table: the checks of the commands, the sentences of their refusals, ``nextSteps`` in GraphQL
and docs/hazard-life.md. Who may send a command stands with the command in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anjian.hazards import needs
from anjian.hazards.model import HazardLevel, Stage
from anjian.hazards.needs import Need
from anjian.words import Title

GENERAL, MAJOR = frozenset({HazardLevel.GENERAL}), frozenset({HazardLevel.MAJOR})
BOTH = GENERAL | MAJOR

LAW_59 = "安全生产法（2021）第五十九条"
LAW_65 = "安全生产法（2021）第六十五条"
DUTY_3 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第三条"
DUTY_14 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第十四条〔待核〕"
DUTY_15 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第十五条〔待核〕"
DUTY_16 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第十六条〔待核〕"
DUTY_18 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第十八条〔待核〕"
DUTY_23 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第二十三条〔待核〕"

ENFORCEMENT = "执法文书规范〔待核〕"

TITLES: Mapping[str, Title] = {
    "submitInspection": Title("提交检查结果", "Submit the result of an inspection"),
    "reportHazard": Title("报告隐患", "Report a hazard outside an inspection"),
    "assessHazard": Title("评定为一般隐患", "Assess a hazard as general"),
    "proposeLevel": Title("提出等级", "Propose that a hazard is major, or is not"),
    "confirmLevel": Title("同意等级", "Confirm a proposed level"),
    "refuseLevel": Title("不同意等级", "Refuse a proposed level"),
    "rectifyOnTheSpot": Title("记录当即整改", "Record that a hazard was mended on the spot"),
    "reportMajorHazard": Title("上报重大隐患", "Report a major hazard up the line"),
    "submitPlan": Title("提交治理方案", "Submit the plan for a major hazard"),
    "approvePlan": Title("同意治理方案", "Approve a plan"),
    "returnPlan": Title("退回治理方案", "Return a plan"),
    "recordProtection": Title("记录防范措施", "Record what protects people meanwhile"),
    "requestExtension": Title("申请延期", "Request a longer term"),
    "approveExtension": Title("同意延期", "Approve a longer term"),
    "refuseExtension": Title("不同意延期", "Refuse a longer term"),
    "reopenHazard": Title("重新打开隐患", "Reopen a hazard that was closed wrongly"),
    "orderRectification": Title("责令限期整改", "Order a hazard mended by a day"),
    "submitRectification": Title("提交整改情况", "Tell how a hazard was mended"),
    "acceptRectification": Title("整改验收通过", "Accept a rectification"),
    "rejectRectification": Title("整改验收不通过", "Reject a rectification"),
    "closeHazard": Title("隐患销号", "Close out a hazard"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: from any of ``start`` to ``to``; without ``to`` the hazard stays where it is.

    ``command`` is spelled as callers spell it. Without a start a hazard begins with it.
    """

    command: str
    levels: frozenset[HazardLevel]
    start: tuple[Stage, ...]
    to: Stage | None
    needs: tuple[Need, ...]
    basis: str

    @property
    def title(self) -> Title:
        return TITLES[self.command]

    def begins_at(self, level: HazardLevel, stage: Stage) -> bool:
        return level in self.levels and stage in self.start


def step(
    command: str, levels: frozenset[HazardLevel], start: Iterable[Stage], to: Stage | None, *needed: Need, basis: str
) -> Transition:
    return Transition(command, levels, tuple(start), to, needed, basis)


FRESH = (Stage.REGISTERED, Stage.ASSESSED)
# Where a level may change: not while a plan lies there, nor once the mending was submitted.
GRADED = (Stage.REGISTERED, Stage.ASSESSED, Stage.REPORTED, Stage.PLAN_APPROVED)
N = needs
RULED = (N.SECOND_PERSON,)
APPROVED = (N.SECOND_PERSON, N.TWO_HATS)
SIGNED = (N.TWO_SIGNERS, N.NOT_THE_RECTIFIER, N.AFTER_MENDED)

LIFE: Sequence[Transition] = (
    step("submitInspection", BOTH, (), Stage.REGISTERED, basis=LAW_65),
    step("reportHazard", GENERAL, (), Stage.REGISTERED, N.NOT_BACKDATED, N.RULES, basis=LAW_59),
    step("assessHazard", GENERAL, (Stage.REGISTERED,), Stage.ASSESSED, N.NONE_PROPOSED, N.RULES, basis=DUTY_3),
    step(
        "proposeLevel",
        GENERAL,
        (*FRESH, Stage.RECTIFYING),
        None,
        N.ANOTHER_LEVEL,
        N.NONE_PROPOSED,
        N.RULES,
        N.DISCUSSED,
        basis=DUTY_3,
    ),
    step(
        "proposeLevel",
        MAJOR,
        (*GRADED, Stage.RECTIFYING),
        None,
        N.ANOTHER_LEVEL,
        N.NONE_PROPOSED,
        N.RULES,
        basis=DUTY_3,
    ),
    step("confirmLevel", GENERAL, FRESH, Stage.ASSESSED, N.PROPOSED, *APPROVED, basis=DUTY_3),
    step("confirmLevel", MAJOR, GRADED, Stage.ASSESSED, N.PROPOSED, *APPROVED, basis=DUTY_3),
    step("confirmLevel", BOTH, (Stage.RECTIFYING,), None, N.PROPOSED, *APPROVED, basis=DUTY_3),
    step("refuseLevel", BOTH, (*GRADED, Stage.RECTIFYING), None, N.PROPOSED, *RULED, basis=DUTY_3),
    step("rectifyOnTheSpot", GENERAL, FRESH, Stage.CLOSED, N.LEVEL_SETTLED, N.NOT_BACKDATED, basis=LAW_65),
    step("reportMajorHazard", MAJOR, FRESH, Stage.REPORTED, N.LEVEL_SETTLED, basis=DUTY_14),
    step("submitPlan", MAJOR, (Stage.REPORTED,), Stage.PLANNED, N.LEVEL_SETTLED, N.TERM_AHEAD, N.FUNDS, basis=DUTY_15),
    step("approvePlan", MAJOR, (Stage.PLANNED,), Stage.PLAN_APPROVED, N.PLAN, *APPROVED, N.TERM_AHEAD, basis=DUTY_15),
    step("returnPlan", MAJOR, (Stage.PLANNED,), Stage.REPORTED, N.PLAN, *RULED, basis=DUTY_15),
    step("recordProtection", MAJOR, (Stage.PLAN_APPROVED,), Stage.RECTIFYING, N.AFTER_FOUND, basis=DUTY_16),
    step("recordProtection", MAJOR, (*FRESH, Stage.REPORTED, Stage.PLANNED), None, N.AFTER_FOUND, basis=DUTY_16),
    step("recordProtection", GENERAL, FRESH, None, N.AFTER_FOUND, basis=DUTY_16),
    step("recordProtection", BOTH, (Stage.RECTIFYING, Stage.AWAITING_ACCEPTANCE), None, N.AFTER_FOUND, basis=DUTY_16),
    # The short way: a department orders at once what can be mended at once, whatever its level.
    step("orderRectification", GENERAL, FRESH, Stage.RECTIFYING, N.LEVEL_SETTLED, N.TERM_AHEAD, basis=LAW_65),
    step(
        "orderRectification",
        MAJOR,
        (*FRESH, Stage.REPORTED),
        Stage.RECTIFYING,
        N.LEVEL_SETTLED,
        N.TERM_AHEAD,
        basis=LAW_65,
    ),
    step(
        "requestExtension",
        BOTH,
        (Stage.RECTIFYING,),
        None,
        N.TERM,
        N.TERM_RUNS,
        N.LATER,
        N.NONE_PENDING,
        basis=ENFORCEMENT,
    ),
    step(
        "approveExtension",
        BOTH,
        (Stage.RECTIFYING,),
        None,
        N.REQUEST,
        *APPROVED,
        N.TERM_RUNS,
        N.LATER,
        basis=ENFORCEMENT,
    ),
    step(
        "refuseExtension",
        BOTH,
        (Stage.RECTIFYING, Stage.AWAITING_ACCEPTANCE, Stage.ACCEPTED),
        None,
        N.REQUEST,
        *RULED,
        basis=ENFORCEMENT,
    ),
    step(
        "submitRectification",
        GENERAL,
        (*FRESH, Stage.RECTIFYING),
        Stage.AWAITING_ACCEPTANCE,
        N.LEVEL_SETTLED,
        N.AFTER_FOUND,
        N.NOT_BACKDATED,
        basis=DUTY_15,
    ),
    step(
        "submitRectification",
        MAJOR,
        (Stage.RECTIFYING,),
        Stage.AWAITING_ACCEPTANCE,
        N.LEVEL_SETTLED,
        N.AFTER_FOUND,
        N.NOT_BACKDATED,
        N.EVIDENCE,
        N.EVALUATION,
        basis=DUTY_18,
    ),
    step("acceptRectification", GENERAL, (Stage.AWAITING_ACCEPTANCE,), Stage.ACCEPTED, *SIGNED, basis=DUTY_15),
    step(
        "acceptRectification",
        MAJOR,
        (Stage.AWAITING_ACCEPTANCE,),
        Stage.ACCEPTED,
        *SIGNED,
        N.OFFICER,
        N.NOT_OF_THE_ENTITY,
        N.TWO_HATS,
        N.EVIDENCE,
        basis=DUTY_23,
    ),
    step(
        "rejectRectification", BOTH, (Stage.AWAITING_ACCEPTANCE,), Stage.RECTIFYING, *SIGNED, N.TERM_RUNS, basis=DUTY_23
    ),
    # A general hazard may be closed on the entity's own check (自验); a major one never.
    step(
        "closeHazard",
        GENERAL,
        (Stage.AWAITING_ACCEPTANCE, Stage.ACCEPTED),
        Stage.CLOSED,
        N.THEIRS_TO_CLOSE,
        N.NO_STOP,
        basis=DUTY_15,
    ),
    step(
        "closeHazard",
        MAJOR,
        (Stage.ACCEPTED,),
        Stage.CLOSED,
        N.THEIRS_TO_CLOSE,
        N.NO_STOP,
        N.LISTED_BY_US,
        N.PUBLISHED,
        basis=DUTY_23,
    ),
    step("reopenHazard", BOTH, (Stage.CLOSED,), Stage.RECTIFYING, N.TERM_AHEAD, basis=ENFORCEMENT),
)


def next_steps(level: HazardLevel, stage: Stage) -> list[Transition]:
    """What may come next, in the order of the table."""
    return [one for one in LIFE if one.begins_at(level, stage)]


def found(command: str, level: HazardLevel, stage: Stage) -> Transition | None:
    """The step that a command takes from there; none if it does not begin there."""
    return next((one for one in next_steps(level, stage) if one.command == command), None)
