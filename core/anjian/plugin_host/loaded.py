"""One plugin as this process found it, and how it fares."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from typing import Any

from anjian.plugin import Plugin
from anjian.plugin_host.problems import PluginProblem
from anjian.words import Choice

PATIENCE = 5  # failures in a row before a plugin counts as degraded


class State(Choice):
    """Where a plugin stands. Only an active or a degraded one serves."""

    DISCOVERED = "discovered", "已发现，尚未读取", "an entry point was found and not yet read"
    DISABLED = "disabled", "已停用，未导入", "the operator does not want it; it was not imported"
    INCOMPATIBLE = "incompatible", "为另一版插件接口而写", "made for another plugin API"
    INVALID = "invalid", "不能加载，或声明有误", "cannot be loaded, or its own declaration is wrong"
    QUARANTINED = "quarantined", "已隔离：会损及核心或其他插件", "would harm the core or another plugin"
    UNMIGRATED = "unmigrated", "其表与本版本不符", "its tables are not those that this version of it needs"
    MISSING = "missing", "要求有而未安装", "required or given settings, and not installed"
    ORPHANED = "orphaned", "已卸载，数据仍在", "not installed any more; the database keeps what it had"
    ACTIVE = "active", "正常", "serving"
    DEGRADED = "degraded", "部分可用", "serving, with something amiss"


SERVING = frozenset({State.ACTIVE, State.DEGRADED})


@dataclass(eq=False, slots=True)
class Loaded:
    """An entry point and what became of it. ``plugin`` is empty until its declaration was read."""

    name: str
    distribution: str = ""
    version: str = ""
    entry: EntryPoint | None = None
    implementation: Any = None
    plugin: Plugin | None = None
    state: State = State.DISCOVERED
    problems: list[PluginProblem] = field(default_factory=list)
    passing: dict[str, PluginProblem] = field(default_factory=dict)  # of hooks that may work again
    failures: Counter[str] = field(default_factory=Counter)  # of each hook, in a row
    abandoned: dict[str, Future[Any]] = field(default_factory=dict)  # hook calls whose threads still run

    def __str__(self) -> str:
        known = " ".join(part for part in (self.name, self.version) if part)
        return f"{known} ({self.distribution})" if self.distribution else known

    @property
    def serving(self) -> bool:
        return self.state in SERVING

    @property
    def all_problems(self) -> tuple[PluginProblem, ...]:
        return (*self.problems, *self.passing.values())

    @property
    def rank(self) -> tuple[int, bool, str, str]:
        """Who came first, when two claim one name: the core, its own sectors, then others; national before local."""
        others = 0 if self.distribution == "anjian" else 1 if self.distribution.startswith("anjian-") else 2
        return others, bool(self.plugin and self.plugin.region), self.name, self.distribution

    def refuse(self, state: State, problem: PluginProblem) -> None:
        """It does not serve, from now on."""
        self.state = state
        self.problems.append(problem)

    def quarantine(self, problem: PluginProblem) -> None:
        """It would harm others, so it is left out; whoever composes the schema says so here."""
        self.refuse(State.QUARANTINED, problem)

    def note(self, problem: PluginProblem) -> None:
        """It goes on serving, and somebody has to look after it."""
        self.problems.append(problem)
        self._weigh()

    def stumble(self, hook: str, problem: PluginProblem, *, grave: bool) -> None:
        """A hook failed; a grave failure counts at once, others when they follow one another."""
        self.failures[hook] += 1
        if grave or self.failures[hook] >= PATIENCE:
            self.passing[hook] = problem
        self._weigh()

    def recover(self, hook: str) -> None:
        """A hook answered."""
        self.failures.pop(hook, None)
        self.passing.pop(hook, None)
        self._weigh()

    def _weigh(self) -> None:
        if self.serving:
            self.state = State.DEGRADED if self.all_problems else State.ACTIVE
