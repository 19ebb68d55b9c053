"""A document's parts as the rows they are kept in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from anjian.campaigns.form import CampaignForm, DutyForm
from anjian.campaigns.model import (
    CampaignBody,
    CampaignChase,
    CampaignDuty,
    CampaignIndicator,
    CampaignLadder,
    CampaignList,
    CampaignMechanism,
    CampaignPair,
    CampaignPhase,
    CampaignSector,
    CampaignTarget,
    CampaignTask,
)
from anjian.database.record import Record
from anjian.words import Title

PARTS: tuple[type[Record], ...] = (
    CampaignPhase,
    CampaignSector,
    CampaignTask,
    CampaignBody,
    CampaignTarget,
    CampaignPair,
    CampaignDuty,
    CampaignChase,
    CampaignLadder,
    CampaignIndicator,
    CampaignList,
    CampaignMechanism,
)
Row = dict[str, Any]
Part = tuple[type[Record], Row]


def duty_row(duty: DutyForm, region: str) -> Row:
    due = {"due_weekday": duty.weekday, "due_day": duty.day, "due_after": duty.after, "due_hour": duty.hour}
    named = {"code": duty.code, "kind": duty.kind, "cadence": duty.cadence, "figures": list(duty.figures)}
    return {**named, "region_code": region, **titles(duty.title), **due}


def plain(form: CampaignForm) -> Iterator[Part]:
    """The parts that stand in the tables as they are written."""
    yield from of_the_plan(form)
    yield from of_the_work(form)
    yield from of_the_assessment(form)


def of_the_plan(form: CampaignForm) -> Iterator[Part]:
    for phase in form.phases:
        yield CampaignPhase, {**titles(phase.title), "began_on": phase.began_on, "ended_on": phase.ended_on}
    for trade in form.sectors:
        yield CampaignSector, {"sector": trade.code, "added": trade.added, **titles(trade.title)}
    for task in form.tasks:
        said = {name: getattr(task, name) for name in ("code", "level", "body", "phase", "added")}
        proof = titles(task.proof, "proof") if task.proof else {"proof_zh": None, "proof_en": None}
        start = {"state": "not_started", "percent": 0}
        yield CampaignTask, {**said, **titles(task.title), "due_on": task.due, **proof, **start}


def of_the_work(form: CampaignForm) -> Iterator[Part]:
    for body in form.bodies:
        yield CampaignBody, {**titles(body.title), **body.model_dump(include={"count", "kind", "least", "most"})}
    for goal in form.targets:
        coverage = None if goal.coverage is None else list(goal.coverage)
        said = goal.model_dump(include={"code", "figure", "sector", "value", "null_reason"})
        yield CampaignTarget, {**said, "coverage": coverage, "due_on": goal.due, **titles(goal.title)}
    for duty in form.duties:
        for step, chase in enumerate(duty.late, 1):
            named = {"duty_code": duty.code, "step": step, "to_level": chase.to}
            yield CampaignChase, {**named, "days": chase.days, "does": chase.does}
    for pair in form.pairs:
        yield CampaignPair, pair.model_dump()
    for ladder in form.ladders:
        yield CampaignLadder, {"ladder_code": ladder}


def of_the_assessment(form: CampaignForm) -> Iterator[Part]:
    for one in form.scores:
        yield CampaignIndicator, {**one.model_dump(exclude={"title"}), **titles(one.title)}
    for listed in form.lists:
        named = {"code": listed.code, "figures": list(listed.figures), "set_name": listed.group}
        yield CampaignList, {**named, **titles(listed.title)}
    for mechanism in form.mechanisms:
        outside = {f"outside_{at}": getattr(mechanism.outside, at, None) for at in ("zh", "en")}
        named = {"name": mechanism.name, "meaning": mechanism.meaning, "feature": mechanism.carried_by}
        yield CampaignMechanism, {**named, **outside}


def titles(title: Title, stem: str = "title") -> dict[str, str]:
    return {f"{stem}_zh": title.zh, f"{stem}_en": title.en}
