"""行业领域：字段、台账、检查表、规则."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.judgement import Kind
from anjian.sectors.model import OF_THE_PROFILE, Fact, Ledger, Sector
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, Embedded, Field, Type
from anjian_schema.compiler.leaves import ANY_JSON, enum_leaf
from anjian_schema.declare import column, expression, has_many, identity, in_language, in_words, table, word
from anjian_schema.forms import form
from anjian_schema.inputs import as_enum
from anjian_schema.nouns.server import plugins

FACT_KIND = enum_leaf(as_enum(Kind, name="FactKind"))


def _offered(sector: FromClause, row: FromClause) -> ColumnElement[bool]:
    return sa.and_(row.c.sector == sector.c.name, sa.not_(row.c.retired))


def _checklists(sector: FromClause, checklist: FromClause) -> ColumnElement[bool]:
    mine = sa.or_(checklist.c.sector == sector.c.name, checklist.c.sector.is_(None))
    return sa.and_(mine, sa.not_(checklist.c.retired))


def _of_profile(sector: FromClause, fact: FromClause) -> ColumnElement[bool]:
    return sa.and_(_offered(sector, fact), fact.c.ledger == word(OF_THE_PROFILE))


def _of_line(ledger: FromClause, fact: FromClause) -> ColumnElement[bool]:
    return sa.and_(fact.c.sector == ledger.c.sector, fact.c.ledger == ledger.c.name, sa.not_(fact.c.retired))


def _items(fact: FromClause, item: FromClause) -> ColumnElement[bool]:
    """Those of checklists that may still be used."""
    from anjian.inspections.model import Checklist

    checklist = table(Checklist).alias()
    its = sa.and_(checklist.c.code == item.c.checklist_code, checklist.c.version == item.c.checklist_version)
    usable = sa.exists().select_from(checklist).where(its, sa.not_(checklist.c.retired)).correlate_except(checklist)
    observed = sa.and_(item.c.sector == fact.c.sector, fact.c.name == sa.any_(item.c.facts))
    return sa.and_(fact.c.ledger == word(OF_THE_PROFILE), observed, usable)


def _plugin(sector: FromClause, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    each = sa.func.jsonb_array_elements(plugins(asked)).table_valued(sa.column("value", JSONB()), name=asked.name("p"))
    one = each.render_derived()
    name = one.c.value.op("->>", return_type=sa.Text())(word("name"))
    found = sa.select(one.c.value).select_from(one).where(name == sector.c.plugin).limit(sa.literal_column("1"))
    return found.correlate_except(one).scalar_subquery()


FORM = ("JSON Schema，按读者语言；可直接用来画表单、核对输入。", "A JSON Schema in the reader's language.")

SECTOR: list[Field] = [
    identity(Sector, "Sector", "name"),
    column(Sector.name, "名称，各处以此指称该行业。", "The name it goes by.", filter=True, sort=True),
    in_language("title", "title", "标题。", "Title."),
    column(Sector.plugin, "提供字段的插件名。", "Name of the plugin that brings it.", name="pluginName"),
    Embedded(
        "plugin",
        "Plugin",
        Title("提供字段的插件及其状态；已卸载时为空。", "That plugin and its state; empty once it is not installed."),
        _plugin,
        nullable=True,
    ),
    column(Sector.retired, "已无插件提供。", "No installed plugin offers it.", filter=True),
    expression("form", ANY_JSON, *FORM, lambda row, asked: form(asked, row, _of_profile)),
    has_many("facts", "Fact", "档案的字段。", "The fields of its profile.", _of_profile, filter=True),
    has_many("ledgers", "Ledger", "台账。", "Its ledgers.", _offered),
    has_many("checklists", "Checklist", "可用的检查表，含共性的。", "Checklists, common ones included.", _checklists),
    has_many("rules", "Rule", "判定规则。", "Its rules.", _offered),
]

LEDGER: list[Field] = [
    column(Ledger.sector, "行业。", "Sector.", filter=True),
    column(Ledger.name, "名称，updateLedger 以此指称。", "The name updateLedger knows it by.", filter=True),
    column(Ledger.position, "序号。", "Position.", sort=True),
    in_language("title", "title", "标题。", "Title."),
    column(Ledger.key, "同一对象的任何两行在这些字段上不全同。", "No two lines of one entity share all of these."),
    column(Ledger.retired, "已无插件提供。", "No installed plugin offers it.", filter=True),
    expression("form", ANY_JSON, *FORM, lambda row, asked: form(asked, row, _of_line)),
    has_many("fields", "Fact", "每行的字段。", "The fields of a line.", _of_line),
]

FACT: list[Field] = [
    column(Fact.sector, "行业。", "Sector.", filter=True),
    column(Fact.name, "名称，判定和规则中以此指称。", "The name in rules and judgements.", filter=True),
    column(Fact.field, "在档案类型和表单中的名称。", "Its name in the profile's type and in forms."),
    column(Fact.position, "序号。", "Position.", sort=True),
    column(Fact.kind, "值的种类。", "What its values look like.", leaf=FACT_KIND, filter=True),
    in_language("title", "title", "标题。", "Label."),
    in_language("unit", "unit", "单位；无单位时为空。", "Unit, if any.", nullable=True),
    in_language("meaning", "meaning", "法律含义；无需说明时为空。", "What the law means by it.", nullable=True),
    column(Fact.manual, "只由检查项的回答登记。", "Recorded by an answer of a checklist alone.", filter=True),
    column(Fact.derived, "由其他事实推导，不能填写。", "Derived from other facts, never entered.", filter=True),
    column(Fact.required, "台账的每一行都必须有。", "No line of a ledger is without it."),
    column(Fact.retired, "已无插件提供。", "No installed plugin offers it.", filter=True),
    expression("form", ANY_JSON, *FORM, lambda row, asked: in_words(row, asked, "form")),
    has_many("items", "ChecklistItem", "能登记它的检查项。", "Items that make it known.", _items),
]

TYPES = [
    Type("Sector", Title("行业领域。", "A sector."), SECTOR, table(Sector), ("name",), PUBLIC, order=[("name", False)]),
    Type(
        "Ledger",
        Title("一种台账。", "A kind of ledger."),
        LEDGER,
        table(Ledger),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("sector", "name"),
    ),
    Type(
        "Fact",
        Title("一项事实：档案或台账的一个字段。", "A fact: one field of a profile, or of a ledger."),
        FACT,
        table(Fact),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("sector", "ledger", "name"),
    ),
]
