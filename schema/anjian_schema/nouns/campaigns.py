"""专项行动及其各个部分."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.campaigns.features import FEATURES
from anjian.campaigns.model import (
    Campaign,
    CampaignBody,
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
    TargetExcuse,
    TaskProgress,
    TaskState,
)
from anjian.database.record import Record
from anjian.figures import FigureName
from anjian.inspections.model import InspectionKind
from anjian.people.model import TeamMember
from anjian.words import Title
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, ExtraFilter, Field, Type
from anjian_schema.compiler.leaves import BOOLEAN, STRING
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    expression,
    has_many,
    identity,
    in_language,
    of_entity_scope,
    region_filter,
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


def _feature(row: FromClause, asked: Asked) -> ColumnElement[Any]:
    """What the feature is called, for people."""

    def said(run: Run) -> str:
        return json.dumps({feature: title.in_language(run.viewer.language) for feature, title in FEATURES.items()})

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
        ],
        counted=True,
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

TYPES = [
    *PARTS,
    Type(
        "Campaign",
        Title("专项行动，或其中的一个时段；时段的数字含在行动之内。", "A campaign, or a window inside one."),
        [
            identity(Campaign, "Campaign", "id"),
            column(Campaign.code, "代码。", "Code.", filter=True, sort=True),
            in_language("title", "title", "名称。", "Title."),
            column(Campaign.began_on, "开始。", "From.", filter=True, sort=True),
            column(Campaign.ended_on, "结束；进行中为空。", "Until; empty while it runs.", filter=True, sort=True),
            column(Campaign.source, "公布数字的出处。", "Where its figures were published."),
            column(Campaign.edition, "方案的版次。", "How often its plan was saved."),
            column(
                Campaign.document, "方案原文（JSON）；时段为空。", "The plan as it was written; empty for a window."
            ),
            belongs_to("region", "Region", "组织地区。", "Who runs it.", "region_code", "code", nullable=False),
            belongs_to(
                "parent",
                "Campaign",
                "所属行动；本身即行动时为空。",
                "The campaign around it.",
                "parent_id",
                filter=True,
            ),
            has_many(
                "windows", "Campaign", "下级行动和时段。", "Campaigns and windows inside it.", by("id", "parent_id")
            ),
            *(
                has_many(name, target, zh, en, by("id", "campaign_id"))
                for name, target, zh, en in (
                    ("phases", "CampaignPhase", "阶段。", "Phases."),
                    ("sectors", "CampaignSector", "行业领域。", "Sectors."),
                    ("tasks", "CampaignTask", "整治任务。", "Tasks."),
                    ("bodies", "CampaignBody", "专班、分队、工作组。", "Task forces, squads and groups."),
                    ("duties", "CampaignDuty", "报送、调度、通报的要求。", "Duties."),
                    ("targets", "CampaignTarget", "目标。", "Targets."),
                    ("pairs", "CampaignPair", "挂钩督导。", "Who supervises whom."),
                    ("ladders", "CampaignLadder", "递进措施阶梯。", "Its ladders."),
                    ("scores", "CampaignIndicator", "评分指标。", "Indicators of its rankings."),
                    ("lists", "CampaignList", "可出具的清单。", "Lists that can be issued."),
                    ("mechanisms", "CampaignMechanism", "工作机制。", "Mechanisms."),
                    ("teams", "Team", "检查组。", "Teams."),
                    ("reports", "Report", "报告、清单和公布的数字。", "Reports, lists and published numbers."),
                    ("rankings", "Ranking", "公布的排名。", "Published rankings."),
                )
            ),
        ],
        table(Campaign),
        ("id",),
        PUBLIC,
        order=[("beganOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "TaskProgress",
        Title("一次任务进度报告。", "What somebody told of a task."),
        [
            column(TaskProgress.at, "何时。", "When.", sort=True),
            column(TaskProgress.state, "状态。", "How it stood."),
            column(TaskProgress.percent, "完成百分比。", "In percent."),
            column(TaskProgress.note, "进展、受阻原因或凭据。", "Progress, what blocks it, or its proof."),
            belongs_to("toldBy", "Person", "何人报告。", "Who told it.", "told_by"),
        ],
        table(TaskProgress),
        (),
        PUBLIC,
        order=[("at", True)],
        tie=("at", "campaign_id", "code"),
    ),
    Type(
        "TargetExcuse",
        Title("不具备检查条件的一个对象。", "An entity that cannot be inspected for a target."),
        [
            identity(TargetExcuse, "TargetExcuse", "entity_id", "id"),
            column(TargetExcuse.target, "目标代码。", "The target's code.", filter=True),
            column(TargetExcuse.reason, "原因。", "Why."),
            column(TargetExcuse.excused_on, "注明日期。", "Since when.", filter=True, sort=True),
            belongs_to("entity", "Entity", "对象。", "The entity.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("campaign", "Campaign", "专项行动。", "The campaign.", "campaign_id", filter=True),
        ],
        table(TargetExcuse),
        ("entity_id", "id"),
        of_entity_scope(sector=False),
        order=[("excusedOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "TeamMember",
        Title("一人在一个检查组。", "One person's place in one team."),
        [
            belongs_to("team", "Team", "检查组。", "The team.", "team_id", nullable=False, filter=True),
            belongs_to("person", "Person", "人员。", "The person.", "person_id"),
            column(
                TeamMember.seat,
                "因何专业入选；指定的成员为空。",
                "The specialty an expert was chosen for.",
                filter=True,
            ),
        ],
        table(TeamMember),
        (),
        PUBLIC,
        tie=("team_id", "person_id"),
        filters=[figure_filter(TeamMember)],
    ),
]
