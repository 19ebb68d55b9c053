"""Keeps a plugin that would harm the schema out of it, and names it; the core and the others are served.

Names are compared first, because almost every harm is a name that belongs to somebody else. What names do not show is
found by building: all at once, and one by one only when that fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from graphql import GraphQLSchema, find_schema_changes

from anjian.plugin import Plugin
from anjian.plugin_host import Loaded, PluginHost, ProblemKind
from anjian.plugin_host.problems import reason_of
from anjian_schema.claims import Owners
from anjian_schema.compose import Composed, compose


def compose_serving(host: PluginHost) -> Composed:
    """The schema of the core and of every plugin that does it no harm; the others are quarantined with the reason."""
    core = core_alone()
    _admit(Owners(core.graphql), _by_rank(host))
    while True:
        serving = _by_rank(host)
        try:
            composed = compose(_plugins(serving))
        except Exception as error:
            _blame(serving, error)
            continue
        if next(_harm(core.graphql, composed.graphql), None) is None:
            return composed
        _refuse_changes(core, serving)


@cache
def core_alone() -> Composed:
    """What everything is compared with; it is the same whatever is installed."""
    return compose()


def _by_rank(host: PluginHost) -> list[Loaded]:
    return sorted(host.serving, key=lambda loaded: loaded.rank)


def _plugins(serving: Sequence[Loaded]) -> list[Plugin]:
    return [loaded.plugin for loaded in serving if loaded.plugin is not None]


def _admit(owners: Owners, serving: Sequence[Loaded]) -> None:
    """Every name goes to whoever stands first: the core, our own sectors, others by name."""
    for loaded in serving:
        for plugin in _plugins([loaded]):
            try:
                problem = owners.admit(loaded, plugin)
            except Exception as error:
                problem = ProblemKind.COMPOSITION_FAILED.of(loaded, reason=reason_of(error))
            if problem is not None:
                loaded.quarantine(problem)


def _blame(serving: Sequence[Loaded], error: Exception) -> None:
    """Whoever cannot be built beside the core alone; where each can, the last one, who came to the others."""
    guilty = {loaded: reason for loaded in serving if (reason := _alone(loaded)) is not None}
    if not serving:
        raise error
    for loaded, reason in (guilty or {serving[-1]: error}).items():
        loaded.quarantine(ProblemKind.COMPOSITION_FAILED.of(loaded, reason=reason_of(reason)))


def _alone(loaded: Loaded) -> Exception | None:
    try:
        compose(_plugins([loaded]))
    except Exception as error:
        return error
    return None


def _refuse_changes(core: Composed, serving: Sequence[Loaded]) -> None:
    """A plugin adds; whatever else it does to the core puts it into quarantine. Together harmful: the last one goes."""
    found = {loaded: harm for loaded in serving if (harm := next(_harm_by(core, loaded), None)) is not None}
    for loaded, harm in (found or {serving[-1]: "the schema of the core"}).items():
        loaded.quarantine(ProblemKind.CORE_CHANGED.of(loaded, thing=harm))


def _harm_by(core: Composed, loaded: Loaded) -> Iterator[str]:
    return _harm(core.graphql, compose(_plugins([loaded])).graphql)


def _harm(core: GraphQLSchema, composed: GraphQLSchema) -> Iterator[str]:
    """Changes other than additions. New values of an order's enum are additions too: nothing returns them."""
    return (change.description for change in find_schema_changes(core, composed) if "ADDED" not in change.type.name)
