"""专项行动及其各个部分."""

from __future__ import annotations

from anjian.campaigns.model import (
    Campaign,
    TargetExcuse,
    TaskProgress,
)
from anjian.people.model import TeamMember
from anjian.words import Title
from anjian_schema.compiler.catalog import PUBLIC, Type
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    has_many,
    identity,
    in_language,
    of_entity_scope,
    region_filter,
    table,
)
from anjian_schema.nouns.campaign_parts import PARTS
from anjian_schema.nouns.figures import figure_filter

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
