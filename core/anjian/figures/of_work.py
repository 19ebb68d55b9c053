"""Figures of what was done: visits, hazards, actions."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.actions.model import ActionKind
from anjian.figures.declaring import (
    DOCUMENTS,
    HAZARDS_UNIT,
    TIMES,
    UNITS,
    VISITS_UNIT,
    figure,
)
from anjian.figures.figure import Figure
from anjian.figures.figure import FigureName as F
from anjian.figures.noun import ACTION, HAZARD, VISIT
from anjian.figures.predicates import (
    INSPECTING,
    both,
    by_team,
    different,
    every,
    having,
    known,
    overdue,
    rectified,
    unposted,
    yuan,
)
from anjian.hazards.model import HazardLevel, Stage
from anjian.inspections.model import InspectionKind
from anjian.people.model import TeamKind

GENERAL, MAJOR = having(level=HazardLevel.GENERAL), having(level=HazardLevel.MAJOR)


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
    yield figure(
        F.SELF_INSPECTIONS_POSTED,
        ("已公布的自查", "Self-inspections posted"),
        TIMES,
        VISIT,
        known("posted_on"),
        (
            "经主要负责人签字并在单位内部公布的自查",
            "Self-inspections signed by the principal and posted inside the unit",
        ),
    )
    yield figure(
        F.SELF_INSPECTIONS_UNPOSTED,
        ("逾期未公布的自查", "Self-inspections not posted in time"),
        TIMES,
        VISIT,
        unposted,
        (
            "公布期限（每月30日）已过而未在单位内部公布的自查",
            "Past the 30th of their month and not posted inside the unit",
        ),
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
    yield figure(
        F.REPEATED_HAZARDS,
        ("重复出现的隐患", "Hazards that came back"),
        HAZARDS_UNIT,
        HAZARD,
        known("repeat_of"),
        (
            "同一对象（含更名、易主）同一条款、检查项或同一部位再次出现，在原隐患销号后规定天数内；按再次出现的计，不含首次",
            "The same rule, item or spot at the same entity, renamed or under a new owner, within the days that count; "
            "each time it came back, not the first",
        ),
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
