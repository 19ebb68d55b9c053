"""The work of a campaign, day by day: visits, what they found, what was done about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count, islice
from typing import NamedTuple

from anjian.actions.model import ActionKind
from anjian.database.ids import UUID
from anjian.demo.actions import Desk
from anjian.demo.chance import apportion, at_work, chance, record_id, rounds, shuffled
from anjian.demo.courses import course
from anjian.demo.entities import Unit
from anjian.demo.found import hazard_row
from anjian.demo.people import County, Group
from anjian.demo.plans import Window
from anjian.demo.rows import ActionRow, HazardRow, VisitRow
from anjian.demo.sectors import Examination, Examiner
from anjian.demo.visits import Visit, visit_row
from anjian.hazards.model import HazardLevel
from anjian.inspections.model import InspectionKind

WEEKDAYS = (1.0, 1.05, 1.05, 1.0, 0.95, 0.45, 0.3)


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
        self.numbers = (f"{window.code}-{number:06d}" for number in count(1))

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
            major, examination = self._major(day, visit) if place < majors else (None, self._routine(visit))
            hazards = [*filter(None, [major]), *(self._general(day, visit) for _ in range(found[place]))]
            self._record(day, visit, hazards, examination)
        for visit in self._untouched(made, steps):
            kind, amount = next(self.steps)
            day.actions.append(self.scene.desk.towards_entity(self.rng, visit, kind, amount))
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
        team_id = group.team.id if group else None
        return Visit(unit, kind, at, identity, self.campaign_id, team_id, one, two, county)

    def _record(self, day: Day, visit: Visit, hazards: Sequence[HazardRow], examination: Examination | None) -> None:
        row = visit_row(visit, next(self.numbers), hazards)
        day.hazards += hazards
        if examination is not None:
            row = row._replace(**examination.visit)
            day.examinations.append(examination)
        day.visits.append(row)

    def _routine(self, visit: Visit) -> Examination | None:
        """A look by the sector's checklist that finds no major hazard, where none is to be found by any window."""
        return None if visit.unit.id in self.reserved else self.scene.examiner.routine(visit)

    def _general(self, day: Day, visit: Visit) -> HazardRow:
        steps = course(self.rng, next(self.general_fates), visit.at, self.window.cut_off)
        title = self.rng.choice(visit.unit.trade.general)
        hazard = hazard_row(self.rng, visit, HazardLevel.GENERAL, steps, title)
        if steps.written_order:
            day.actions.append(self.scene.desk.order(self.rng, visit, hazard))
        return hazard

    def _major(self, day: Day, visit: Visit) -> tuple[HazardRow, Examination | None]:
        steps = course(self.rng, next(self.major_fates), visit.at, self.window.cut_off)
        examination = self.scene.examiner.violation(visit, steps)
        title = self.rng.choice(visit.unit.trade.major)
        hazard = hazard_row(self.rng, visit, HazardLevel.MAJOR, steps, title)
        if examination is not None:
            hazard = hazard._replace(**examination.hazard)
        day.actions += self.scene.desk.major(self.rng, visit, hazard, suspends=self.window.suspends_majors)
        return hazard, examination
