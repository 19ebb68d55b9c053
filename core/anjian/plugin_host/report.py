"""The report at start: every plugin, where it stands, what is wrong with it and what it brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from anjian.errors import AnjianError
from anjian.plugin import Plugin, profile_fields
from anjian.plugin_host.loaded import SERVING, Loaded, State
from anjian.plugin_host.problems import PluginProblem
from anjian.words import Language, Title

HEADINGS = Title("插件 版本 API 状态 说明", "plugin version api state detail")
BROUGHT = Title(
    "行业 {sectors}，字段 {fields}，检查表 {checklists}（{items} 项），规则 {rules}",
    "{sectors} sectors, {fields} fields, {checklists} checklists ({items} items), {rules} rules",
)


class PluginsRefused(AnjianError):
    """In strict mode nothing may be wrong with any plugin."""

    code = "PLUGINS_REFUSED"
    words = Title("严格模式下不能启动，插件有 {count} 处问题：", "strict mode: problems with plugins, {count} in all:")

    def __init__(self, problems: tuple[PluginProblem, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems))

    def message(self, language: Language) -> str:
        lines = [f"  {problem.message(language)}" for problem in self.problems]
        return "\n".join([super().message(language), *lines])


@dataclass(frozen=True, slots=True)
class Provides:
    """What a plugin brings: names of its sectors, and how much of the rest."""

    sectors: tuple[str, ...] = ()
    fields: int = 0
    checklists: int = 0
    items: int = 0
    rules: int = 0

    @classmethod
    def of(cls, plugin: Plugin) -> Provides:
        sectors = plugin.sectors
        checklists = [checklist for _, checklist in plugin.all_checklists]
        return cls(
            sectors=tuple(sector.name for sector in sectors),
            fields=sum(len(profile_fields(sector.profile)) for sector in sectors),
            checklists=len(checklists),
            items=sum(len(checklist.items) for checklist in checklists),
            rules=sum(len(sector.rules) for sector in sectors),
        )


@dataclass(frozen=True, slots=True)
class PluginReport:
    """One plugin; version and API are empty when it was not read."""

    name: str
    distribution: str
    version: str
    api: str
    state: State
    problems: tuple[PluginProblem, ...]
    provides: Provides

    @classmethod
    def of(cls, loaded: Loaded) -> PluginReport:
        api = str(loaded.plugin.api) if loaded.plugin else ""
        provides = Provides.of(loaded.plugin) if loaded.plugin and loaded.serving else Provides()
        return cls(loaded.name, loaded.distribution, loaded.version, api, loaded.state, loaded.all_problems, provides)

    def detail(self, language: Language) -> str:
        """What is wrong, or what it brings."""
        if self.problems:
            return "\n".join(problem.message(language) for problem in self.problems)
        if self.state not in SERVING:
            return ""
        counts = {name: getattr(self.provides, name) for name in ("fields", "checklists", "items", "rules")}
        return BROUGHT.format(sectors=len(self.provides.sectors), **counts).in_language(language)


@dataclass(frozen=True, slots=True)
class Report:
    """All plugins, as they are at this moment."""

    plugins: tuple[PluginReport, ...]
    strict: bool
    required: tuple[str, ...]

    @classmethod
    def of(cls, plugins: Iterable[Loaded], *, strict: bool, required: tuple[str, ...]) -> Report:
        return cls(tuple(PluginReport.of(loaded) for loaded in plugins), strict, required)

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """What somebody has to mend; what is left of a plugin that is gone holds nobody up."""
        told = (plugin for plugin in self.plugins if plugin.state is not State.ORPHANED)
        return tuple(problem for plugin in told for problem in plugin.problems)

    @property
    def ready(self) -> bool:
        """Every required plugin serves; a hook that fails for a while takes no server away."""
        return set(self.required) <= {plugin.name for plugin in self.plugins if plugin.state in SERVING}

    def raise_if_strict(self) -> None:
        if self.strict and self.problems:
            raise PluginsRefused(self.problems)

    def table(self, language: Language = Language.ZH) -> Table:
        """For a terminal of eighty columns; long sentences are folded, none is cut."""
        table = Table(box=None, pad_edge=False)
        for heading in HEADINGS.in_language(language).split():
            table.add_column(heading, overflow="fold")
        for plugin in self.plugins:
            cells = (plugin.name, plugin.version or "—", plugin.api or "—", plugin.state.upper())
            table.add_row(*(Text(cell) for cell in (*cells, plugin.detail(language))))
        return table
