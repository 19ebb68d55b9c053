"""What a page says of the tables of a plugin's own."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.plugin import Plugin, Table
from anjian_schema.declare import camel
from anjian_schema.facts import prefixed
from anjian_schema.handbook.fields import choices_table, fields_table
from anjian_schema.handbook.markdown import both


def tables_page(plugin: Plugin) -> Iterator[str]:
    """Paragraphs."""
    if plugin.tables:
        yield "## 自带的表 / Tables of its own"
    for table in plugin.tables:
        yield f"### `{camel(table.name)}`：{both(table.title)}"
        yield f"每条为 one record: `{prefixed(plugin, table.row.__name__)}`{belonging(table)}"
        yield fields_table(plugin, table.row)
    yield choices_table(plugin, *(table.row for table in plugin.tables))


def belonging(table: Table) -> str:
    return f"；各属于一条 each belongs to one of `{camel(table.of)}`" if table.of else ""
