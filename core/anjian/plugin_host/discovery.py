"""Which plugins are installed: the entry points of the group, in an order that every machine repeats."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from anjian.errors import AnjianError
from anjian.plugin_host.loaded import Loaded
from anjian.words import Title

GROUP = "anjian.plugins"


class ProjectWithoutPlugin(AnjianError):
    code = "PROJECT_WITHOUT_PLUGIN"
    words = Title(
        '{file} 中没有插件的入口点；请写 [project.entry-points."anjian.plugins"]',
        '{file} names no plugin: write [project.entry-points."anjian.plugins"]',
    )


def discover(entries: Iterable[EntryPoint] | None = None) -> list[Loaded]:
    """Built-in sectors before others, then by name. Nothing is imported yet."""
    found = entry_points(group=GROUP) if entries is None else entries
    return sorted((found_in(entry) for entry in found), key=lambda loaded: loaded.rank)


def found_in(entry: EntryPoint) -> Loaded:
    distribution = entry.dist
    if distribution is None:
        return Loaded(entry.name, entry=entry)
    return Loaded(entry.name, distribution.name, distribution.version, entry)


def entries_in(project: Path) -> Iterator[EntryPoint]:
    """Those that a project would have once it is installed."""
    file = project / "pyproject.toml"
    try:
        named = tomllib.loads(file.read_text(encoding="utf-8"))["project"]["entry-points"][GROUP]
        return iter([EntryPoint(str(name), str(value), GROUP) for name, value in named.items()])
    except (KeyError, AttributeError, ValueError) as error:
        raise ProjectWithoutPlugin(file=file) from error
