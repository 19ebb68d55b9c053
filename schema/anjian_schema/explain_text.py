"""What ``anjian explain`` prints: understood, sent, which field became what, whence the values, and the plan."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import Enum

from graphql import FieldNode, OperationDefinitionNode, print_ast
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from anjian.access.viewer import Viewer
from anjian.cli.terminal import WIDTH
from anjian.words import Language, Title
from anjian_schema.compiler.parts import INNER, Part
from anjian_schema.compiler.scope import reach
from anjian_schema.compiler.shapes import Shapes
from anjian_schema.compiler.sources import Source
from anjian_schema.explain import Told
from anjian_schema.explanation import roots

UNDERSTOOD = Title("一、所理解的操作", "1. The operation, as understood")
STATEMENT = Title("二、发给 PostgreSQL 的语句（只有这一条）", "2. The statement sent to PostgreSQL, the only one")
FIELDS = Title("三、每个字段成了语句的哪一部分", "3. Which field became which part of it")
NAMES = Title(
    "t$ 是表，o$ 是一个对象，c$ 是一页的行，n$ 是编了号的这些行，j$ 是一个 JSON 值。",
    "t$ is a table, o$ an object, c$ the rows of a page, n$ the same numbered, j$ a JSON value.",
)
WITHIN = Title("“…”处是其下各字段。", "“…” stands for the fields below.")
PARAMETERS = Title("四、参数的值从哪里来", "4. Where the values of the parameters come from")
PLAN = Title("五、PostgreSQL 的通用计划（不看参数值）", "5. PostgreSQL's plan, the generic one: it knows no values")
NO_STATEMENT = Title(
    "只问了 Schema 本身，不需要数据库。", "Only the schema itself is asked about: no database is needed."
)
NO_PLAN = Title("没有问数据库；用 --plan 查看计划。", "The database was not asked; --plan shows its plan.")

OPERATION, ROOTS = Title("操作", "operation"), Title("根字段", "root fields")
VARIABLE = Title("变量", "variable")
VIEWER, REACH = Title("查询人", "viewer"), Title("范围", "reach")
NATION = Title("全国", "the whole nation")
REGION, ENTITY, SECTORS = Title("辖区 ", "region "), Title("单位 ", "entity "), Title("行业 ", "sectors ")
FORM = Title("语句形式按 {form}", "{form} decides the form of the statement")
ABSENT = Title("没有给", "not given")
BOUND = Title("只作参数", "bound, whatever it is")

READS: Mapping[str, Title] = {
    "viewer.region_code": Title("查询人的辖区", "the viewer's region"),
    "viewer.entity_id": Title("查询人的单位", "the viewer's entity"),
    "viewer.sectors": Title("查询人的行业", "the viewer's sectors"),
    "viewer.person_id": Title("查询人本人", "the viewer themself"),
    "viewer.organization_id": Title("查询人的机构", "the viewer's body"),
    "viewer.language": Title("查询人的语言", "the viewer's language"),
    "now": Title("今天", "today"),
    "plugins": Title("服务本身", "the server itself"),
}
LITERAL = Title("写在查询里", "written in the query")
CONSTANT = Title("编译器的常量", "a constant of the compiler")
LONGEST_VALUE = 60
SHORT = 40  # an SQL expression that stands beside its field


def text_of(told: Told, language: Language) -> Iterator[RenderableType]:
    yield from _section(UNDERSTOOD, language)
    yield _understood(told, language)
    if told.explanation is None:
        yield Text(f"\n{NO_STATEMENT.in_language(language)}")
        return
    yield from _section(STATEMENT, language)
    yield Text(f"{NAMES.in_language(language)}\n", "dim")
    yield Text(_folded(told.explanation.statement))
    yield from _section(FIELDS, language)
    yield Text(WITHIN.in_language(language), "dim")
    yield _tree(told.explanation.root, Tree(Text("query", "bold")))
    yield from _section(PARAMETERS, language)
    yield _parameters(told.explanation.sources, language)
    yield from _section(PLAN, language)
    yield Text(_folded("\n".join(map(_nearer, told.plan))) or NO_PLAN.in_language(language))


def _section(title: Title, language: Language) -> Iterator[Text]:
    yield Text(f"\n{title.in_language(language)}\n", "bold underline")


def _understood(told: Told, language: Language) -> Table:
    table = _table()
    operation = told.checked.operation
    name = f" {operation.name.value}" if operation.name else ""
    table.add_row(OPERATION.in_language(language), f"{operation.operation.value}{name}")
    asked = roots(told.composed, told.checked)
    table.add_row(ROOTS.in_language(language), "\n".join(_root(key, nodes[0]) for key, nodes in asked.items()))
    for said, form in _variables(told, operation, language):
        table.add_row(VARIABLE.in_language(language), f"{said}\n{form}")
    table.add_row(VIEWER.in_language(language), told.viewer.role.value)
    table.add_row(REACH.in_language(language), _reach(told.viewer, language))
    return table


def _root(key: str, node: FieldNode) -> str:
    return node.name.value if key == node.name.value else f"{key}: {node.name.value}"


def _variables(told: Told, operation: OperationDefinitionNode, language: Language) -> Iterator[tuple[str, str]]:
    """Each variable with its value, and the part of that value which decides the form of the statement."""
    given, definitions = told.checked.variables.coerced, operation.variable_definitions or ()
    shapes = Shapes(told.composed.graphql).of(definitions)(given)
    for definition, shape in zip(definitions, shapes, strict=True):
        name = definition.variable.name.value
        value = f" = {given[name]!r}" if name in given else ""
        form = BOUND if shape is True else ABSENT if shape is ... else FORM.format(form=_form(shape))
        yield f"${name}: {print_ast(definition.type)}{value}", form.in_language(language)


def _form(shape: Hashable) -> str:
    return shape.name if isinstance(shape, Enum) else str(shape)


def _reach(viewer: Viewer, language: Language) -> str:
    said = [REGION.in_language(language) + viewer.region_code if viewer.region_code else NATION.in_language(language)]
    if viewer.entity_id is not None:
        said = [f"{ENTITY.in_language(language)}{viewer.entity_id}"]
    if viewer.sectors is not None:
        said.append(SECTORS.in_language(language) + " ".join(sorted(viewer.sectors)))
    form = FORM.format(form=reach(viewer).breadth.name).in_language(language)
    return "\n".join(["; ".join(said), form])


def _tree(part: Part, tree: Tree) -> Tree:
    for key, inner in part.parts.items():
        lines = [line for line in inner.own() if line != f"SELECT {INNER}"]
        gap = "  " if sum(map(len, lines)) < SHORT else "\n"
        _tree(inner, tree.add(Text.assemble((key, "bold"), *(f"{gap}{line}" for line in lines))))
    return tree


def _parameters(sources: Sequence[Source], language: Language) -> Table:
    table = _table()
    for number, each in enumerate(sources, 1):
        table.add_row(f"${number}", f"{origin(each, language)}\n{_value(each)}")
    return table


def origin(each: Source, language: Language) -> str:
    place = f"{each.field}({each.argument})" if each.argument else each.field
    reads = ", ".join(READS[name].in_language(language) if name in READS else name for name in each.reads)
    said = reads or (LITERAL if each.argument else CONSTANT).in_language(language)
    return f"{place}: {said}" if place else said


def _value(each: Source) -> str:
    """What only a running server can tell is left open."""
    said = INNER if "plugins" in each.reads else repr(str(each.value) if each.value is not None else None)
    return textwrap.shorten(f"= {said}", LONGEST_VALUE, placeholder=f" {INNER}")


def _table() -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _folded(text: str) -> str:
    """Long lines go on a little further in than they began."""
    return "\n".join(_fold(line) for line in text.splitlines())


def _nearer(line: str) -> str:
    """PostgreSQL goes six columns further in at each step; two will do."""
    bare = line.lstrip()
    return " " * ((len(line) - len(bare)) // 3) + bare


def _fold(line: str) -> str:
    further = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.fill(line, WIDTH, subsequent_indent=further, break_on_hyphens=False, break_long_words=False)
