"""The two places with everybody in them: bodies, officers, teams and entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from anjian.database.ids import UUID
from anjian.demo.actions import Desk
from anjian.demo.campaigns import campaign_id
from anjian.demo.chance import chance
from anjian.demo.entities import Unit, units
from anjian.demo.people import Group, Staff, Task, field_teams
from anjian.demo.places import LIANHU, ZHENGZHOU
from anjian.demo.plans import LIANHU as LIANHU_2023
from anjian.demo.plans import MID_AUTUMN, NATIONAL_DAY, Window
from anjian.demo.plans import ZHENGZHOU as ZHENGZHOU_2019
from anjian.demo.rows import OrganizationRow, PersonRow
from anjian.demo.sectors import Examiner
from anjian.demo.trades import FIREWORKS, URBAN
from anjian.demo.work import Scene, Work
from anjian.inspections.model import InspectionKind
from anjian.people.model import OrganizationKind, PersonKind, TeamKind

ZHENGZHOU_ENTITIES, ZHENGZHOU_FIREWORKS = 15_000, 64
LIANHU_ENTITIES, LIANHU_FIREWORKS = 700, 6

Groups = Mapping[tuple[str, InspectionKind], Sequence[Group]]


@dataclass(frozen=True, slots=True)
class City:
    """One place with its people, entities and the windows that play there."""

    staff: Staff
    units: list[Unit]
    works: list[Work]
    leader: PersonRow
    nation: PersonRow  # somebody above the city, who sees the whole nation


def zhengzhou(examiner: Examiner) -> City:
    staff = Staff(chance("people of Zhengzhou"), datetime(2018, 3, 1, 1, tzinfo=UTC))
    government = staff.organization("郑州市人民政府", OrganizationKind.GOVERNMENT, "4101")
    bureau = staff.organization("郑州市应急管理局", OrganizationKind.DEPARTMENT, "4101", government)
    leader = staff.person(PersonKind.LEADER, bureau, "局长")
    ministry = staff.organization("国家级监管部门（演示）", OrganizationKind.DEPARTMENT, "11")
    nation = staff.person(PersonKind.LEADER, ministry, "司长")
    for place in ZHENGZHOU:
        staff.county(place, government, officers=20)
    standing = [
        *standing_groups(staff, government, "市政府督导组", 15),
        *standing_groups(staff, bureau, "应急系统督导组", 13),
    ]
    mid_autumn = field_teams(staff, task(TeamKind.SUPERVISION, MID_AUTUMN, "中秋督查"), teams=245, people=778)
    covert = field_teams(staff, task(TeamKind.COVERT, NATIONAL_DAY, "国庆明察暗访"), teams=428, people=2_836)
    everybody = list(units("郑州", ZHENGZHOU, ZHENGZHOU_ENTITIES, ZHENGZHOU_FIREWORKS))
    desk = Desk("郑", government, leader)
    groups: dict[str, Groups] = {
        ZHENGZHOU_2019.code: {(place.code, InspectionKind.SUPERVISION): standing for place in ZHENGZHOU},
        MID_AUTUMN.code: by_kind(mid_autumn, InspectionKind.SUPERVISION),
        NATIONAL_DAY.code: by_kind(covert, InspectionKind.COVERT, InspectionKind.LEADER_LED),
    }
    return City(staff, everybody, works(groups, everybody, staff, desk, examiner), leader, nation)


def lianhu(examiner: Examiner) -> City:
    staff = Staff(chance("people of Lianhu"), datetime(2022, 3, 1, 1, tzinfo=UTC))
    government = staff.organization("西安市莲湖区人民政府", OrganizationKind.GOVERNMENT, "610104")
    county = staff.county(LIANHU[0], government, officers=40)
    specialties = [trade.code for trade in (FIREWORKS, *URBAN)]
    experts = [
        staff.person(PersonKind.EXPERT, county.committee, "专家", (specialties[number % len(specialties)],))
        for number in range(35)
    ]
    force = staff.organization("莲湖区专项行动工作专班", OrganizationKind.WORK_TEAM, "610104", government)
    expert_group = staff.group(
        task(TeamKind.EXPERT, LIANHU_2023, "应急管理专家组"), "莲湖区应急管理专家组", county.committee, experts
    )
    staff.group(task(TeamKind.TASK_FORCE, LIANHU_2023, "工作专班"), "莲湖区工作专班", force, staff.officers(force, 6))
    everybody = list(units("莲湖", LIANHU, LIANHU_ENTITIES, LIANHU_FIREWORKS, URBAN))
    desk = Desk("莲", government, county.leaders[1])
    groups = by_kind({"610104": [expert_group]}, InspectionKind.EXPERT, InspectionKind.GUIDANCE)
    return City(staff, everybody, works({LIANHU_2023.code: groups}, everybody, staff, desk, examiner), *county.leaders)


def standing_groups(staff: Staff, sender: OrganizationRow, name: str, count: int) -> list[Group]:
    """Supervision groups of five that stood through the whole action, formed at its opening."""
    standing = task(TeamKind.SUPERVISION, ZHENGZHOU_2019, name)
    return [
        staff.group(standing, f"{name}第{number}组", sender, staff.officers(sender, 5))
        for number in range(1, count + 1)
    ]


def task(kind: TeamKind, window: Window, name: str) -> Task:
    return Task(kind, campaign_id(window), window.began_on, name)


def by_kind(groups: Mapping[str, Sequence[Group]], *kinds: InspectionKind) -> Groups:
    return {(region, kind): teams for region, teams in groups.items() for kind in kinds}


WINDOWS_BY_CODE = {window.code: window for window in (ZHENGZHOU_2019, MID_AUTUMN, NATIONAL_DAY, LIANHU_2023)}


def works(
    groups: Mapping[str, Groups], everybody: Sequence[Unit], staff: Staff, desk: Desk, examiner: Examiner
) -> list[Work]:
    reserved: set[UUID] = set()
    made = []
    for code, teams in groups.items():
        window = WINDOWS_BY_CODE[code]
        scene = Scene(everybody, staff.counties, teams, desk, examiner)
        made.append(Work(window, campaign_id(window), scene, reserved))
    return made
