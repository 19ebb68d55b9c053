"""数字：一处定义，列表、表格、排名都用它；每个数字都能打开成恰好那么多条记录."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.database.record import Record
from anjian.errors import AnjianError
from anjian.figures import FIGURES, Figure, FigureName
from anjian.hazards.model import HazardLevel, Stage
from anjian.words import Title
from anjian_schema.classes import input_class
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, ExtraFilter, Type
from anjian_schema.compiler.leaves import DECIMAL, STRING, enum_leaf
from anjian_schema.declare import argument, inside, key
from anjian_schema.figures.keys import FigureKey, key_named
from anjian_schema.figures.rows import LISTS, counted, counted_somewhere, list_of
from anjian_schema.figures.table import Table
from anjian_schema.inputs import COMPARISON_INPUTS, as_enum, enum_filter


class FigureOfAnotherList(AnjianError):
    code = "FIGURE_OF_ANOTHER_LIST"
    words = Title(
        "数字 {figure} 不在这个列表里打开，请查询 {list}。", "{figure} opens in the list {list}, not in this one."
    )


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
            return sa.and_(*counted(asked, figure, row, given))
        return counted_somewhere(asked, figure, row, given)

    return ExtraFilter("figure", OPENED, Title("只要这个数字所统计的。", "Only what this number counts."), predicate)


def _named(name: Argument | None) -> Figure:
    if name is None:
        raise TypeError("a figure's name is required by the schema")
    return FIGURES[FigureName(name.current)]


def _table(_row: Any, arguments: Mapping[str, Argument], asked: Asked) -> ColumnElement[Any]:
    names, group_by = arguments["names"], arguments.get("groupBy")
    figures = list({figure.name: figure for figure in map(_named, names.items())}.values())
    keys = list(dict.fromkeys(key_named(one.current) for one in (group_by.items() if group_by else ())))
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
