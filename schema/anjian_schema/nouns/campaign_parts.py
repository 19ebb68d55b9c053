"""专项行动的各个部分."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.campaigns.features import Feature
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
    TaskState,
)
from anjian.database.record import Record
from anjian.figures import FigureName
from anjian.inspections.model import InspectionKind
from anjian.words import Title
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, ExtraFilter, Field, Type
from anjian_schema.compiler.leaves import BOOLEAN, STRING
from anjian_schema.declare import (
    belongs_to,
    column,
    expression,
    has_many,
    in_language,
    table,
    word,
    words_column,
)
from anjian_schema.nouns.coverage import coverage_field
from anjian_schema.nouns.figures import FIGURE_NAME, figure_filter


def _part(name: str, words: Title, record: type[Record], fields: list[Field], *, counted: bool = False) -> Type:
    """A part of a campaign, in order."""
    filters: list[ExtraFilter] = [figure_filter(record)] if counted else []
    of_campaign = belongs_to(
        "campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id", nullable=False, filter=True
    )
    position = column(record.position, "序号。", "Position.", sort=True)  # type: ignore[attr-defined]  # every part has one
    return Type(
        name,
        words,
        [position, *fields, of_campaign],
        table(record),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("position", "campaign_id"),
        filters=filters,
    )


TITLE = in_language("title", "title", "名称。", "Title.")


def _overdue(row: FromClause, asked: Asked) -> ColumnElement[bool]:
    """Past its day, and not done."""
    open_ = row.c.state.in_([word(state) for state in (TaskState.NOT_STARTED, TaskState.UNDER_WAY, TaskState.BLOCKED)])
    return sa.func.coalesce(sa.and_(open_, row.c.due_on < asked.today), sa.false())


def _told_of(task: FromClause, told: FromClause) -> ColumnElement[bool]:
    return sa.and_(told.c.campaign_id == task.c.campaign_id, told.c.code == task.c.code)


def _ladder(row: FromClause, ladder: FromClause) -> ColumnElement[bool]:
    return ladder.c.code == row.c.ladder_code


def _chases(duty: FromClause, chase: FromClause) -> ColumnElement[bool]:
    return sa.and_(chase.c.campaign_id == duty.c.campaign_id, chase.c.duty_code == duty.c.code)


def _feature(row: FromClause, asked: Asked) -> ColumnElement[Any]:
    """What the feature is called, for people."""

    def said(run: Run) -> str:
        return json.dumps({one: one.words.in_language(run.viewer.language) for one in Feature})

    return asked.bind(said, JSONB()).op("->>", return_type=sa.Text())(sa.cast(row.c.feature, sa.Text()))


PARTS = [
    _part(
        "CampaignPhase",
        Title("阶段。", "A phase of a campaign."),
        CampaignPhase,
        [
            TITLE,
            column(CampaignPhase.began_on, "开始；未定时为空。", "From; empty when not fixed."),
            column(CampaignPhase.ended_on, "结束；未定时为空。", "Until; empty when not fixed."),
        ],
        counted=True,
    ),
    _part(
        "CampaignSector",
        Title("行业领域。", "A sector that a campaign covers."),
        CampaignSector,
        [
            column(CampaignSector.sector, "行业代码。", "The sector's code.", filter=True),
            TITLE,
            column(CampaignSector.added, "是否本地增加。", "Whether this place added it.", filter=True),
        ],
        counted=True,
    ),
    _part(
        "CampaignTask",
        Title("整治任务及其进度。", "A task of a campaign, and how it stands."),
        CampaignTask,
        [
            column(CampaignTask.code, "代码。", "Its code.", filter=True),
            column(CampaignTask.level, "由谁承担。", "Whose task it is.", filter=True),
            TITLE,
            column(CampaignTask.body, "责任单位。", "Who has to do it."),
            column(CampaignTask.phase, "所属阶段的序号。", "In which phase, by its position."),
            column(CampaignTask.due_on, "期限；未定时为空。", "By when; empty when not fixed.", filter=True, sort=True),
            in_language("proof", "proof", "完成的凭据。", "What shows that it is done.", nullable=True),
            column(CampaignTask.added, "是否本地增加。", "Whether this place added it.", filter=True),
            column(CampaignTask.state, "状态。", "How it stands.", filter=True),
            column(CampaignTask.percent, "完成百分比。", "How much of it is done, in percent."),
            expression("overdue", BOOLEAN, "是否逾期。", "Whether it is overdue.", _overdue, filter=True),
            has_many(
                "progress", "TaskProgress", "历次报告，最近的在前。", "What was told of it, latest first.", _told_of
            ),
        ],
        counted=True,
    ),
    _part(
        "CampaignBody",
        Title("专班、分队、工作组。", "Task forces, squads and groups that the plan forms."),
        CampaignBody,
        [
            TITLE,
            column(CampaignBody.count, "几个。", "How many."),
            column(
                CampaignBody.kind,
                "属于哪类检查组；不属于的为空。",
                "Which kind of team; empty for others.",
                filter=True,
            ),
            column(CampaignBody.least, "每个至少几人。", "People in each, at the least."),
            column(CampaignBody.most, "每个至多几人。", "People in each, at the most."),
        ],
    ),
    _part(
        "CampaignDuty",
        Title("报送、调度、通报、例会。", "What a region does again and again, and by when."),
        CampaignDuty,
        [
            column(CampaignDuty.code, "代码。", "Its code.", filter=True),
            column(CampaignDuty.kind, "种类。", "Which kind of duty.", filter=True),
            TITLE,
            column(
                CampaignDuty.cadence, "周期；方案未写明的为空。", "How often; empty where no source says.", filter=True
            ),
            words_column(CampaignDuty.figures, FigureName, "报送的数字。", "The figures it holds."),
            column(CampaignDuty.due_weekday, "期满后的周几（1 为周一）。", "Due on this day of the week that follows."),
            column(CampaignDuty.due_day, "期满次月几日。", "Due on this day of the month that follows."),
            column(
                CampaignDuty.due_after, "未指定周几、几日时，期满后几日内。", "Otherwise so many days after the period."
            ),
            column(CampaignDuty.due_hour, "几点前（北京时间）。", "By this hour, in China."),
            belongs_to("region", "Region", "由谁报送。", "Who reports.", "region_code", "code", nullable=False),
            has_many("late", "CampaignChase", "逾期未报时逐级采取的措施。", "What follows while it is late.", _chases),
        ],
        counted=True,
    ),
    _part(
        "CampaignChase",
        Title("逾期未报的一步措施。", "One step while a report is not submitted."),
        CampaignChase,
        [
            column(CampaignChase.step, "第几步。", "Which step."),
            column(CampaignChase.days, "逾期（或退回）满几日。", "Days since it was due, or came back."),
            column(CampaignChase.does, "做什么。", "What is done."),
            column(
                CampaignChase.to_level, "报到哪一级；为空时是报送地区自己。", "The level told; empty: the reporter."
            ),
        ],
    ),
    _part(
        "CampaignTarget",
        Title(
            "目标：数字要达到多少，或名册要检查多少。", "What a figure, or the share of a registry, is meant to reach."
        ),
        CampaignTarget,
        [
            column(CampaignTarget.code, "代码。", "Its code.", filter=True),
            TITLE,
            column(CampaignTarget.figure, "数字；覆盖率目标为空。", "The figure; empty for a share.", leaf=FIGURE_NAME),
            words_column(
                CampaignTarget.coverage,
                InspectionKind,
                "覆盖率所计的检查方式；数字目标为空。",
                "The kinds of inspections a share counts; empty for a figure.",
            ),
            column(
                CampaignTarget.sector, "名册所限的行业；不限时为空。", "The registry's sector; empty for every one."
            ),
            column(
                CampaignTarget.value, "目标值，覆盖率为百分数；不知时为空。", "What to reach, in percent for a share."
            ),
            column(CampaignTarget.null_reason, "目标值为何不知。", "Why the goal is not known."),
            column(CampaignTarget.due_on, "期限；未定时为空。", "By when; empty when not fixed."),
            coverage_field(),
        ],
    ),
    _part(
        "CampaignPair",
        Title("挂钩督导。", "Who supervises whom."),
        CampaignPair,
        [
            column(CampaignPair.supervisor, "督导方。", "Who supervises."),
            column(CampaignPair.supervised, "被督导方。", "Who is supervised."),
        ],
    ),
    _part(
        "CampaignLadder",
        Title("行动所用的递进措施阶梯。", "A ladder that belongs to the campaign."),
        CampaignLadder,
        [
            column(CampaignLadder.ladder_code, "阶梯编码。", "The ladder's code."),
            has_many("editions", "Ladder", "该阶梯的各版次。", "Its editions.", _ladder),
        ],
    ),
    _part(
        "CampaignIndicator",
        Title("评分指标。", "An indicator of the ranking."),
        CampaignIndicator,
        [
            column(CampaignIndicator.code, "代码。", "Its code."),
            TITLE,
            column(CampaignIndicator.weight, "权重，各指标合计 100。", "Its weight; all together are 100."),
            column(CampaignIndicator.figure, "数字。", "The figure.", leaf=FIGURE_NAME),
            column(
                CampaignIndicator.per,
                "除以哪个数字；不除时为空。",
                "Divided by this figure, if by any.",
                leaf=FIGURE_NAME,
            ),
            column(CampaignIndicator.best, "得满分的值。", "The value that earns all points."),
            column(CampaignIndicator.worst, "得零分的值。", "The value that earns none."),
        ],
    ),
    _part(
        "CampaignList",
        Title("可出具的清单。", "A list that can be issued."),
        CampaignList,
        [
            column(CampaignList.code, "代码。", "Its code."),
            TITLE,
            words_column(CampaignList.figures, FigureName, "列出哪些数字背后的记录。", "Whose rows it lists."),
            column(CampaignList.set_name, "所属一组，如“四张清单”。", "The set it belongs to.", name="set"),
        ],
    ),
    _part(
        "CampaignMechanism",
        Title(
            "工作机制：由哪项功能承载，或为何在软件之外。",
            "A mechanism, the feature that carries it, or why none does.",
        ),
        CampaignMechanism,
        [
            column(CampaignMechanism.name, "名称。", "Its Chinese name.", filter=True),
            column(CampaignMechanism.meaning, "英文说明。", "What it is, in English."),
            column(
                CampaignMechanism.feature,
                "承载的功能；在软件之外的为空。",
                "The feature; empty where outside.",
                filter=True,
            ),
            expression(
                "carriedBy", STRING, "承载功能的名称。", "What that feature is called.", _feature, nullable=True
            ),
            in_language("outside", "outside", "为何在软件之外。", "Why it lies outside software.", nullable=True),
        ],
    ),
]
