"""What the server knows by itself: who is asking, and which plugins it runs."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import JSONB

from anjian.access.model import Role
from anjian.plugin_host import State
from anjian.words import Title
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, Type
from anjian_schema.compiler.leaves import INT, REGION, STRING, enum_leaf
from anjian_schema.declare import inside, key, keys
from anjian_schema.inputs import as_enum


def _viewer(_row: Any, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    def said(run: Run) -> str:
        viewer = run.viewer
        sectors = None if viewer.sectors is None else sorted(viewer.sectors)
        return json.dumps({"role": viewer.role.value, "region": viewer.region_code, "sectors": sectors or []})

    return asked.bind(said, JSONB())


def plugins(asked: Asked) -> ColumnElement[Any]:
    """What the server says of its plugins."""
    return asked.bind(lambda run: run.extras["plugins"](run.viewer.language), JSONB())


SERVER_FIELDS = [
    Embedded("viewer", "Viewer", Title("谁在查询、能看多远。", "Who is asking, and how far they may look."), _viewer),
    Embedded(
        "plugins",
        "Plugin",
        Title("已安装的插件及其状态。", "The plugins and their states."),
        lambda _row, _arguments, asked: plugins(asked),
        many=True,
    ),
]

PLUGIN_STATE = enum_leaf(as_enum(State, name="PluginState"))

TYPES = [
    Type(
        "Viewer",
        Title("查询者。", "Whoever is asking."),
        [
            key("role", enum_leaf(Role), "身份。", "Role."),
            key(
                "region",
                REGION,
                "可见的区划；全国时为空。",
                "The region they see; empty for the nation.",
                nullable=True,
            ),
            keys("sectors", STRING, "限于这些行业；不限时为空列表。", "Confined to these sectors; empty: all."),
        ],
    ),
    Type(
        "Plugin",
        Title("一个插件。", "A plugin."),
        [
            key("name", STRING, "名称。", "Name."),
            key("title", STRING, "标题。", "Title.", nullable=True),
            key("version", STRING, "版本。", "Version.", nullable=True),
            key("api", STRING, "所需的插件接口版本。", "The plugin API it needs.", nullable=True),
            key("state", PLUGIN_STATE, "状态。", "State."),
            inside("problems", "PluginProblem", "问题。", "Problems.", many=True),
            inside("provides", "PluginProvides", "提供了什么。", "What it provides."),
        ],
    ),
    Type(
        "PluginProblem",
        Title("插件的一个问题。", "One problem of a plugin."),
        [
            key("code", STRING, "编码。", "Code."),
            key("message", STRING, "说明。", "What is wrong."),
            key("hint", STRING, "怎样改。", "How to mend it.", nullable=True),
        ],
    ),
    Type(
        "PluginProvides",
        Title("插件所提供的。", "What a plugin provides."),
        [
            keys("sectors", STRING, "行业。", "Sectors."),
            key("fields", INT, "字段数。", "Number of fields."),
            key("checklists", INT, "检查表数。", "Number of checklists."),
            key("items", INT, "检查项数。", "Number of checklist items."),
            key("rules", INT, "规则数。", "Number of rules."),
        ],
    ),
]
