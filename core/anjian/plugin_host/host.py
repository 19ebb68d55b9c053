"""The plugins of one application: found, checked, and asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Any, cast

import pluggy

from anjian.commands.desk import PluginFailed
from anjian.database.apart import apart
from anjian.judgement import rules_on
from anjian.plugin import Change, Checklist, Known, Problem, Rule, Sector, hookspecs
from anjian.plugin_host import calling
from anjian.plugin_host.calling import Answer, Call, Computation, Failure, Read
from anjian.plugin_host.checks import check
from anjian.plugin_host.claims import settle_claims
from anjian.plugin_host.discovery import discover
from anjian.plugin_host.extensions import settle_extensions
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.lifespan import guarded, manager_of
from anjian.plugin_host.loaded import Loaded, State
from anjian.plugin_host.loading import Manager, hook_of, load
from anjian.plugin_host.reckoning import reckon
from anjian.plugin_host.report import Report
from anjian.settings import Settings

if TYPE_CHECKING:
    from anjian.commands.desk import Plugins

Entries = Iterable[EntryPoint] | None

# Long enough for an honest sector on a machine that is busy starting everything else; nobody waits but the start.
DECLARING = 20.0


def load_plugins(
    settings: Settings,
    *,
    entry_points: Entries = None,
    deadline: float = calling.DEADLINE,
    declaring: float = DECLARING,
) -> PluginHost:
    """Every installed plugin in its state. Nothing that is wrong with one is raised; ask ``report`` what to do.

    In seconds: each has ``declaring`` to say what it is, and later ``deadline`` for each hook.
    """
    manager = Manager("anjian")
    manager.add_hookspecs(hookspecs)
    host = PluginHost(manager, settings, discover(entry_points), deadline)
    for loaded in host.plugins:
        if loaded.name in settings.disabled_plugins:
            loaded.state = State.DISABLED
        else:
            load(manager, loaded, declaring, settings.plugins.get(loaded.name, {}))
    for loaded in host.serving:
        check(loaded)
    settle_claims(host.serving)
    settle_extensions(host.serving)
    host.plugins += list(unmet(host))
    return host


def unmet(host: PluginHost) -> Iterable[Loaded]:
    """Plugins that are required or have settings, and that nobody installed; one that is disabled is told so."""
    for name in dict.fromkeys(host.settings.required_plugins):
        found = [loaded for loaded in host.plugins if loaded.name == name]
        for loaded in found:
            if loaded.state is State.DISABLED:
                loaded.problems.append(ProblemKind.REQUIRED_DISABLED.of(loaded))
        if not found:
            yield Loaded(name, state=State.MISSING, problems=[ProblemKind.REQUIRED_MISSING.of(name)])
    known = {loaded.name for loaded in host.plugins} | set(host.settings.required_plugins)
    for name in host.settings.plugins.keys() - known:
        yield Loaded(name, state=State.MISSING, problems=[ProblemKind.SETTINGS_UNREAD.of(name)])


@dataclass(eq=False)
class PluginHost:
    """All that is known of the plugins of one application. Only those that serve are seen and asked."""

    manager: pluggy.PluginManager
    settings: Settings
    plugins: list[Loaded] = field(default_factory=list)
    deadline: float = calling.DEADLINE
    known_sectors: dict[tuple[Loaded, ...], Sequence[Sector]] = field(default_factory=dict)  # of those that serve now

    @property
    def serving(self) -> list[Loaded]:
        return [loaded for loaded in self.plugins if loaded.serving]

    @property
    def report(self) -> Report:
        settings = self.settings
        return Report.of(self.plugins, strict=settings.strict_plugins, required=settings.required_plugins)

    def sectors(self) -> Sequence[Sector]:
        """Every sector, with the checklists that provincial plugins add, and those that are common to all.

        Rules depend on the place: ``rules``. Every command asks this, and each sector is checked anew when it is put
        together, so it is remembered for as long as the same plugins serve.
        """
        ranked = tuple(self.ranked)
        if ranked not in self.known_sectors:
            self.known_sectors = {ranked: self.all_sectors()}
        return self.known_sectors[ranked]

    def all_sectors(self) -> Sequence[Sector]:
        found: dict[str, Sector] = {}
        for _, sector in self.declared():
            first = found.get(sector.name)
            found[sector.name] = sector if first is None else with_checklists(first, sector.checklists)
        return tuple(with_checklists(sector, self.common_checklists) for sector in found.values())

    @property
    def common_checklists(self) -> Sequence[Checklist]:
        """Those of no one sector, which may be used in each."""
        return tuple(checklist for loaded in self.ranked if loaded.plugin for checklist in loaded.plugin.checklists)

    @property
    def ranked(self) -> list[Loaded]:
        """Those that serve, whoever came first first."""
        return sorted(self.serving, key=lambda loaded: loaded.rank)

    def declared(self) -> list[tuple[Loaded, Sector]]:
        """Each sector that a plugin brings or adds to, its owner first."""
        return [(loaded, sector) for loaded in self.ranked if loaded.plugin for sector in loaded.plugin.sectors]

    def rules(self, sector: str, region_code: str) -> Sequence[Rule]:
        """The rules of every edition that judge in this region: the sector's own, and those of its province."""
        return tuple(
            rule
            for loaded, declared in self.declared()
            if declared.name == sector and judges_in(loaded, region_code)
            for rule in declared.rules
        )

    def rules_for(self, sector: str, on: date, region_code: str) -> Sequence[Rule]:
        """Those of the editions in force that day."""
        return rules_on(self.rules(sector, region_code), on)

    def checklist(self, code: str, version: str) -> Checklist | None:
        offered = (
            checklist for loaded in self.ranked if loaded.plugin for _, checklist in loaded.plugin.all_checklists
        )
        return next((one for one in offered if (one.code, one.version) == (code, version)), None)

    def having(self, hook: str, among: Iterable[Loaded] | None = None) -> list[Loaded]:
        """The plugins that have a hook."""
        return [one for one in (self.serving if among is None else among) if hook_of(self.manager, one, hook)]

    async def call_each(
        self,
        hook: str,
        *,
        among: Iterable[Loaded] | None = None,
        read: Read = lambda answer: answer,
        deadline: float | None = None,
        **facts: Any,
    ) -> list[Answer | Failure]:
        """The answer of each plugin that has the hook, in their order; one that fails is a value among the others."""
        call = Call(hook, read, deadline or self.deadline, self.manager, facts)
        return list(await asyncio.gather(*(call.put_to(loaded) for loaded in self.having(hook, among))))

    async def derive(self, sector: str, known: Known) -> Mapping[str, object]:
        """What follows from what is known, by the derivations of whoever owns the sector."""
        loaded, own = next((loaded, own) for loaded, own in self.declared() if own.name == sector)
        work = partial(reckon, own.profile, own.derivations, known)
        outcome = await Computation("derivations", dict, self.deadline, work).put_to(loaded)
        if isinstance(outcome, Failure):
            raise PluginFailed(plugin=outcome.plugin)
        return cast("Mapping[str, object]", outcome.value)

    async def validate(self, change: Change) -> Sequence[Problem]:
        """What the plugins of its sector say against a change; every plugin when it is of no one sector."""
        among = [loaded for loaded in self.serving if concerns(loaded, change.sector)]
        said: list[Problem] = []
        for outcome in await self.call_each("anjian_validate", among=among, read=problems_of, change=change):
            if isinstance(outcome, Failure):
                raise PluginFailed(plugin=outcome.plugin)
            said += outcome.value
        return said

    def add_commands(self, cli: Any) -> list[Failure]:
        """Lets plugins add their commands; those that cannot are returned and left out."""
        outcomes = apart(lambda: self.call_each("anjian_commands", cli=cli))
        return [outcome for outcome in outcomes if isinstance(outcome, Failure)]

    @asynccontextmanager
    async def lifespan(self, app: Any) -> AsyncIterator[None]:
        """What plugins keep alive as long as the block: entered in order, left in reverse."""
        async with AsyncExitStack() as stack:
            for loaded in self.serving:
                for outcome in await self.call_each("anjian_lifespan", among=[loaded], read=manager_of, app=app):
                    if isinstance(outcome, Failure):
                        loaded.quarantine(outcome.problem)
                    elif outcome.value is not None:
                        await stack.enter_async_context(guarded(loaded, outcome.value))
            yield


def with_checklists(sector: Sector, more: Sequence[Checklist]) -> Sector:
    return replace(sector, checklists=(*sector.checklists, *more))


def judges_in(loaded: Loaded, region_code: str) -> bool:
    region = loaded.plugin.region if loaded.plugin else None
    return region is None or region_code.startswith(region)


def concerns(loaded: Loaded, sector: str | None) -> bool:
    return sector is None or (loaded.plugin is not None and sector in {one.name for one in loaded.plugin.sectors})


def problems_of(found: Any) -> list[Problem]:
    problems = list(found or ())
    for problem in problems:
        if not isinstance(problem, Problem):
            raise TypeError(f"anjian_validate answers with problems, not {type(problem).__name__}")
    return problems


if TYPE_CHECKING:

    def serves_commands(host: PluginHost) -> Plugins:
        """What commands ask of the plugins is what a host answers."""
        return host
