"""Figures of how the work is organised: teams, people, and the parts of a campaign."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.campaigns.model import Cadence
from anjian.figures.declaring import (
    DOCUMENTS,
    GROUPS,
    ITEMS,
    PARTS,
    PEOPLE,
    figure,
)
from anjian.figures.figure import Figure
from anjian.figures.figure import FigureName as F
from anjian.figures.noun import DUTY, MEMBER, PHASE, REPORT, SECTOR, TASK, TEAM
from anjian.figures.predicates import (
    INSPECTING,
    by_team,
    different,
    every,
    having,
    late,
    of_a_duty,
    one_of,
    standing_groups,
)
from anjian.people.model import OrganizationKind, TeamKind


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
    yield figure(
        F.REPORTS_DUE,
        ("应报送报告", "Reports due"),
        DOCUMENTS,
        REPORT,
        of_a_duty,
        ("按报送要求建立的报告；更正的版次不另计", "Reports that duties ask for; a correction is none more"),
    )
    yield figure(
        F.REPORTS_LATE,
        ("迟报", "Reports late"),
        DOCUMENTS,
        REPORT,
        late,
        ("逾期报送，或期限已过而未报送的报告", "Submitted past their term, or not yet though it has passed"),
    )
