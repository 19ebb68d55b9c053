"""Bodies, officers, leaders and teams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from random import Random
from typing import NamedTuple

from anjian.database.ids import UUID
from anjian.demo.chance import apportion, record_id
from anjian.demo.names import person_name
from anjian.demo.places import Place
from anjian.demo.rows import MemberRow, OrganizationRow, PersonRow, TeamRow
from anjian.people.model import OrganizationKind, PersonKind, TeamKind


@dataclass(slots=True)
class County:
    """A county's own people: who inspects there, who signs."""

    place: Place
    bureau: OrganizationRow
    committee: OrganizationRow
    leaders: list[PersonRow]
    officers: list[PersonRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """A team with its members."""

    team: TeamRow
    members: Sequence[PersonRow]

    @property
    def places(self) -> Iterable[MemberRow]:
        return (MemberRow(self.team.id, member.id) for member in self.members)


class Task(NamedTuple):
    """What teams are formed for."""

    kind: TeamKind
    campaign_id: UUID
    formed_on: date
    name: str


@dataclass(slots=True)
class Staff:
    """Everybody on the side of the authorities, and how to make more of them."""

    rng: Random
    since: datetime
    organizations: list[OrganizationRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    counties: dict[str, County] = field(default_factory=dict)

    def organization(
        self, name: str, kind: OrganizationKind, region_code: str, parent: OrganizationRow | None = None
    ) -> OrganizationRow:
        identity = record_id(self.rng, self.since)
        row = OrganizationRow(identity, name, kind, region_code, parent.id if parent else None)
        self.organizations.append(row)
        return row

    def person(
        self, kind: PersonKind, at: OrganizationRow, position: str, specialties: tuple[str, ...] = ()
    ) -> PersonRow:
        identity = record_id(self.rng, self.since)
        number = f"{at.region_code[:2]}{len(self.people):06d}" if kind is PersonKind.OFFICER else None
        row = PersonRow(
            identity, person_name(self.rng), kind, at.id, None, at.region_code, position, specialties, number
        )
        self.people.append(row)
        return row

    def officers(self, at: OrganizationRow, count: int) -> list[PersonRow]:
        return [self.person(PersonKind.OFFICER, at, "执法人员") for _ in range(count)]

    def group(self, task: Task, name: str, sender: OrganizationRow, members: Sequence[PersonRow]) -> Group:
        identity = record_id(self.rng, self.since)
        row = TeamRow(identity, name, task.kind, task.campaign_id, sender.id, sender.region_code, task.formed_on)
        self.groups.append(Group(row, members))
        return self.groups[-1]

    def county(self, place: Place, government: OrganizationRow, officers: int) -> County:
        bureau = self.organization(f"{place.name}应急管理局", OrganizationKind.DEPARTMENT, place.code, government)
        office = f"{place.name}安全生产委员会办公室"
        committee = self.organization(office, OrganizationKind.COMMITTEE_OFFICE, place.code, government)
        leaders = [self.person(PersonKind.LEADER, bureau, title) for title in ("分管领导", "局长")]
        county = County(place, bureau, committee, leaders, self.officers(bureau, officers))
        self.counties[place.code] = county
        return county


def sizes(people: int, teams: int) -> list[int]:
    """As many people as teams allow, evenly."""
    return apportion(people, [1] * teams)


def field_teams(staff: Staff, task: Task, teams: int, people: int) -> dict[str, list[Group]]:
    """Teams of each county in proportion to its weight; nobody serves in two of them."""
    counties = list(staff.counties.values())
    shares = apportion(teams, [county.place.weight for county in counties])
    headcounts = iter(sizes(people, teams))
    return {
        county.place.code: _teams_of(staff, task, county, list(islice(headcounts, share)))
        for county, share in zip(counties, shares, strict=True)
    }


def _teams_of(staff: Staff, task: Task, county: County, headcounts: list[int]) -> list[Group]:
    """Enough officers are taken on for the largest number that serve at once."""
    missing = sum(headcounts) - len(county.officers)
    county.officers += staff.officers(county.bureau, max(missing, 0))
    free = iter(county.officers)
    return [
        staff.group(task, f"{county.place.name}{task.name}第{number}组", county.committee, list(islice(free, size)))
        for number, size in enumerate(headcounts, start=1)
    ]
