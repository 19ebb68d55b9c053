"""Writes the pages: what is declared, and examples that were asked of a real database."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.database.ids import uuid7
from anjian.errors import AnjianError
from anjian.plugin import Plugin
from anjian.plugin_host import PluginHost, sync
from anjian.regions.loading import load_regions
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.compose import Composed
from anjian_schema.declare import camel
from anjian_schema.engine import Engine, Operation
from anjian_schema.handbook.examples import Example, examples
from anjian_schema.handbook.markdown import both, code, fenced
from anjian_schema.handbook.samples import furnish
from anjian_schema.handbook.sector import checklists_page, sector_page
from anjian_schema.handbook.tables import tables_page

WRITTEN = "<!-- `anjian plugin docs` 写出，请勿手改 / written by `anjian plugin docs`, not by hand -->"
SPELLED = (
    "条件中的 `snake_case` 在 GraphQL 中写作 `camelCase`。没有人登记的事实为空，规则因此未决，绝不当作“不是”。\n\n"
    "What a condition spells `snake_case` is `camelCase` in GraphQL. A fact nobody recorded is empty and leaves a rule "
    "undecided."
)


class PluginNotInUse(AnjianError):
    code = "PLUGIN_NOT_IN_USE"
    words = Title(
        "这里没有使用插件 {plugin}；在用的有：{used}。状态与原因见 anjian plugin list",
        "no plugin {plugin} is in use here; in use: {used}. `anjian plugin list` tells states and reasons",
    )


class ExampleFailed(AnjianError):
    code = "PLUGIN_EXAMPLE_FAILED"
    words = Title("插件 {plugin} 的示例查询失败：{reason}", "an example query of the plugin {plugin} failed: {reason}")


async def pages(host: PluginHost, composed: Composed, wanted: Sequence[Plugin], url: str) -> Mapping[str, str]:
    """The page of each plugin that is wanted. The database is migrated and empty, and is written to."""
    async with Engine.open(Settings(), url, host, composed) as engine:
        await sync(engine.database.engine, host)
        async with engine.database.engine.begin() as connection:
            await load_regions(connection)
            for plugin in wanted:
                await furnish(connection, plugin)
        return {plugin.name: await page(engine, plugin) for plugin in wanted}


def in_use(host: PluginHost, name: str | None = None) -> Sequence[Plugin]:
    """All of them, or the one of this name."""
    used = [loaded.plugin for loaded in host.ranked if loaded.plugin]
    wanted = [plugin for plugin in used if name in (None, plugin.name)]
    if name is not None and not wanted:
        raise PluginNotInUse(plugin=name, used=", ".join(plugin.name for plugin in used) or "-")
    return wanted


async def page(engine: Engine, plugin: Plugin) -> str:
    paragraphs = [*declared(plugin), *[paragraph async for paragraph in asked(engine, plugin)]]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def declared(plugin: Plugin) -> Iterator[str]:
    yield f"# {both(plugin.title)}"
    yield WRITTEN
    yield where(plugin)
    yield SPELLED if plugin.sectors else ""
    for sector in plugin.sectors:
        yield from sector_page(plugin, sector)
    yield from tables_page(plugin)
    if plugin.checklists:
        yield "## 共性检查表 / Common checklists"
        yield from checklists_page(plugin.checklists)


def where(plugin: Plugin) -> str:
    """Where it is found in the schema, and where it judges."""
    field = camel(plugin.name)
    known = [f"插件 plugin `{plugin.name}`", f"插件 API `{plugin.api}`"]
    known += (
        [f"`entity {{ {field} }}`、`query {{ {field} }}`", f"类型 types `{plugin.prefix}…`"]
        if plugin.sectors or plugin.tables
        else []
    )
    known += [f"只在 {code(plugin.region)} 判定 judges there only"] if plugin.region else []
    return " · ".join(known)


async def asked(engine: Engine, plugin: Plugin) -> AsyncIterator[str]:
    yield "## 查询示例 / Example queries"
    yield (
        "每个查询都在真实数据库上执行过，其下为当时的答复。\n\n"
        "Each was asked of a real database; the answer stands below it."
    )
    for example in examples(plugin):
        yield f"### {both(example.title)}"
        yield fenced("graphql", example.query)
        yield fenced("json", await answer(engine, plugin, example))


async def answer(engine: Engine, plugin: Plugin, example: Example) -> str:
    reply = await engine.answer(Operation(example.query), Viewer(uuid7(), Role.DEPARTMENT))
    found = json.loads(reply.body)
    if "errors" in found:
        raise ExampleFailed(plugin=plugin.name, reason=found["errors"][0]["message"])
    return json.dumps(found["data"], ensure_ascii=False, indent=2)
