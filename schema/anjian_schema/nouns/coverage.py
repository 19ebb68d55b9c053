"""覆盖率：名册内每个对象或已检查，或不具备条件，或查过而尚未为此检查，或从未检查过——合计恒等于名册."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.campaigns.model import Campaign, TargetExcuse
from anjian.entities.model import Entity, Profile
from anjian.inspections.model import Inspection
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, Type
from anjian_schema.compiler.leaves import DECIMAL, INT
from anjian_schema.compiler.scope import in_scope
from anjian_schema.declare import key, table, word


def coverage_field() -> Embedded:
    return Embedded(
        "registry",
        "Coverage",
        Title(
            "覆盖率目标的名册，按可见范围逐家归类，合计恒等于名册；数字目标为空。",
            "The registry of a share, each entity in one of four groups, among those you see; empty for a figure.",
        ),
        _coverage,
        nullable=True,
    )


def _coverage(target: FromClause, _: Mapping[str, Argument], asked: Asked) -> ColumnElement[Any]:
    each = _entities(target, asked).subquery(asked.name("e"))
    done, excused, looked = each.c.done, each.c.excused, each.c.looked
    groups = {
        "registry": sa.true(),
        "done": done,
        "excused": sa.and_(~done, excused),
        "toDo": sa.and_(~done, ~excused, looked),
        "neverLookedAt": sa.and_(~done, ~excused, ~looked),
    }
    counts = {name: sa.func.count().filter(condition) for name, condition in groups.items()}
    reachable = sa.func.nullif(counts["registry"] - counts["excused"], 0)
    share = sa.func.round(sa.cast(counts["done"], sa.Numeric()) * 100 / reachable, 2)
    pairs = [
        part for name, count in {**counts, "percent": sa.cast(share, sa.Text())}.items() for part in (word(name), count)
    ]
    whole = sa.func.jsonb_build_object(*pairs, type_=JSONB())
    counted = sa.select(whole).select_from(each).correlate_except(each).scalar_subquery()
    return sa.case((target.c.coverage.is_not(None), counted))


def _entities(target: FromClause, asked: Asked) -> sa.Select[bool, bool, bool]:
    """Of the campaign's region and the target's sector, as far as the viewer sees."""
    entity, campaign = table(Entity).alias(asked.name("t")), table(Campaign).alias(asked.name("t"))
    here = sa.select(campaign.c.region_code).where(campaign.c.id == target.c.campaign_id).correlate_except(campaign)
    profile = table(Profile).alias(asked.name("t"))
    of_sector = _exists(profile, profile.c.entity_id == entity.c.id, profile.c.sector == target.c.sector)
    excuse = table(TargetExcuse).alias(asked.name("t"))
    excused = (excuse.c.campaign_id == target.c.campaign_id, excuse.c.target == target.c.code)
    return (
        sa.select(
            _visited(target, entity, asked, for_this=True).label("done"),
            _exists(excuse, excuse.c.entity_id == entity.c.id, *excused).label("excused"),
            _visited(target, entity, asked, for_this=False).label("looked"),
        )
        .select_from(entity)
        .where(
            sa.func.starts_with(entity.c.region_code, here.scalar_subquery()),
            sa.or_(target.c.sector.is_(None), of_sector),
            *in_scope(asked, asked.type("Entity"), entity),
        )
        .correlate(target)
    )


def _visited(target: FromClause, entity: FromClause, asked: Asked, *, for_this: bool) -> ColumnElement[bool]:
    """By a visit that counts for the target, or by any at all."""
    visit, campaign = table(Inspection).alias(asked.name("t")), table(Campaign).alias(asked.name("t"))
    conditions = [visit.c.entity_id == entity.c.id, *in_scope(asked, asked.type("Inspection"), visit)]
    if for_this:
        inside = sa.or_(campaign.c.id == target.c.campaign_id, campaign.c.parent_id == target.c.campaign_id)
        within = sa.select(campaign.c.id).where(inside).correlate_except(campaign)
        conditions += [visit.c.campaign_id.in_(within), visit.c.kind == sa.any_(target.c.coverage)]
    return _exists(visit, *conditions)


def _exists(of: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return sa.exists().select_from(of).where(*conditions).correlate_except(of)


TYPES = [
    Type(
        "Coverage",
        Title("名册内的对象各归一类，合计恒等于名册。", "The entities of a registry, each in one group."),
        [
            key("registry", INT, "名册总数。", "All of them."),
            key("done", INT, "已检查。", "Inspected for this."),
            key("excused", INT, "不具备检查条件，已注明原因。", "Not possible, for a reason on record."),
            key("toDo", INT, "以前查过，尚未为此检查。", "Inspected before, not yet for this."),
            key("neverLookedAt", INT, "从未检查过。", "Never inspected at all."),
            key(
                "percent",
                DECIMAL,
                "已检查占可检查的百分比；名册为空时为空。",
                "Done, of those possible.",
                nullable=True,
            ),
        ],
    )
]
