"""专项行动、报告."""

from __future__ import annotations

from anjian.campaigns.model import (
    Campaign,
    CampaignDuty,
    CampaignLadderStep,
    CampaignPhase,
    CampaignScore,
    CampaignSector,
    CampaignTarget,
    CampaignTask,
    Report,
    ReportFigure,
)
from anjian.database.record import Record
from anjian.people.model import TeamMember
from anjian.words import Title
from anjian_schema.compiler.catalog import PUBLIC, ExtraFilter, Field, Type
from anjian_schema.declare import belongs_to, by, column, has_many, identity, in_language, region_filter, table
from anjian_schema.nouns.figures import figure_filter


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
        [column(CampaignSector.sector, "行业代码。", "The sector's code.", filter=True), TITLE],
        counted=True,
    ),
    _part(
        "CampaignTask",
        Title("整治任务。", "A task of a campaign."),
        CampaignTask,
        [column(CampaignTask.level, "由谁承担。", "Whose task it is.", filter=True), TITLE],
        counted=True,
    ),
    _part(
        "CampaignDuty",
        Title("报送要求。", "Who reports at which cadence."),
        CampaignDuty,
        [
            TITLE,
            column(CampaignDuty.cadence, "周期。", "Cadence.", filter=True),
            belongs_to("region", "Region", "由谁报送。", "Who reports.", "region_code", "code", nullable=False),
        ],
        counted=True,
    ),
    _part(
        "CampaignTarget",
        Title("目标。", "What a figure is meant to reach."),
        CampaignTarget,
        [
            column(CampaignTarget.figure, "数字名称。", "The figure's name."),
            column(CampaignTarget.value, "目标值。", "What it should reach."),
            column(CampaignTarget.due_on, "期限；未定时为空。", "By when; empty when not fixed."),
        ],
    ),
    _part(
        "CampaignLadderStep",
        Title("递进措施。", "What follows when a hazard drags on."),
        CampaignLadderStep,
        [
            column(CampaignLadderStep.overdue_days, "逾期天数。", "Days past the term."),
            column(CampaignLadderStep.action, "采取的措施。", "The action that follows."),
        ],
    ),
    _part(
        "CampaignScore",
        Title("评分。", "Points in the ranking."),
        CampaignScore,
        [
            column(CampaignScore.figure, "数字名称。", "The figure's name."),
            column(CampaignScore.points, "分值。", "Points."),
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
            belongs_to("region", "Region", "组织地区。", "Who runs it.", "region_code", "code", nullable=False),
            belongs_to(
                "parent",
                "Campaign",
                "所属行动；本身即行动时为空。",
                "The campaign around it.",
                "parent_id",
                filter=True,
            ),
            has_many("windows", "Campaign", "其中的时段。", "Windows inside it.", by("id", "parent_id")),
            has_many("phases", "CampaignPhase", "阶段。", "Phases.", by("id", "campaign_id")),
            has_many("sectors", "CampaignSector", "行业领域。", "Sectors.", by("id", "campaign_id")),
            has_many("tasks", "CampaignTask", "整治任务。", "Tasks.", by("id", "campaign_id")),
            has_many("duties", "CampaignDuty", "报送要求。", "Duties to report.", by("id", "campaign_id")),
            has_many("targets", "CampaignTarget", "目标。", "Targets.", by("id", "campaign_id")),
            has_many("ladder", "CampaignLadderStep", "递进措施。", "The ladder.", by("id", "campaign_id")),
            has_many("scores", "CampaignScore", "评分。", "Scores.", by("id", "campaign_id")),
            has_many("teams", "Team", "检查组。", "Teams.", by("id", "campaign_id")),
            has_many("reports", "Report", "公布的数字。", "Published figures.", by("id", "campaign_id")),
        ],
        table(Campaign),
        ("id",),
        PUBLIC,
        order=[("beganOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "Report",
        Title("某一截止时点公布的数字表。", "A table of figures at a cut-off, as it was published."),
        [
            identity(Report, "Report", "id"),
            column(Report.cadence, "周期。", "Cadence.", filter=True),
            column(Report.window_from, "起。", "From.", filter=True, sort=True),
            column(Report.window_until, "截止。", "Cut-off.", filter=True, sort=True),
            column(Report.published_on, "公布日期；不详时为空。", "Published on; empty when not known."),
            column(Report.source, "出处。", "Source."),
            belongs_to(
                "campaign", "Campaign", "专项行动。", "Its campaign.", "campaign_id", nullable=False, filter=True
            ),
            belongs_to("region", "Region", "地区。", "Its region.", "region_code", "code", nullable=False),
            has_many("figures", "ReportFigure", "各个数字。", "Its figures.", by("id", "report_id")),
        ],
        table(Report),
        ("id",),
        PUBLIC,
        order=[("windowFrom", False), ("windowUntil", False)],
    ),
    Type(
        "ReportFigure",
        Title(
            "一个公布的数字；看不清或被遮盖的为空并说明原因，不作 0。",
            "A published number; unreadable ones are empty, never zero.",
        ),
        [
            column(ReportFigure.position, "序号。", "Position.", sort=True),
            column(ReportFigure.figure, "数字名称。", "The figure's name.", filter=True),
            column(ReportFigure.title_zh, "公布时的说法。", "As it was worded.", name="title"),
            column(ReportFigure.value, "数值；为空时见 nullReason。", "The number; when empty, nullReason says why."),
            column(ReportFigure.unit, "单位。", "Unit."),
            column(
                ReportFigure.null_reason, "为空的原因：unreadable、masked。", "Why it is empty: unreadable, masked."
            ),
        ],
        table(ReportFigure),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("position", "report_id"),
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
