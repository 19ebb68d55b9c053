"""数字：一处定义，列表、表格、排名都用它；每个数字都能打开成恰好那么多条记录."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from anjian.actions.model import Action
from anjian.campaigns.model import Campaign, CampaignDuty, CampaignPhase, CampaignSector, CampaignTask
from anjian.counts.model import HazardCount
from anjian.database.record import Record
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.figures import FIGURES, Dimension, Figure, FigureName
from anjian.hazards.model import Hazard, HazardLevel, Stage
from anjian.inspections.model import Inspection
from anjian.people.model import Team, TeamMember
from anjian.regions.model import Region
from anjian.reporting.model import Report
from anjian.words import Choice, Title
from anjian_schema import summaries
from anjian_schema.classes import input_class
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, ExtraFilter, Type
from anjian_schema.compiler.filters import COMPARISONS
from anjian_schema.compiler.leaves import CODE_TEXT, DATE, DECIMAL, REGION, STRING, Leaf, enum_leaf
from anjian_schema.compiler.scope import in_scope
from anjian_schema.declare import argument, inside, key, table
from anjian_schema.inputs import COMPARISON_INPUTS, as_enum, enum_filter

LISTS: Mapping[type[Record], str] = {
    Inspection: "inspections",
    Hazard: "hazards",
    Action: "actions",
    Entity: "entities",
    Team: "teams",
    TeamMember: "teamMembers",
    CampaignPhase: "campaignPhases",
    CampaignSector: "campaignSectors",
    CampaignTask: "campaignTasks",
    CampaignDuty: "campaignDuties",
    Report: "reports",
}
"""The list each counted record is found in."""


OF_ENTITIES = {FigureName.UNITS_INSPECTED, FigureName.ENTERPRISES_GUIDED}
"""Figures that count different entities: they open into the entities, not into the visits."""


class FigureOfAnotherList(AnjianError):
    code = "FIGURE_OF_ANOTHER_LIST"
    words = Title(
        "数字 {figure} 不在这个列表里打开，请查询 {list}。", "{figure} opens in the list {list}, not in this one."
    )


class FigureKey(Choice):
    """What figures are grouped by; weeks are ISO weeks."""

    PROVINCE = "PROVINCE", "省", "provinces"
    CITY = "CITY", "市", "cities"
    COUNTY = "COUNTY", "县", "counties"
    SECTOR = "SECTOR", "行业", "sectors"
    LEVEL = "LEVEL", "隐患级别", "levels of hazards"
    STAGE = "STAGE", "隐患阶段", "stages of hazards"
    CAMPAIGN = "CAMPAIGN", "专项行动", "campaigns"
    DAY = "DAY", "日", "days"
    WEEK = "WEEK", "周（ISO）", "ISO weeks"
    MONTH = "MONTH", "月", "months"
    QUARTER = "QUARTER", "季", "quarters"
    YEAR = "YEAR", "年", "years"


REGION_DIGITS = {FigureKey.PROVINCE: 2, FigureKey.CITY: 4, FigureKey.COUNTY: 6}
PERIODS = {
    FigureKey.DAY: "YYYY-MM-DD",
    FigureKey.WEEK: 'IYYY-"W"IW',
    FigureKey.MONTH: "YYYY-MM",
    FigureKey.QUARTER: 'YYYY-"Q"Q',
    FigureKey.YEAR: "YYYY",
}
EMPTY_LIST = sa.literal_column("'[]'::jsonb", JSONB())
IN_CAPITALS = {FigureKey.LEVEL: Dimension.LEVEL, FigureKey.STAGE: Dimension.STAGE}

as_enum(
    FigureName,
    Title("数字的名称，见 figureDefinitions。", "Figures; figureDefinitions tells what each counts."),
    each={name: figure.title for name, figure in FIGURES.items()},
)
as_enum(FigureKey)
as_enum(HazardLevel)
as_enum(Stage)

FILTER = input_class(
    type("FigureFilter", (), {}),
    Title("数字统计哪些记录。", "Which records the figures count."),
    {
        "region": (COMPARISON_INPUTS["RegionCode"], Title("区划。", "Region.")),
        "sector": (COMPARISON_INPUTS["String"], Title("行业。", "Sector.")),
        "campaign": (str, Title("专项行动代码，含其中的时段。", "A campaign's code; windows inside it are included.")),
        "on": (COMPARISON_INPUTS["Date"], Title("记录所属日期。", "The day a record belongs to.")),
        "level": (enum_filter(HazardLevel), Title("隐患等级。", "Hazard level.")),
        "stage": (enum_filter(Stage), Title("隐患阶段。", "Hazard stage.")),
    },
)

KEY_INPUT = input_class(
    type("FigureKeyInput", (), {}),
    Title("一行的分组键，原样取自 rows.keys。", "A key of a row, as rows.keys gave it."),
    {
        "name": (FigureKey, Title("按什么分组。", "What it groups by.")),
        "value": (str, Title("组；空组为 null。", "The group; null for rows without one.")),
    },
    required={"name"},
)

OPENED = input_class(
    type("OpenedFigure", (), {}),
    Title(
        "一个数字背后的记录：同样的名称、筛选和分组键。", "The rows behind a number: the same name, filter and keys."
    ),
    {
        "name": (FigureName, Title("数字。", "The figure.")),
        "filter": (FILTER, Title("当时的筛选。", "The filter it was counted with.")),
        "keys": (list[KEY_INPUT], Title("所在行的分组键。", "The keys of its row.")),  # type: ignore[valid-type]  # a class made here
    },
    required={"name"},
)


def figure_filter(model: type[Record]) -> ExtraFilter:
    """``figure``: only the rows that this number counts."""

    def predicate(row: FromClause, given: Argument, asked: Asked) -> ColumnElement[bool]:
        figure = _named(given.child("name"))
        if LISTS[model] != list_of(figure):
            raise FigureOfAnotherList(path=given.path, figure=figure.name.name, list=list_of(figure))
        if figure.model is model:
            return sa.and_(*_counted(asked, figure, row, given))
        return _counted_somewhere(asked, figure, row, given)

    return ExtraFilter("figure", OPENED, Title("只要这个数字所统计的。", "Only what this number counts."), predicate)


def list_of(figure: Figure) -> str:
    return LISTS[Entity if figure.name in OF_ENTITIES else figure.model]


def _named(name: Argument | None) -> Figure:
    if name is None:
        raise TypeError("a figure's name is required by the schema")
    return FIGURES[FigureName(name.current)]


def _counted_somewhere(asked: Asked, figure: Figure, entity: FromClause, given: Argument) -> ColumnElement[bool]:
    """Entities of which the figure counts at least one record."""
    counted = table(figure.model).alias(asked.name("t"))
    return (
        sa.exists()
        .select_from(counted)
        .where(counted.c.entity_id == entity.c.id, *_counted(asked, figure, counted, given))
        .correlate_except(counted)
    )


def _counted(asked: Asked, figure: Figure, row: FromClause, given: Argument) -> list[ColumnElement[bool]]:
    keys = given.child("keys")
    return [
        *_where(asked, figure, row, given.child("filter")),
        *(_has_key(asked, figure, row, one) for one in (keys.items() if keys else ())),
    ]


def _has_key(asked: Asked, figure: Figure, row: FromClause, given: Argument) -> ColumnElement[bool]:
    column, value = _key(asked, figure, row, _key_named(given.current["name"])), given.child("value")
    return column.is_(None) if value is None else column == asked.value(value, STRING)


def _key_named(value: Any) -> FigureKey:
    return FigureKey(getattr(value, "value", value))


def _where(asked: Asked, figure: Figure, row: FromClause, given: Argument | None) -> list[ColumnElement[bool]]:
    rows = aliased(figure.model, row, adapt_on_names=True)
    type_ = next((t for t in asked.catalog.types.values() if t.table is table(figure.model)), None)
    scope = in_scope(asked, type_, row) if type_ else []
    # The day is a parameter: a plan outlives it.
    return [figure.where(rows, cast("date", asked.today)), *scope, *_chosen(asked, figure, rows, given)]


def _chosen(asked: Asked, figure: Figure, rows: Any, given: Argument | None) -> list[ColumnElement[bool]]:
    return [_condition(asked, figure, rows, name, one) for name, one in given.children()] if given else []


def _condition(asked: Asked, figure: Figure, rows: Any, name: str, given: Argument) -> ColumnElement[bool]:
    if name == "campaign":
        return _in_campaign(asked, figure, rows, given)
    dimension, leaf = FILTERED[name]
    column = _day(figure, rows) if dimension is None else figure.dimension(dimension, rows)
    if column is None:
        return sa.false()
    plain = sa.type_coerce(column, leaf.bind)
    return sa.and_(sa.true(), *(COMPARISONS[o](asked, plain, value, leaf) for o, value in given.children()))


FILTERED: Mapping[str, tuple[Dimension | None, Leaf]] = {
    "region": (Dimension.REGION, REGION),
    "sector": (Dimension.SECTOR, CODE_TEXT),
    "level": (Dimension.LEVEL, enum_leaf(HazardLevel)),
    "stage": (Dimension.STAGE, enum_leaf(Stage)),
    "on": (None, DATE),
}


def _day(figure: Figure, rows: Any) -> ColumnElement[Any] | None:
    return getattr(rows, figure.on) if figure.on else None


def _in_campaign(asked: Asked, figure: Figure, rows: Any, given: Argument) -> ColumnElement[bool]:
    """A campaign and the windows inside it."""
    column = figure.dimension(Dimension.CAMPAIGN, rows)
    if column is None:
        return sa.false()
    chosen, window = table(Campaign).alias(asked.name("g")), table(Campaign).alias(asked.name("g"))
    ids = (
        sa.select(window.c.id)
        .select_from(window.join(chosen, sa.or_(window.c.id == chosen.c.id, window.c.parent_id == chosen.c.id)))
        .where(chosen.c.code == asked.value(given, CODE_TEXT))
    )
    return column.in_(ids)


def _key(asked: Asked, figure: Figure, row: FromClause, name: FigureKey) -> ColumnElement[Any]:
    """The group of a row, as text; null where the counted record knows no such thing."""
    rows = aliased(figure.model, row, adapt_on_names=True)
    if name in REGION_DIGITS:
        region = figure.dimension(Dimension.REGION, rows)
        digits: ColumnElement[int] = sa.literal_column(str(REGION_DIGITS[name]))
        return sa.null() if region is None else sa.func.left(sa.type_coerce(region, sa.Text()), digits)
    if name in PERIODS:
        day = _day(figure, rows)
        return sa.null() if day is None else sa.func.to_char(day, sa.literal_column(f"'{PERIODS[name]}'"))
    column = figure.dimension(Dimension(name.value.lower()), rows)
    if column is None:
        return sa.null()
    text = sa.cast(column, sa.Text())
    return sa.func.upper(text) if name in IN_CAPITALS else text


def _kept(figure: Figure, rows: Any, name: FigureKey, key: ColumnElement[Any]) -> ColumnElement[Any]:
    """What rows are put together by: where a key is a column in capitals, the column, and capitals once per group."""
    column = figure.dimension(IN_CAPITALS[name], rows) if name in IN_CAPITALS else None
    return key if column is None else column


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures on its way to SQL: one grouped select per figure, put side by side by their keys."""

    asked: Asked
    figures: list[Figure]
    keys: list[FigureKey]
    filter: Argument | None

    def json(self) -> ColumnElement[Any]:
        if not self.figures:
            return _object(rows=EMPTY_LIST)
        found = sa.union_all(*[self._counted(i, figure) for i, figure in enumerate(self.figures)])
        cells = found.subquery(self.asked.name("f"))
        groups = [cells.c[f"k{i}"] for i in range(len(self.keys))]
        rows = (
            sa.select(self._row(cells, groups).label("row"), *groups)
            .select_from(cells)
            .group_by(*groups)
            .order_by(*[g.asc().nulls_last() for g in groups])
            .subquery(self.asked.name("r"))
        )
        every = sa.func.coalesce(sa.func.jsonb_agg(rows.c.row), EMPTY_LIST)
        return (
            sa.select(sa.func.jsonb_build_object(_text("rows"), every, type_=JSONB()))
            .select_from(rows)
            .scalar_subquery()
        )

    def _counted(self, place: int, figure: Figure) -> Select[Any]:
        served = summaries.is_served(self.asked, figure.name, [k.value for k in self.keys], self.filter)
        row = table(HazardCount if served else figure.model).alias(self.asked.name("t"))
        rows = aliased(figure.model, row, adapt_on_names=True)
        keys = [_key(self.asked, figure, row, k) for k in self.keys]
        labelled = [sa.type_coerce(k, sa.Text()).label(f"k{i}") for i, k in enumerate(keys)]
        number = sa.literal_column(str(place), sa.Integer()).label("figure")
        measure = summaries.measure(row) if served else figure.measure(rows)
        value = sa.cast(measure, sa.Numeric()).label("value")
        columns: list[ColumnElement[Any]] = [*labelled, number, value]
        groups = [_kept(figure, rows, n, k) for n, k in zip(self.keys, keys, strict=True) if not isinstance(k, sa.Null)]
        counted = sa.select(*columns).select_from(row).where(*self._conditions(figure, row, served=served))
        # Lines that add up to nothing are no group; counted rows are none to begin with.
        return counted.group_by(*groups).having(measure != 0) if served and groups else counted.group_by(*groups)

    def _conditions(self, figure: Figure, row: FromClause, *, served: bool) -> list[ColumnElement[bool]]:
        if not served:
            return _where(self.asked, figure, row, self.filter)
        chosen = _chosen(self.asked, figure, aliased(figure.model, row, adapt_on_names=True), self.filter)
        return [*summaries.conditions(self.asked, figure.name, row), *chosen]

    def _row(self, cells: FromClause, groups: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
        keys = [self._shown_key(name, group) for name, group in zip(self.keys, groups, strict=True)]
        values = [self._shown_value(cells, i, figure) for i, figure in enumerate(self.figures)]
        return sa.func.jsonb_build_object(
            _text("keys"),
            sa.func.jsonb_build_array(*keys, type_=JSONB()),
            _text("values"),
            sa.func.jsonb_build_array(*values, type_=JSONB()),
            type_=JSONB(),
        )

    def _shown_key(self, name: FigureKey, group: ColumnElement[Any]) -> ColumnElement[Any]:
        return _object(name=_text(name.value), value=group, label=_label(self.asked, name, group))

    def _shown_value(self, cells: FromClause, place: int, figure: Figure) -> ColumnElement[Any]:
        """Nothing counted is zero: what cannot be read or is masked never gets here."""
        found = sa.func.max(cells.c.value).filter(cells.c.figure == sa.literal_column(str(place)))
        number = sa.func.trim_scale(sa.func.coalesce(found, sa.literal_column("0")))
        return _object(
            name=_text(figure.name.name),
            title=self.asked.bind(lambda run: figure.title.in_language(run.viewer.language), sa.Text()),
            value=sa.cast(number, sa.Text()),
            unit=self.asked.bind(lambda run: figure.unit.in_language(run.viewer.language), sa.Text()),
            list=_text(list_of(figure)),
        )


def _label(asked: Asked, name: FigureKey, group: ColumnElement[Any]) -> ColumnElement[Any]:
    if name not in REGION_DIGITS:
        return group
    region = asked.alias(table(Region))
    named = sa.select(region.c.name).where(region.c.code == group).correlate_except(region).scalar_subquery()
    return sa.func.coalesce(named, group)


def _object(**values: ColumnElement[Any]) -> ColumnElement[Any]:
    pairs: list[Any] = []
    for name, value in values.items():
        pairs += [_text(name), value]
    return sa.func.jsonb_build_object(*pairs, type_=JSONB())


def _text(word: str) -> ColumnElement[str]:
    """A word of ours: identifiers only, never a caller's."""
    return sa.literal_column(f"'{word}'::text", sa.Text())


def _table(_row: Any, arguments: Mapping[str, Argument], asked: Asked) -> ColumnElement[Any]:
    names, group_by = arguments["names"], arguments.get("groupBy")
    figures = list({figure.name: figure for figure in map(_named, names.items())}.values())
    keys = list(dict.fromkeys(_key_named(one.current) for one in (group_by.items() if group_by else ())))
    return Table(asked, figures, keys, arguments.get("filter")).json()


def _definitions(_row: Any, _arguments: Mapping[str, Argument], asked: Asked) -> ColumnElement[Any]:
    def said(run: Any) -> str:
        language = run.viewer.language
        return json.dumps(
            [
                {
                    "name": f.name.name,
                    "title": f.title.in_language(language),
                    "unit": f.unit.in_language(language),
                    "counts": f.doc.in_language(language),
                    "list": list_of(f),
                }
                for f in FIGURES.values()
            ],
            ensure_ascii=False,
        )

    return asked.bind(said, JSONB())


FIGURE_FIELDS = [
    Embedded(
        "figures",
        "FigureTable",
        Title(
            "数字表：按名称、筛选和分组统计。时段含在行动之内，不可相加。",
            "A table of figures. Windows lie inside their campaign: never add them to it.",
        ),
        _table,
        arguments={
            "names": argument(list[FigureName], "要哪些数字。", "Which figures."),
            "filter": argument(FILTER | None, "统计哪些记录。", "Which records they count."),
            "groupBy": argument(list[FigureKey] | None, "分组，先粗后细。", "What to group by, in this order."),
        },
    ),
    Embedded(
        "figureDefinitions",
        "FigureDefinition",
        Title("每个数字的定义：统计什么、不统计什么。", "What each figure counts, and what it does not."),
        _definitions,
        many=True,
    ),
]

FIGURE_NAME = enum_leaf(FigureName)
FIGURE_KEY = enum_leaf(FigureKey)

TYPES = [
    Type(
        "FigureTable",
        Title("数字表。", "A table of figures."),
        [inside("rows", "FigureRow", "各行；不分组时只有一行。", "Its rows; one when nothing is grouped.", many=True)],
    ),
    Type(
        "FigureRow",
        Title("一行数字。", "One row of figures."),
        [
            inside("keys", "FigureRowKey", "分组键。", "The keys of the row.", many=True),
            inside(
                "values", "FigureValue", "各个数字，次序同 names。", "The numbers, in the order of names.", many=True
            ),
        ],
    ),
    Type(
        "FigureRowKey",
        Title("一个分组键。", "One key of a row."),
        [
            key("name", FIGURE_KEY, "按什么分组。", "What it groups by."),
            key("value", STRING, "组；记录无此项时为空。", "The group; empty for records without one.", nullable=True),
            key("label", STRING, "组的名称，例如区划名。", "The group's name, such as the region's.", nullable=True),
        ],
    ),
    Type(
        "FigureValue",
        Title("一个数字，可打开成同样多条记录。", "One number; it opens into exactly that many rows."),
        [
            key("name", FIGURE_NAME, "数字。", "The figure."),
            key("title", STRING, "名称。", "Its title."),
            key("value", DECIMAL, "数值。", "The number."),
            key("unit", STRING, "单位。", "Its unit."),
            key("list", STRING, "在哪个列表里用 filter.figure 打开。", "The list that opens it, by filter.figure."),
        ],
    ),
    Type(
        "FigureDefinition",
        Title("一个数字的定义。", "What one figure means."),
        [
            key("name", FIGURE_NAME, "数字。", "The figure."),
            key("title", STRING, "名称。", "Its title."),
            key("unit", STRING, "单位。", "Its unit."),
            key("counts", STRING, "统计什么、不统计什么。", "What it counts and what it does not."),
            key("list", STRING, "在哪个列表里打开。", "The list that opens it."),
        ],
    ),
]
