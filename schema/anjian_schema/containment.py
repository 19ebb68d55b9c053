"""Keeps a plugin that would harm the schema out of it, and names it; the core and the others are served.

Names are compared first, because almost every harm is a name that belongs to somebody else. What names do not show is
found by building: all at once, and one by one only when that fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphql import GraphQLSchema, find_schema_changes

from anjian.plugin import Plugin
from anjian.plugin_host import Loaded, PluginHost, PluginProblem, ProblemKind
from anjian.plugin_host.problems import reason_of
from anjian_schema.compose import Composed, compose
from anjian_schema.declare import camel
from anjian_schema.sectors import plugin_types

CORE = "core"


def compose_serving(host: PluginHost) -> Composed:
    """The schema of the core and of every plugin that does it no harm; the others are quarantined with the reason."""
    core = compose()
    _refuse_claims(core, host)
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


def _by_rank(host: PluginHost) -> list[Loaded]:
    return sorted(host.serving, key=lambda loaded: loaded.rank)


def _plugins(serving: Sequence[Loaded]) -> list[Plugin]:
    return [loaded.plugin for loaded in serving if loaded.plugin is not None]


def _refuse_claims(core: Composed, host: PluginHost) -> None:
    """Every name goes to whoever stands first: the core, our own sectors, others by name."""
    owners: dict[str, str] = dict.fromkeys(core.graphql.type_map, CORE)
    roots = (core.graphql.query_type, core.graphql.mutation_type)
    owners |= {f"{root.name}.{field}": CORE for root in roots if root is not None for field in root.fields}
    for loaded in _by_rank(host):
        claims = list(_claims(loaded))
        problem = next((p for claim in claims if (p := _refusal(loaded, claim, owners)) is not None), None)
        if problem is not None:
            loaded.quarantine(problem)
        else:
            owners |= dict.fromkeys(claims, str(loaded))


def _refusal(loaded: Loaded, claim: str, owners: dict[str, str]) -> PluginProblem | None:
    owner, plugin = owners.get(claim), loaded.plugin
    if owner == CORE:
        return ProblemKind.CORE_CHANGED.of(loaded, thing=claim)
    if owner is not None:
        return ProblemKind.TYPE_TAKEN.of(loaded, thing=claim, owner=owner)
    if plugin is not None and not _prefixed(claim, plugin):
        return ProblemKind.PREFIX_MISSING.of(loaded, thing=claim, prefix=plugin.prefix)
    return None


def _prefixed(claim: str, plugin: Plugin) -> bool:
    root, _, field = claim.rpartition(".")
    if root == "Query":
        return field == camel(plugin.name)
    prefix = plugin.prefix[0].lower() + plugin.prefix[1:] if root else plugin.prefix
    following = field[len(prefix) : len(prefix) + 1]
    return field.startswith(prefix) and (not following or not following.islower())


def _claims(loaded: Loaded) -> Iterator[str]:
    """The names a plugin brings: its types, its root field, its mutations."""
    plugin = loaded.plugin
    if plugin is None:
        return
    for cls in plugin.types:
        yield str(getattr(getattr(cls, "__strawberry_definition__", None), "name", cls.__name__))
    for work in plugin.mutations:
        yield f"Mutation.{camel(getattr(work, '__name__', str(work)))}"
    made = plugin_types(plugin)
    if made is not None:
        yield f"Query.{made.on_query.name}"
        yield from (type_.name for type_ in made.types)


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
