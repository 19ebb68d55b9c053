"""Who holds the demonstration's tokens: people with something to do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.demo import tokens
from anjian.demo.chance import chance
from anjian.demo.people import Staff
from anjian.demo.scenes import City
from anjian.demo.tokens import Bearer
from anjian.hazards.model import Hazard, HazardLevel, Stage
from anjian.people.model import Organization, OrganizationKind, Person, PersonKind


@dataclass(frozen=True, slots=True)
class Office:
    """A body of which somebody holds a token, and as what."""

    token: str
    body: str
    kind: OrganizationKind
    region_code: str
    person: PersonKind
    position: str


OFFICES = [
    Office(
        tokens.COMMITTEE_OFFICE,
        "郑州市安全生产委员会办公室",
        OrganizationKind.COMMITTEE_OFFICE,
        "4101",
        PersonKind.LEADER,
        "副主任",
    ),
    Office(tokens.LEADER, "郑州市人民政府办公厅", OrganizationKind.GOVERNMENT, "4101", PersonKind.LEADER, "分管副市长"),
    Office(tokens.AUDITOR, "郑州市审计局", OrganizationKind.DEPARTMENT, "4101", PersonKind.STAFF, "审计人员"),
    Office(tokens.EXCHANGE, "河南省数据交换平台（演示）", OrganizationKind.AGENCY, "41", PersonKind.STAFF, "交换系统"),
    Office(tokens.ADMINISTRATOR, "郑州市信息中心", OrganizationKind.AGENCY, "4101", PersonKind.STAFF, "系统管理员"),
]


async def bearers(connection: AsyncConnection, cities: Sequence[City]) -> list[Bearer]:
    """The enterprise has a major hazard of the fireworks trade still to mend; the inspector is of its county."""
    city = cities[0]
    to_mend = (
        sa.select(Hazard.entity_id)
        .where(Hazard.sector == "fireworks", Hazard.level == HazardLevel.MAJOR, Hazard.stage == Stage.RECTIFYING)
        .order_by(Hazard.due_on, Hazard.id)
        .limit(1)
    )
    chosen = (await connection.execute(to_mend)).scalar_one()
    unit = next(unit for unit in city.units if unit.id == chosen)
    county = city.staff.counties[unit.region_code]
    return [
        Bearer(tokens.NATION, city.nation.id),
        Bearer(tokens.ZHENGZHOU, city.leader.id, "4101"),
        Bearer(tokens.INSPECTOR, county.officers[0].id, unit.region_code),
        Bearer(tokens.ENTERPRISE, unit.principal.id, entity_id=unit.id),
        expert(cities),
        *await officials(connection),
    ]


def expert(cities: Sequence[City]) -> Bearer:
    """One whose group has visited."""
    found = next(person for city in cities for person in city.staff.people if person.kind == PersonKind.EXPERT)
    return Bearer(tokens.EXPERT, found.id, found.region_code)


async def officials(connection: AsyncConnection) -> list[Bearer]:
    """Those who only hold a token, and their bodies."""
    staff = Staff(chance("bearers of tokens"), datetime(2018, 3, 1, 1, tzinfo=UTC))
    people = [
        staff.person(office.person, staff.organization(office.body, office.kind, office.region_code), office.position)
        for office in OFFICES
    ]
    await connection.execute(sa.insert(Organization), [row._asdict() for row in staff.organizations])
    await connection.execute(sa.insert(Person), [row._asdict() for row in people])
    return [Bearer(office.token, person.id, office.region_code) for office, person in zip(OFFICES, people, strict=True)]
