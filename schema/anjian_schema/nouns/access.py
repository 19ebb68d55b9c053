"""授权、委托、令牌、账号：谁凭什么办事."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.access.model import AccessToken, Account, RoleAssignment
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Scope, Type
from anjian_schema.compiler.leaves import BOOLEAN
from anjian_schema.declare import belongs_to, by, column, expression, has_many, identity, region_filter, table


def _acting(row: FromClause, asked: Asked) -> ColumnElement[Any]:
    """Under which the viewer acts now."""
    return row.c.id.is_not_distinct_from(asked.bind(lambda run: run.viewer.assignment_id, sa.Uuid()))


TYPES = [
    Type(
        "RoleAssignment",
        Title(
            "一项授权：何人、何种身份、多大范围、从何时到何时。", "One authorisation: who, as what, how far, how long."
        ),
        [
            identity(RoleAssignment, "RoleAssignment", "id"),
            column(RoleAssignment.role, "身份。", "Role.", filter=True),
            column(RoleAssignment.sectors, "限于这些行业；不限时为空。", "Confined to these sectors; null: all."),
            column(RoleAssignment.starts_on, "第一天。", "The first day.", filter=True, sort=True),
            column(
                RoleAssignment.ends_on,
                "最后一天；至收回为止时为空。",
                "The last day; null: until revoked.",
                filter=True,
            ),
            column(RoleAssignment.reason, "依据或理由。", "Why, or by which decision."),
            column(RoleAssignment.granted_at, "何时授予。", "When it was given."),
            column(RoleAssignment.revoked_at, "何时收回；未收回时为空。", "When it was revoked; null while it is not."),
            expression(
                "acting", BOOLEAN, "当前登录所依据的即此项。", "Whether the viewer acts under this one.", _acting
            ),
            belongs_to("person", "Person", "何人。", "Who.", "person_id", filter=True),
            belongs_to(
                "region", "Region", "区划；全国时为空。", "Its region; null for the nation.", "region_code", "code"
            ),
            belongs_to("entity", "Entity", "企业人员所在企业。", "The entity of enterprise staff.", "entity_id"),
            belongs_to(
                "organization", "Organization", "限于该机构的事务。", "Confined to this body.", "organization_id"
            ),
            belongs_to(
                "grantedBy", "Person", "何人授予；由运维人员授予时为空。", "By whom; null: an operator.", "granted_by"
            ),
            belongs_to("revokedBy", "Person", "何人收回。", "Who revoked it.", "revoked_by"),
            belongs_to(
                "delegatedFrom",
                "RoleAssignment",
                "委托所依据的授权。",
                "From which it was delegated.",
                "delegated_from",
            ),
            has_many(
                "delegations",
                "RoleAssignment",
                "由此委托出去的。",
                "What was delegated from it.",
                by("id", "delegated_from"),
            ),
            has_many("tokens", "AccessToken", "访问令牌。", "Its tokens.", by("id", "assignment_id")),
        ],
        table(RoleAssignment),
        ("id",),
        Scope(),  # whose they are is said in the policy: one's own are seen wherever they reach
        order=[("startsOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "AccessToken",
        Title(
            "一个访问令牌；令牌本身只在发放时告知一次。", "One token; the token itself is told once, when it is issued."
        ),
        [
            identity(AccessToken, "AccessToken", "id"),
            column(AccessToken.label, "用途。", "What it is for.", filter=True, sort=True),
            column(AccessToken.sectors, "限于这些行业。", "Confined to these sectors."),
            column(AccessToken.expires_at, "何时失效；空为不失效。", "When it expires; null: never.", filter=True),
            column(AccessToken.created_at, "何时发放。", "When it was issued.", filter=True, sort=True),
            column(AccessToken.last_used_on, "最近使用的日期。", "On which day it was last used.", filter=True),
            column(AccessToken.revoked_at, "何时收回。", "When it was revoked.", filter=True),
            belongs_to("region", "Region", "缩小至此区划。", "Confined to this region.", "region_code", "code"),
            belongs_to(
                "assignment", "RoleAssignment", "所依据的授权。", "What it opens.", "assignment_id", filter=True
            ),
            belongs_to("createdBy", "Person", "何人发放。", "Who issued it.", "created_by"),
        ],
        table(AccessToken),
        ("id",),
        Scope("region_code"),
        order=[("createdAt", True)],
        filters=[region_filter()],
    ),
    Type(
        "Account",
        Title("一个统一身份认证账号。", "An account at an identity provider."),
        [
            identity(Account, "Account", "id"),
            column(Account.issuer, "身份提供方。", "The provider (iss).", filter=True),
            column(Account.subject, "在其处的账号。", "Its name for them (sub).", filter=True),
            column(Account.linked_at, "何时关联。", "When it was linked.", filter=True, sort=True),
            column(Account.last_used_on, "最近使用的日期。", "On which day it was last used.", filter=True),
            column(Account.closed_at, "何时停用。", "When it was closed.", filter=True),
            belongs_to("person", "Person", "何人。", "Who.", "person_id", filter=True),
        ],
        table(Account),
        ("id",),
        Scope("region_code"),
        order=[("linkedAt", True)],
        filters=[region_filter()],
    ),
]
