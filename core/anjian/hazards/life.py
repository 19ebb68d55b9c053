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

LAW_65 = "安全生产法（2021）第六十五条"
DUTY_15 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第十五条〔待核〕"
DUTY_18 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第十八条〔待核〕"
DUTY_23 = "安全生产事故隐患排查治理暂行规定（总局令第16号）第二十三条〔待核〕"

TITLES: Mapping[str, Title] = {
    "submitInspection": Title("提交检查结果", "Submit the result of an inspection"),
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


LIFE: Sequence[Transition] = (
    step("submitInspection", BOTH, (), Stage.REGISTERED, basis=LAW_65),
    step("orderRectification", BOTH, (Stage.REGISTERED,), Stage.RECTIFYING, needs.TERM_AHEAD, basis=LAW_65),
    step(
        "submitRectification",
        GENERAL,
        (Stage.REGISTERED, Stage.RECTIFYING),
        Stage.AWAITING_ACCEPTANCE,
        needs.AFTER_FOUND,
        basis=DUTY_15,
    ),
    step(
        "submitRectification", MAJOR, (Stage.RECTIFYING,), Stage.AWAITING_ACCEPTANCE, needs.AFTER_FOUND, basis=DUTY_18
    ),
    step(
        "acceptRectification",
        BOTH,
        (Stage.AWAITING_ACCEPTANCE,),
        Stage.ACCEPTED,
        needs.TWO_SIGNERS,
        needs.NOT_THE_RECTIFIER,
        needs.AFTER_MENDED,
        needs.EVIDENCE,
        basis=DUTY_23,
    ),
    step(
        "rejectRectification",
        BOTH,
        (Stage.AWAITING_ACCEPTANCE,),
        Stage.RECTIFYING,
        needs.TWO_SIGNERS,
        needs.NOT_THE_RECTIFIER,
        needs.AFTER_MENDED,
        basis=DUTY_23,
    ),
    # A general hazard may be closed on the entity's own check (自验); a major one never.
    step("closeHazard", GENERAL, (Stage.AWAITING_ACCEPTANCE, Stage.ACCEPTED), Stage.CLOSED, basis=DUTY_15),
    step("closeHazard", MAJOR, (Stage.ACCEPTED,), Stage.CLOSED, basis=DUTY_23),
)


def next_steps(level: HazardLevel, stage: Stage) -> list[Transition]:
    """What may come next, in the order of the table."""
    return [one for one in LIFE if one.begins_at(level, stage)]


def found(command: str, level: HazardLevel, stage: Stage) -> Transition | None:
    """The step that a command takes from there; none if it does not begin there."""
    return next((one for one in next_steps(level, stage) if one.command == command), None)
