"""The figures, one definition each."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.actions.model import ActionKind
from anjian.campaigns.model import Cadence
from anjian.figures.figure import Figure, FigureName
from anjian.figures.noun import ACTION, DUTY, HAZARD, MEMBER, PHASE, SECTOR, TASK, TEAM, VISIT, Column, Noun
from anjian.figures.predicates import (
    Where,
    both,
    by_team,
    count,
    different,
    every,
    having,
    one_of,
    overdue,
    rectified,
    standing_groups,
    yuan,
)
from anjian.hazards.model import HazardLevel, Stage
from anjian.inspections.model import InspectionKind
from anjian.people.model import OrganizationKind, TeamKind
from anjian.words import Title

Named = tuple[str, str]

VISITS_UNIT, UNITS, TIMES = ("家次", "visits"), ("家", "units"), ("次", "times")
HAZARDS_UNIT, DOCUMENTS = ("处", "hazards"), ("份", "documents")
GROUPS, PEOPLE, ITEMS, PARTS = ("个", "groups"), ("人", "people"), ("项", "items"), ("个", "parts")
INSPECTING = (TeamKind.SUPERVISION, TeamKind.COVERT)


def figure(
    name: FigureName, title: Named, unit: Named, noun: Noun, where: Where, doc: Named, measure: Column = count
) -> Figure:
    return Figure(name, Title(*title), Title(*unit), Title(*doc), noun, where, measure)


GENERAL, MAJOR = having(level=HazardLevel.GENERAL), having(level=HazardLevel.MAJOR)
F = FigureName


def of_visits() -> Iterator[Figure]:
    yield figure(
        F.VISITS,
        ("检查家次", "Visits"),
        VISITS_UNIT,
        VISIT,
        every,
        (
            "每次检查计一次；同一单位检查两次计两次，不是单位数",
            "Each inspection counts once; a unit inspected twice counts twice",
        ),
    )
    yield figure(
        F.UNITS_INSPECTED,
        ("检查单位数", "Units inspected"),
        UNITS,
        VISIT,
        every,
        ("被检查过的不同单位；检查多少次都只计一家", "Different units that were inspected, however often"),
        different("entity_id"),
    )
    yield figure(
        F.TEAM_VISITS,
        ("督查暗访家次", "Visits by teams"),
        VISITS_UNIT,
        VISIT,
        by_team(*INSPECTING),
        (
            "督查组和明察暗访组所作的检查；部门日常检查不计",
            "Visits by supervision and covert teams; not departments' everyday checks",
        ),
    )
    yield figure(
        F.COVERT_VISITS,
        ("明察暗访家次", "Visits by covert teams"),
        VISITS_UNIT,
        VISIT,
        by_team(TeamKind.COVERT),
        ("明察暗访组所作的检查，包括领导带队的", "Visits by the covert teams, those a leader headed included"),
    )
    yield figure(
        F.LEADER_SITE_CHECKS,
        ("领导带队检查", "Leaders' site checks"),
        TIMES,
        VISIT,
        having(kind=InspectionKind.LEADER_LED),
        ("由领导带队的检查次数，已含在检查家次内", "Visits headed by a leader; they are visits too"),
    )
    yield figure(
        F.ENTERPRISES_GUIDED,
        ("帮扶指导企业", "Enterprises guided"),
        UNITS,
        VISIT,
        having(kind=InspectionKind.GUIDANCE),
        ("接受过帮扶指导的不同单位", "Different units that were given guidance"),
        different("entity_id"),
    )


def of_hazards() -> Iterator[Figure]:
    found = ("按发现日期和发现时所属行动计，包括已销号的", "By the day and campaign of discovery, closed ones included")
    mended = (
        "期间发现、至今已整改的（不论是否销号），不是期间整改的",
        "Found then and mended by now, closed or not; not those mended then",
    )
    closed = ("期间发现、至今已销号的", "Found then and closed by now")
    late = (
        "整改期限已过而未销号；未下达期限的不计",
        "Past its term and not closed; one without a term is never overdue",
    )
    yield figure(F.HAZARDS_FOUND, ("排查隐患", "Hazards found"), HAZARDS_UNIT, HAZARD, every, found)
    yield figure(
        F.GENERAL_HAZARDS_FOUND, ("排查一般隐患", "General hazards found"), HAZARDS_UNIT, HAZARD, GENERAL, found
    )
    yield figure(F.MAJOR_HAZARDS_FOUND, ("排查重大隐患", "Major hazards found"), HAZARDS_UNIT, HAZARD, MAJOR, found)
    yield figure(
        F.HAZARDS_FIXED_ON_THE_SPOT,
        ("当即整改隐患", "Hazards fixed on the spot"),
        HAZARDS_UNIT,
        HAZARD,
        having(fixed_on_the_spot=True),
        ("检查当场整改完毕的", "Mended before the inspectors left"),
    )
    yield figure(F.HAZARDS_RECTIFIED, ("已整改隐患", "Hazards rectified"), HAZARDS_UNIT, HAZARD, rectified, mended)
    yield figure(
        F.GENERAL_HAZARDS_RECTIFIED,
        ("已整改一般隐患", "General hazards rectified"),
        HAZARDS_UNIT,
        HAZARD,
        both(GENERAL, rectified),
        mended,
    )
    yield figure(
        F.MAJOR_HAZARDS_RECTIFIED,
        ("已整改重大隐患", "Major hazards rectified"),
        HAZARDS_UNIT,
        HAZARD,
        both(MAJOR, rectified),
        mended,
    )
    yield figure(
        F.HAZARDS_CLOSED, ("已销号隐患", "Hazards closed"), HAZARDS_UNIT, HAZARD, having(stage=Stage.CLOSED), closed
    )
    yield figure(
        F.MAJOR_HAZARDS_CLOSED,
        ("已销号重大隐患", "Major hazards closed"),
        HAZARDS_UNIT,
        HAZARD,
        both(MAJOR, having(stage=Stage.CLOSED)),
        closed,
    )
    yield figure(F.HAZARDS_OVERDUE, ("逾期未销号隐患", "Overdue hazards"), HAZARDS_UNIT, HAZARD, overdue, late)
    yield figure(
        F.MAJOR_HAZARDS_OVERDUE,
        ("逾期未销号重大隐患", "Overdue major hazards"),
        HAZARDS_UNIT,
        HAZARD,
        both(MAJOR, overdue),
        late,
    )


def of_actions() -> Iterator[Figure]:
    yield figure(
        F.ORDERS_ISSUED,
        ("下达整改令", "Orders issued"),
        DOCUMENTS,
        ACTION,
        having(kind=ActionKind.ORDER_TIMED),
        (
            "责令限期整改的文书；当场责令和检查记录中写明的期限不计",
            "Documents that set a term; not orders on the spot nor terms in an inspection's record",
        ),
    )
    yield figure(
        F.SUSPENSIONS,
        ("停产整顿", "Suspensions"),
        UNITS,
        ACTION,
        having(kind=ActionKind.SUSPENSION),
        ("停产停业整顿决定；暂时停产停业不计", "Decisions to stop and rectify; not temporary stops"),
    )
    yield figure(
        F.INTERVIEWS,
        ("约谈", "Interviews"),
        UNITS,
        ACTION,
        having(kind=ActionKind.INTERVIEW),
        ("对单位的约谈，一次计一家", "Formal talks with units, each counts once"),
    )
    yield figure(
        F.FINES_YUAN,
        ("处罚罚款", "Fines"),
        ("元", "yuan"),
        ACTION,
        having(kind=ActionKind.FINE),
        (
            "罚款决定的金额合计，不论是否缴纳；按日连续处罚不计",
            "Sum of the fines decided, paid or not; daily fines are not in it",
        ),
        yuan,
    )
    yield figure(
        F.JOINT_PUNISHMENTS,
        ("联合惩戒", "Joint punishments"),
        UNITS,
        ACTION,
        having(kind=ActionKind.JOINT_PUNISHMENT),
        ("列入联合惩戒的单位", "Units put under joint punishment"),
    )
    yield figure(
        F.LISTED_SUPERVISIONS,
        ("挂牌督办", "Listed supervisions"),
        HAZARDS_UNIT,
        ACTION,
        having(kind=ActionKind.LISTED_SUPERVISION),
        ("挂牌督办决定，摘牌后仍计", "Decisions to list, those removed since included"),
    )


def of_people() -> Iterator[Figure]:
    yield figure(
        F.TEAMS,
        ("督查暗访组", "Teams sent out"),
        GROUPS,
        TEAM,
        one_of(*INSPECTING),
        ("督查组和明察暗访组；专家组和专班不计", "Supervision and covert teams; not expert teams nor task forces"),
    )
    yield figure(
        F.CITY_SUPERVISION_GROUPS,
        ("市政府督导组", "Supervision groups of the government"),
        GROUPS,
        TEAM,
        standing_groups(OrganizationKind.GOVERNMENT),
        ("政府派出的督导组", "Supervision teams sent by the government"),
    )
    yield figure(
        F.BUREAU_SUPERVISION_GROUPS,
        ("应急系统督导组", "Supervision groups of the bureau"),
        GROUPS,
        TEAM,
        standing_groups(OrganizationKind.DEPARTMENT),
        ("部门派出的督导组", "Supervision teams sent by a department"),
    )
    yield figure(
        F.TEAM_PEOPLE,
        ("督查暗访人数", "People in the teams"),
        PEOPLE,
        MEMBER,
        by_team(*INSPECTING),
        ("各组成员合计；一人在两个组计两次", "Members of those teams; somebody in two teams counts twice"),
    )
    yield figure(
        F.EXPERTS,
        ("专家", "Experts"),
        PEOPLE,
        MEMBER,
        by_team(TeamKind.EXPERT),
        ("专家组成员", "Members of expert teams"),
    )
    yield figure(
        F.TASK_FORCE_STAFF,
        ("专班人员", "Task-force staff"),
        PEOPLE,
        MEMBER,
        by_team(TeamKind.TASK_FORCE),
        ("专班成员", "Members of the task force"),
    )


def of_campaigns() -> Iterator[Figure]:
    yield figure(
        F.CAMPAIGN_PHASES, ("行动阶段", "Phases"), PARTS, PHASE, every, ("方案划分的阶段", "Phases of the plan")
    )
    yield figure(
        F.CAMPAIGN_SECTORS,
        ("行业领域", "Sectors"),
        PARTS,
        SECTOR,
        every,
        ("方案覆盖的行业领域", "Trades the plan covers"),
    )
    yield figure(
        F.CAMPAIGN_TASKS,
        ("整治任务", "Tasks"),
        ITEMS,
        TASK,
        every,
        ("各层面的任务合计", "Tasks of all levels together"),
    )
    yield figure(
        F.CAMPAIGN_TASK_LEVELS,
        ("任务层面", "Levels of tasks"),
        PARTS,
        TASK,
        every,
        ("有任务的不同层面", "Different levels that have tasks"),
        different("level"),
    )
    yield figure(
        F.COUNTIES_REPORTING,
        ("纳入督导的县（市、区）", "Counties under supervision"),
        PARTS,
        DUTY,
        having(cadence=Cadence.DAY),
        ("每日报告的县级单位，包括开发区", "County units that report daily, development zones included"),
    )


FIGURES = {one.name: one for group in (of_visits, of_hazards, of_actions, of_people, of_campaigns) for one in group()}
