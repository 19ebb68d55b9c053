"""机构、人员、检查组."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.people.model import Organization, Person, Team, TeamMember
from anjian.words import Title
from anjian_schema import personal
from anjian_schema.compiler.catalog import PUBLIC, Scope, Type
from anjian_schema.compiler.leaves import STRING
from anjian_schema.declare import belongs_to, by, column, expression, has_many, identity, region_filter, table
from anjian_schema.nouns.figures import figure_filter


def _members(team: FromClause, person: FromClause) -> ColumnElement[bool]:
    member = table(TeamMember).alias()
    return (
        sa.exists()
        .select_from(member)
        .where(member.c.team_id == team.c.id, member.c.person_id == person.c.id)
        .correlate_except(member)
    )


TYPES = [
    Type(
        "Organization",
        Title("监管机构。", "A body that supervises."),
        [
            identity(Organization, "Organization", "id"),
            column(Organization.name, "名称。", "Name.", filter=True, sort=True),
            column(Organization.kind, "类别。", "Kind.", filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("parent", "Organization", "上级机构。", "The body above it.", "parent_id"),
            has_many("people", "Person", "人员。", "Its people.", by("id", "organization_id")),
        ],
        table(Organization),
        ("id",),
        PUBLIC,
        order=[("name", False)],
    ),
    Type(
        "Person",
        Title("人员：执法人员、领导、专家、企业人员。", "Somebody who inspects, decides, advises or answers."),
        [
            identity(Person, "Person", "id"),
            expression(
                "name",
                STRING,
                "姓名；企业人员对外只显示姓，例如“张**”。",
                "Name; of people of an enterprise outsiders see the surname alone.",
                personal.name,
                filter=True,
                sort=True,
            ),
            expression(
                "fullName",
                STRING,
                "完整姓名，限有权查看个人信息的身份，查看会被记录；其他身份所见与 name 相同。",
                "The name in full, to roles that may see personal data, and noted; to others the same as name.",
                personal.full_name,
            ),
            expression(
                "certificateNo",
                STRING,
                "执法证号；无权查看个人信息的只见前两位。",
                "Number of an officer's certificate; its first two digits to those who may not see personal data.",
                personal.certificate,
                nullable=True,
            ),
            column(Person.kind, "身份。", "Kind.", filter=True),
            column(Person.position, "职务。", "Position."),
            column(Person.specialties, "专业类别；专家之外为空。", "Specialties; empty except for experts."),
            belongs_to("organization", "Organization", "所在机构。", "Their body.", "organization_id", filter=True),
            belongs_to("region", "Region", "所在区划。", "Their region.", "region_code", "code", nullable=False),
        ],
        table(Person),
        ("id",),
        Scope("region_code", "entity_id"),
        order=[("name", False)],
        filters=[region_filter()],
    ),
    Type(
        "Team",
        Title("检查组：督查组、明察暗访组、专家组、专班。", "A group sent out to inspect."),
        [
            identity(Team, "Team", "id"),
            column(Team.name, "名称。", "Name.", filter=True, sort=True),
            column(Team.kind, "类别。", "Kind.", filter=True),
            column(Team.formed_on, "成立日期。", "Formed on.", filter=True, sort=True),
            column(
                Team.seed,
                "抽取专家的随机种子；未抽取的为空。",
                "The seed by which its experts were drawn; empty where all were named.",
            ),
            belongs_to("campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id", filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            has_many("members", "Person", "成员。", "Its members.", _members),
            has_many("inspections", "Inspection", "开展的检查。", "Its inspections.", by("id", "team_id")),
        ],
        table(Team),
        ("id",),
        PUBLIC,
        order=[("name", False)],
        filters=[region_filter(), figure_filter(Team)],
    ),
]
