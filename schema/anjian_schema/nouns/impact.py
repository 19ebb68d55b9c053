"""一条规则现在会查出什么：现行规则，或尚未发布的草案；不保存任何东西."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Select
from sqlalchemy.dialects.postgresql import JSONB

from anjian.entities.model import Profile
from anjian.inspections.model import StoredVerdict
from anjian.judgement import to_sql
from anjian.regions.codes import LENGTHS
from anjian.words import Title
from anjian_schema import scalars
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, ExtraFilter, ToOne, Type
from anjian_schema.compiler.leaves import INT, STRING
from anjian_schema.compiler.scope import in_scope, under
from anjian_schema.declare import argument, inside, key, of_entity_scope, table
from anjian_schema.trying import DRAFT, SUPPOSED, Books, Supposed, supposed

PROFILES = Type("Profile", Title("", ""), (), table(Profile), scope=of_entity_scope())


def _within(asked: Asked, profile: FromClause, what: Supposed) -> list[ColumnElement[bool]]:
    """The profiles it is asked of, as far as this viewer sees."""
    place = [sa.func.starts_with(profile.c.region_code, sa.literal(what.region))] if what.region else []
    return [profile.c.sector == sa.literal(what.book.sector), *place, *in_scope(asked, PROFILES, profile)]


def said(truth: ColumnElement[bool]) -> Mapping[StoredVerdict, ColumnElement[bool]]:
    """When a condition gives which verdict."""
    verdicts = (StoredVerdict.MAJOR, StoredVerdict.NOT_MAJOR, StoredVerdict.UNDECIDED)
    return dict(zip(verdicts, (truth, sa.not_(truth), truth.is_(None)), strict=True))


def impact_filter(books: Books) -> ExtraFilter:
    """``ruleImpact``: only the entities that this number counts."""

    def predicate(entity: FromClause, given: Argument, asked: Asked) -> ColumnElement[bool]:
        what = supposed(books, dict(given.children()), asked)
        profile = table(Profile).alias(asked.name("t"))
        verdict = StoredVerdict(getattr(given.current["verdict"], "value", given.current["verdict"]))
        meets = said(to_sql(what.condition, profile.c.data))[verdict]
        here = (profile.c.entity_id == entity.c.id, *_within(asked, profile, what), meets)
        return sa.exists().select_from(profile).where(*here).correlate_except(profile)

    words = Title("只要规则或草案如此判定的。", "Only those of which a rule or draft would say this.")
    return ExtraFilter("ruleImpact", SUPPOSED, words, predicate)


def impact_field(books: Books) -> Embedded:
    def source(_row: Any, given: Mapping[str, Argument], asked: Asked) -> ColumnElement[Any]:
        return _told(asked, supposed(books, given, asked), given.get("region"))

    return Embedded(
        "ruleImpact",
        "RuleImpact",
        Title(
            "一条规则或草案现在会查出什么，按下级区划；不保存。用 entities(filter: {ruleImpact}) 打开。",
            "What a rule or a draft would find now, by region; entities(filter: {ruleImpact}) opens its numbers.",
        ),
        source,
        arguments={
            "rule": argument(str | None, "规则编号；未施行的也可以。", "A rule's code; it need not be in force."),
            "draft": argument(DRAFT | None, "草案。", "A draft."),
            "region": argument(scalars.RegionCode | None, "在哪个区划；缺省为全国。", "Where; everywhere if absent."),
        },
    )


def _told(asked: Asked, what: Supposed, region: Argument | None) -> ColumnElement[Any]:
    cells = _cells(asked, what, region).subquery(asked.name("c"))
    code = cells.c.code
    rows = sa.select(code, _counts(cells).label("counts")).group_by(code).subquery(asked.name("r"))
    each = rows.c.counts.op("||", return_type=JSONB())(_object(code=rows.c.code))
    ordered = sa.dialects.postgresql.aggregate_order_by(each, rows.c.code)
    regions = sa.select(sa.func.coalesce(sa.func.jsonb_agg(ordered), EMPTY)).select_from(rows).scalar_subquery()
    whole = _counts(cells).op("||", return_type=JSONB())(_object(regions=regions))
    sector = whole.op("||", return_type=JSONB())(_object(sector=sa.literal(what.book.sector)))
    return sa.select(sector).select_from(cells).scalar_subquery()


def _cells(asked: Asked, what: Supposed, region: Argument | None) -> Select[Any]:
    """How many profiles of each region below meet it, do not, or cannot be told: one pass."""
    profile = table(Profile).alias(asked.name("t"))
    above = len(region.current) if region else 0
    digits: ColumnElement[int] = sa.literal_column(str(next((size for size in LENGTHS if size > above), LENGTHS[-1])))
    code = sa.func.left(profile.c.region_code, digits).label("code")
    truth = to_sql(what.condition, profile.c.data).label("truth")
    where = under(asked, profile.c.region_code, region.get, region.current, region) if region else []
    found = sa.select(code, truth).where(*_within(asked, profile, what), *where).subquery(asked.name("p"))
    return sa.select(found.c.code, found.c.truth, sa.func.count().label("pairs")).group_by(found.c.code, found.c.truth)


def _counts(cells: FromClause) -> ColumnElement[Any]:
    zero: ColumnElement[int] = sa.literal_column("0")
    numbers = [sa.func.coalesce(sa.func.sum(cells.c.pairs).filter(of), zero) for of in said(cells.c.truth).values()]
    return _object(**dict(zip(("major", "notMajor", "undecided"), numbers, strict=True)))


def _object(**values: ColumnElement[Any]) -> ColumnElement[Any]:
    pairs = [part for name, value in values.items() for part in (sa.literal_column(f"'{name}'"), value)]
    return sa.func.jsonb_build_object(*pairs, type_=JSONB())


def _named(value: Any, region: FromClause) -> ColumnElement[bool]:
    code: ColumnElement[str] = value.op("->>", return_type=sa.Text())(sa.literal_column("'code'"))
    return region.c.code == code


EMPTY: ColumnElement[Any] = sa.literal_column("'[]'::jsonb", JSONB())
NUMBERS = [
    key("major", INT, "判定为重大的。", "How many it calls major."),
    key("notMajor", INT, "判定为非重大的。", "How many it does not."),
    key("undecided", INT, "事实不足、未能判定的。", "How many it cannot tell, for want of facts."),
]

TYPES = [
    Type(
        "RuleImpact",
        Title("一条规则现在会查出什么。", "What a rule would find now."),
        [
            key("sector", STRING, "行业。", "The sector."),
            *NUMBERS,
            inside("regions", "RuleImpactRegion", "有对象的下级区划。", "Regions below that have any.", many=True),
        ],
    ),
    Type(
        "RuleImpactRegion",
        Title("一个区划中会查出什么。", "What it would find in one region."),
        [
            ToOne(
                "region",
                "Region",
                Title("区划；对象直属于上级时即为上级。", "The region; the one above for entities right under it."),
                _named,
            ),
            *NUMBERS,
        ],
    ),
]
