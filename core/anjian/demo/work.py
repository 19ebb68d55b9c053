"""The work of a campaign, day by day: visits, what they found, what was done about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from anjian.actions.model import ActionKind
from anjian.database.ids import UUID
from anjian.demo.actions import Desk
from anjian.demo.chance import apportion, at_work, chance, record_id, rounds, shuffled
from anjian.demo.courses import Course, course
from anjian.demo.entities import Unit
from anjian.demo.people import County, Group
from anjian.demo.plans import Window
from anjian.demo.rows import ActionRow, HazardRow, PersonRow, VisitRow
from anjian.demo.sectors import Examination, Examiner
from anjian.hazards.model import FoundBy, HazardLevel
from anjian.inspections.model import InspectionKind

WEEKDAYS = (1.0, 1.05, 1.05, 1.0, 0.95, 0.45, 0.3)
FINDERS = {InspectionKind.SELF_INSPECTION: FoundBy.ENTERPRISE, InspectionKind.EXPERT: FoundBy.EXPERT}


@dataclass(slots=True)
class Day:
    """All rows of one day; written together."""

    visits: list[VisitRow] = field(default_factory=list)
    hazards: list[HazardRow] = field(default_factory=list)
    actions: list[ActionRow] = field(default_factory=list)
    examinations: list[Examination] = field(default_factory=list)


class Scene(NamedTuple):
    """Who acts in a window, and on whom."""

    units: Sequence[Unit]
    counties: dict[str, County]
    groups: Mapping[tuple[str, InspectionKind], Sequence[Group]]  # who carries out such visits there, if a team does
    desk: Desk
    examiner: Examiner


class Visit(NamedTuple):
    unit: Unit
    kind: InspectionKind
    at: datetime
    id: UUID
    team_id: UUID | None
    inspector: PersonRow
    second: PersonRow
    county: County


class Work:
    """One window's work. Totals are dealt out exactly; only who, when and what is left to chance.

    ``reserved`` gathers the entities whose major hazard some window finds.
    """

    def __init__(self, window: Window, campaign_id: UUID, scene: Scene, reserved: set[UUID]) -> None:
        self.window, self.campaign_id, self.scene = window, campaign_id, scene
        self.rng = chance(window.code)
        self.weights = [WEEKDAYS[day.weekday()] * self.rng.uniform(0.9, 1.1) for day in window.days]
        self.majors = self._major_units(reserved)
        self.kinds = iter(shuffled(self.rng, window.visits))
        self.general_fates = iter(shuffled(self.rng, window.general))
        self.major_fates = iter(shuffled(self.rng, window.major))
        self.steps = iter(self._steps())
        self.touched = {unit.id for unit in self.majors}
        reserved |= self.touched
        self.reserved = reserved
        self.others = rounds(self.rng, [unit for unit in scene.units if unit.id not in self.touched])
        self.number = 0

    def days(self) -> Iterator[Day]:
        steps = sum(self.window.towards_entities.values()) + len(self.window.fines_yuan)
        totals = (sum(self.window.visits.values()), sum(self.window.general.values()), steps)
        shares = [apportion(total, self.weights) for total in totals]
        shares.append(apportion(len(self.majors), self._weights_of_majors()))
        for day, *counts in zip(self.window.days, *shares, strict=True):
            yield self._day(day, *counts)

    def _day(self, on: date, visits: int, general: int, steps: int, majors: int) -> Day:
        day = Day()
        units = [self.majors.pop() for _ in range(majors)] + list(islice(self.others, visits - majors))
        made = [self._visit(on, unit) for unit in units]
        found = Counter(self.rng.choices(range(len(made)), k=general))
        for place, visit in enumerate(made):
            hazards = [self._major(day, visit)] if place < majors else []
            self._routine(day, visit)
            hazards += [self._general(day, visit) for _ in range(found[place])]
            day.hazards += hazards
            day.visits.append(self._visit_row(visit, hazards))
        for visit in self._untouched(made, steps):
            kind, amount = next(self.steps)
            day.actions.append(self.scene.desk.towards_entity(self.rng, visit, self.campaign_id, kind, amount))
        return day

    def _major_units(self, reserved: set[UUID]) -> list[Unit]:
        """The entities with a major hazard: one each, and none that another window has chosen."""
        free = [unit for unit in self.scene.units if unit.id not in reserved]
        by_trade = [
            self.rng.sample([unit for unit in free if unit.trade.code == trade], count)
            for trade, count in self.window.major_trades.items()
        ]
        chosen = [unit for units in by_trade for unit in units]
        self.rng.shuffle(chosen)
        return chosen

    def _weights_of_majors(self) -> list[float]:
        """None in the last days: each is given time to run its course before the report."""
        left = [(self.window.cut_off - day).days for day in self.window.days]
        return [weight if days >= 10 else 0 for weight, days in zip(self.weights, left, strict=True)]

    def _steps(self) -> list[tuple[ActionKind, int | None]]:
        kinds = shuffled(self.rng, self.window.towards_entities)
        steps: list[tuple[ActionKind, int | None]] = [(kind, None) for kind in kinds]
        steps += [(ActionKind.FINE, yuan * 100) for yuan in self.window.fines_yuan]
        self.rng.shuffle(steps)
        return steps

    def _untouched(self, visits: Sequence[Visit], count: int) -> list[Visit]:
        """Visits to entities that no other step has met yet: a figure of steps is then one of units, too."""
        fresh = list({v.unit.id: v for v in visits if v.unit.id not in self.touched}.values())
        chosen = self.rng.sample(fresh, count)
        self.touched.update(visit.unit.id for visit in chosen)
        return chosen

    def _visit(self, on: date, unit: Unit) -> Visit:
        kind, county = next(self.kinds), self.scene.counties[unit.region_code]
        at = at_work(self.rng, on)
        identity = record_id(self.rng, at)
        groups = self.scene.groups.get((unit.region_code, kind))
        group = self.rng.choice(groups) if groups else None
        one, two = self.rng.sample(group.members if group else county.officers, 2)
        if kind is InspectionKind.LEADER_LED:
            one = self.rng.choice(county.leaders)
        elif kind is InspectionKind.SELF_INSPECTION:
            one = unit.principal
        return Visit(unit, kind, at, identity, group.team.id if group else None, one, two, county)

    def _visit_row(self, visit: Visit, hazards: Sequence[HazardRow]) -> VisitRow:
        self.number += 1
        on_the_spot = sum(hazard.fixed_on_the_spot for hazard in hazards)
        return VisitRow(
            entity_id=visit.unit.id,
            id=visit.id,
            region_code=visit.unit.region_code,
            kind=visit.kind,
            sector=visit.unit.trade.code,
            inspected_on=visit.at.date(),
            campaign_id=self.campaign_id,
            team_id=visit.team_id,
            inspector_id=visit.inspector.id,
            document_no=f"现场检查记录〔{visit.at.year}〕{self.window.code}-{self.number:06d}",
            signers=(visit.inspector.name, visit.second.name),
            conclusion=f"发现隐患{len(hazards)}处，当即整改{on_the_spot}处" if hazards else "未发现隐患",
            submitted_at=visit.at,
        )

    def _routine(self, day: Day, visit: Visit) -> None:
        """A look by the sector's checklist that finds no major hazard, where none is to be found by any window."""
        if visit.unit.id not in self.reserved and (examination := self.scene.examiner.routine(visit)):
            day.examinations.append(examination)

    def _general(self, day: Day, visit: Visit) -> HazardRow:
        steps = course(self.rng, next(self.general_fates), visit.at, self.window.cut_off)
        title = self.rng.choice(visit.unit.trade.general)
        hazard = self._hazard(visit, HazardLevel.GENERAL, steps, title)
        if steps.written_order:
            day.actions.append(self.scene.desk.order(self.rng, visit, hazard))
        return hazard

    def _major(self, day: Day, visit: Visit) -> HazardRow:
        fate = next(self.major_fates)
        steps = course(self.rng, fate, visit.at, self.window.cut_off)
        examination = self.scene.examiner.violation(visit, steps)
        title = self.rng.choice(visit.unit.trade.major)
        hazard = self._hazard(visit, HazardLevel.MAJOR, steps, title)
        if examination is not None:
            day.examinations.append(examination)
            hazard = hazard._replace(**examination.hazard)
        day.actions += self.scene.desk.major(self.rng, visit, hazard, suspends=self.window.suspends_majors)
        return hazard

    def _hazard(self, visit: Visit, level: HazardLevel, steps: Course, title: str) -> HazardRow:
        mended, accepted = steps.submitted, steps.accepted
        return HazardRow(
            entity_id=visit.unit.id,
            id=record_id(self.rng, steps.found),
            region_code=visit.unit.region_code,
            sector=visit.unit.trade.code,
            level=level,
            stage=steps.stage,
            title=title,
            description=None,
            found_on=steps.found.date(),
            found_by=FINDERS.get(visit.kind, FoundBy.DEPARTMENT),
            fixed_on_the_spot=steps.on_the_spot,
            campaign_id=self.campaign_id,
            inspection_id=visit.id,
            judgement_id=None,
            item_code=None,
            due_on=steps.due_on,
            rectified_on=steps.rectified_on,
            rectification_id=record_id(self.rng, mended) if mended else None,
            rectified_by=visit.unit.principal.id if mended else None,
            acceptance_id=record_id(self.rng, accepted) if accepted else None,
            accepted_by=visit.second.id if accepted else None,
            closed_on=steps.closed.date() if steps.closed else None,
            officer_id=visit.inspector.id,
            signers=(visit.second.name, visit.county.leaders[0].name),
            found_at=steps.found,
            ordered_at=steps.ordered,
            submitted_at=mended,
            accepted_at=accepted,
            closed_at=steps.closed,
        )
