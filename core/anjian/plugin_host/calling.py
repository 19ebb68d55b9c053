"""Calls a hook of one plugin, apart from the others: in time, in a span, and what fails comes back as a value."""

from __future__ import annotations

import inspect
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from opentelemetry import metrics, trace

from anjian.plugin_host.deadline import Overdue, Raised, awaited, thread_finished
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.loading import Manager, answer, hook_of
from anjian.plugin_host.problems import PluginProblem, reason_of

DEADLINE = 2.0  # seconds for one hook of one plugin
GRAVE = frozenset({"anjian_scope"})  # a failure of these is told at once: it hides records from people

Read: TypeAlias = Callable[[Any], Any]

logger = logging.getLogger(__name__)
failures = metrics.get_meter("anjian").create_counter(
    "anjian.hook.failures", description="hooks of plugins that failed or were too slow"
)
tracer = trace.get_tracer(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a plugin answered; None when it had nothing to say."""

    plugin: str
    value: Any


@dataclass(frozen=True, slots=True)
class Failure:
    """A plugin that did not answer, and why. What follows from it is for the caller to decide."""

    plugin: str
    problem: PluginProblem


@dataclass(frozen=True, slots=True)
class Work(ABC):
    """Something a plugin is asked to do. ``hook`` names it; ``read`` turns its answer into what it should be."""

    hook: str
    read: Read
    deadline: float

    @abstractmethod
    async def ask(self, loaded: Loaded) -> Any:
        """Its answer, in time."""

    async def put_to(self, loaded: Loaded) -> Answer | Failure:
        facts = {"anjian.plugin": loaded.name, "anjian.hook": self.hook}
        with tracer.start_as_current_span("plugin.hook", attributes=facts) as span:
            try:
                value = self.read(await self.ask(loaded))
            except Overdue as late:
                problem = self.slow(loaded, late)
            except Exception as error:  # whatever it is, it is this plugin's
                problem = self.failed(loaded, error)
            else:
                loaded.recover(self.hook)
                return Answer(loaded.name, value)
            failures.add(1, {"plugin": loaded.name, "hook": self.hook})
            span.set_status(trace.StatusCode.ERROR, problem.words.en)
            return Failure(loaded.name, problem)

    def require_idle(self, loaded: Loaded) -> None:
        """While a call that was given up still runs, no other is begun: threads do not pile up."""
        left = loaded.abandoned.pop(self.hook, None)
        if left is not None and not left.done():
            raise Overdue(left)

    def slow(self, loaded: Loaded, late: Overdue) -> PluginProblem:
        if late.left is not None:
            loaded.abandoned[self.hook] = late.left
        problem = ProblemKind.HOOK_SLOW.of(loaded, hook=self.hook, seconds=f"{self.deadline:g}")
        logger.error(problem.words.en)
        loaded.stumble(self.hook, problem, grave=True)
        return problem

    def failed(self, loaded: Loaded, error: Exception) -> PluginProblem:
        cause = (error.__cause__ or error) if isinstance(error, Raised) else error
        problem = ProblemKind.HOOK_FAILED.of(loaded, hook=self.hook, reason=reason_of(cause))
        logger.error(problem.words.en, exc_info=cause)
        loaded.stumble(self.hook, problem, grave=self.hook in GRAVE)
        return problem


@dataclass(frozen=True, slots=True)
class Call(Work):
    """One hook with its arguments, to be put to any plugin."""

    manager: Manager
    facts: dict[str, Any]

    async def ask(self, loaded: Loaded) -> Any:
        """Ordinary code gets a thread, asynchronous code the loop; both share one deadline."""
        begun = time.monotonic()
        found = await self.begin(loaded)
        if inspect.isawaitable(found):
            return await awaited(found, self.deadline - (time.monotonic() - begun))
        return found

    async def begin(self, loaded: Loaded) -> Any:
        own = hook_of(self.manager, loaded, self.hook)
        if own is not None and inspect.iscoroutinefunction(own.function):
            return answer(self.manager, loaded, self.hook, self.facts)
        self.require_idle(loaded)
        return await thread_finished(lambda: listed(answer(self.manager, loaded, self.hook, self.facts)), self.deadline)


@dataclass(frozen=True, slots=True)
class Computation(Work):
    """Ordinary code of a plugin that is no hook: a derivation."""

    work: Callable[[], Any]

    async def ask(self, loaded: Loaded) -> Any:
        self.require_idle(loaded)
        return await thread_finished(self.work, self.deadline)


def listed(found: Any) -> Any:
    """A generator does its work when it is read, so it is read here, where the deadline counts."""
    return tuple(found) if isinstance(found, Iterator) else found
