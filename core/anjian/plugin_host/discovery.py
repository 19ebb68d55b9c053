"""Which plugins are installed: the entry points of the group, in an order that every machine repeats."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from anjian.plugin_host.loaded import Loaded

GROUP = "anjian.plugins"


def discover(entries: Iterable[EntryPoint] | None = None) -> list[Loaded]:
    """Built-in sectors before others, then by name. Nothing is imported yet."""
    found = entry_points(group=GROUP) if entries is None else entries
    return sorted((found_in(entry) for entry in found), key=lambda loaded: loaded.rank)


def found_in(entry: EntryPoint) -> Loaded:
    distribution = entry.dist
    if distribution is None:
        return Loaded(entry.name, entry=entry)
    return Loaded(entry.name, distribution.name, distribution.version, entry)
