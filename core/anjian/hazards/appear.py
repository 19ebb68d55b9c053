"""Hazards appear from an inspection: a major one where a rule binds, a general one where an item failed otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from anjian.access.model import Role
from anjian.commands.desk import Desk
from anjian.database.ids import UUID, uuid7
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Stage
from anjian.hazards.repeats import is_back, link, owners, window
from anjian.inspections.answers import Answered
from anjian.inspections.judging import Judged
from anjian.inspections.model import Inspection, InspectionKind, Judgement
from anjian.inspections.withheld import rests_on_none
from anjian.judgement import facts_of


@dataclass(frozen=True, slots=True)
class Finding:
    """What an inspection found wrong. ``mark`` names it across inspections: its rule, or its checklist item."""

    level: HazardLevel
    mark: str
    title: str
    description: str | None
    judgement_id: UUID | None = None
    item_code: str | None = None


async def appear(desk: Desk, inspection: Inspection, answers: Sequence[Answered], judged: Sequence[Judged]) -> None:
    """A hazard that is open already stays the one there is; one that was closed comes back as its repeat."""
    within = await window(desk, inspection.campaign_id)
    for level, findings in findings_by_level(answers, judged).items():
        known = await met_before(desk, inspection, level, [finding.mark for finding in findings])
        for finding in findings:
            earlier = known.get(finding.mark)
            if earlier is not None and was_open(earlier, inspection):
                still_there(desk, inspection, earlier, finding)
            else:
                back = earlier is not None and is_back(earlier, inspection.inspected_on, within)
                found(desk, inspection, finding, earlier if back else None)


def findings_by_level(answers: Sequence[Answered], judged: Sequence[Judged]) -> Mapping[HazardLevel, list[Finding]]:
    binding = [judgement for judgement in judged if judgement.binds]
    failed = [answered for answered in answers if answered.failed]
    return {
        HazardLevel.MAJOR: [major(judgement, failed) for judgement in widest(binding)],
        HazardLevel.GENERAL: [general(answered) for answered in failed if not leads_to_any(answered, binding)],
    }


def widest(binding: Sequence[Judged]) -> Iterator[Judged]:
    """One danger is one hazard: a stricter local rule makes none of its own where the rule it extends makes one."""
    codes = {judgement.rule.code for judgement in binding}
    return (judgement for judgement in binding if judgement.rule.extends not in codes)


def leads_to_any(answered: Answered, binding: Iterable[Judged]) -> bool:
    return any(leads_to(answered, judgement) for judgement in binding)


def leads_to(answered: Answered, judgement: Judged) -> bool:
    """The item saw one of the facts that made it major; to whom the rule applies is no finding of an item."""
    wrong = judgement.reached.facts_used.keys() & facts_of(judgement.rule.major)
    return not wrong.isdisjoint(answered.observed)


def major(judgement: Judged, failed: Iterable[Answered]) -> Finding:
    rule = judgement.rule
    items = (answered.item.code for answered in failed if leads_to(answered, judgement))
    return Finding(
        level=HazardLevel.MAJOR,
        mark=rule.code,
        title=rule.title.zh,
        description=rule.rectification.zh if rule.rectification else None,
        judgement_id=judgement.kept.id,
        item_code=next(items, None),
    )


def general(answered: Answered) -> Finding:
    item = answered.item
    return Finding(
        level=HazardLevel.GENERAL,
        mark=item.code,
        title=item.problem.zh,
        description=item.rectification.zh,
        item_code=item.code,
    )


async def met_before(desk: Desk, inspection: Inspection, level: HazardLevel, marks: Sequence[str]) -> dict[str, Hazard]:
    """The hazards of these marks at this entity and its predecessors: its own open one of each, or else the latest."""
    own_and_open = sa.and_(Hazard.entity_id == inspection.entity_id, Hazard.stage != Stage.CLOSED)
    mark = Judgement.rule_code if level is HazardLevel.MAJOR else Hazard.item_code
    judged = (Judgement.entity_id == Hazard.entity_id) & (Judgement.id == Hazard.judgement_id)
    met = (
        sa.select(mark, Hazard)
        .outerjoin(Judgement, judged)
        .where(Hazard.entity_id.in_(await owners(desk, inspection.entity_id)), Hazard.sector == inspection.sector)
        .where(Hazard.level == level, mark.in_(marks), rests_on_none(Hazard, inspection.id))
        .order_by(own_and_open, Hazard.found_on, Hazard.id)
    )
    return {code: hazard for code, hazard in await desk.session.execute(met) if code is not None}


def was_open(hazard: Hazard, inspection: Inspection) -> bool:
    """Here, on the day of the visit, which may be handed in after the hazard was closed."""
    if hazard.entity_id != inspection.entity_id:
        return False
    return hazard.closed_on is None or hazard.closed_on > inspection.inspected_on


def still_there(desk: Desk, inspection: Inspection, hazard: Hazard, finding: Finding) -> None:
    log(
        desk,
        EventKind.INSPECTION_SUBMITTED,
        hazard,
        inspection_id=inspection.id,
        judgement_id=finding.judgement_id,
        still_there=True,
    )


def found(desk: Desk, inspection: Inspection, finding: Finding, earlier: Hazard | None) -> None:
    hazard = Hazard(
        entity_id=inspection.entity_id,
        id=uuid7(),
        region_code=inspection.region_code,
        sector=inspection.sector,
        level=finding.level,
        stage=Stage.REGISTERED,
        title=finding.title,
        description=finding.description,
        found_on=inspection.inspected_on,
        found_by=found_by(desk, inspection),
        finder_id=desk.viewer.person_id,
        campaign_id=inspection.campaign_id,
        inspection_id=inspection.id,
        judgement_id=finding.judgement_id,
        item_code=finding.item_code,
    )
    if earlier is not None:
        link(hazard, earlier)
    desk.session.add(hazard)
    log(desk, EventKind.HAZARD_FOUND, hazard, level=hazard.level, mark=finding.mark, inspection_id=inspection.id)


def found_by(desk: Desk, inspection: Inspection) -> FoundBy:
    """Whoever hands it in, a self-inspection is the enterprise's own finding: leniency hangs on it."""
    if desk.viewer.role is Role.ENTERPRISE or inspection.kind is InspectionKind.SELF_INSPECTION:
        return FoundBy.ENTERPRISE
    return FoundBy.EXPERT if inspection.kind is InspectionKind.EXPERT else FoundBy.DEPARTMENT
