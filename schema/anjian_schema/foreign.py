"""Mutations that plugins bring: strawberry's own, run by graphql-core, in time, and what fails is named."""

from __future__ import annotations

import inspect
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLError, execute
from opentelemetry import trace

from anjian.commands.review import Rejected
from anjian.errors import AnjianError
from anjian.plugin import Plugin
from anjian.plugin_host.deadline import Overdue, Raised, awaited, thread_finished
from anjian.words import Title
from anjian_schema.asking import Asking
from anjian_schema.failures import problem, trace_id
from anjian_schema.writing import Writing

log = logging.getLogger("anjian")
tracer = trace.get_tracer("anjian")


class PluginMutationFailed(AnjianError):
    code = "PLUGIN_FAILED"
    words = Title(
        "插件 {plugin} 办理 {mutation} 时出错，已记录；请联系系统管理员，并提供 traceId。",
        "The plugin {plugin} failed at {mutation}, which was logged; tell your operator and quote the traceId.",
    )


class PluginMutationSlow(AnjianError):
    code = "PLUGIN_TOO_SLOW"
    words = Title(
        "插件 {plugin} 在 {seconds} 秒内没有办完 {mutation}，是否办成不明；请先查询，再联系系统管理员。",
        "The plugin {plugin} did not finish {mutation} within {seconds} s, so what it did is not known; "
        "look first, then tell your operator.",
    )


class Foreign:
    """One mutation of a plugin, called as its hooks are: apart from the others, with a deadline."""

    def __init__(self, asking: Asking, mutation: str) -> None:
        self.asking, self.mutation = asking, mutation
        self.plugin = asking.composed.owners[mutation]
        self.seconds = asking.database.statement_timeout

    @property
    def declared(self) -> Plugin:
        return next(one.plugin for one in self.asking.host.serving if one.plugin and one.name == self.plugin)

    async def do(self, alone: DocumentNode, variables: Mapping[str, Any], key: str) -> tuple[Any, list[dict[str, Any]]]:
        """Its payload, null where it failed, and the errors that say why."""
        facts = {"anjian.plugin": self.plugin, "anjian.mutation": self.mutation}
        with tracer.start_as_current_span("plugin.mutation", attributes=facts):
            try:
                result = await finished(lambda: self._executed(alone, variables), self.seconds)
            except Overdue:
                slow = PluginMutationSlow(plugin=self.plugin, mutation=self.mutation, seconds=f"{self.seconds:g}")
                return None, [self._said(slow, [key])]
            except Raised as raised:
                return None, list(self._failed(raised.__cause__ or raised, [key]))
        failed = [(cause_of(error), error.path or [key]) for error in result.errors or ()]
        errors = [said for cause, path in failed for said in self._failed(cause, path)]
        return (result.data or {}).get(key), errors

    def _executed(self, alone: DocumentNode, variables: Mapping[str, Any]) -> Any:
        context = {"viewer": self.asking.viewer, "write": Writing(self.asking, self.declared)}
        return execute(self.asking.composed.graphql, alone, context_value=context, variable_values=dict(variables))

    def _failed(self, error: BaseException, path: list[Any]) -> Iterator[dict[str, Any]]:
        """The plugin's own words, where it raised an error for people; otherwise a trace id and no inner detail."""
        if isinstance(error, Rejected):
            yield from (self._said(one, path) for one in error.problems)
        elif isinstance(error, AnjianError):
            yield self._said(error, path)
        else:
            trace_ = trace_id()
            log.error("trace %s: %s of the plugin %s", trace_, self.mutation, self.plugin, exc_info=error)
            yield self._said(PluginMutationFailed(plugin=self.plugin, mutation=self.mutation), path, traceId=trace_)

    def _said(self, error: AnjianError, path: list[Any], **extensions: Any) -> dict[str, Any]:
        language = self.asking.viewer.language
        return problem(error, language, plugin=self.plugin, **extensions) | {"path": path}


def cause_of(error: GraphQLError) -> BaseException:
    return error.original_error or error


async def finished(executed: Callable[[], Any], seconds: float) -> ExecutionResult:
    """Ordinary code gets a thread, asynchronous code the loop; both share one deadline."""
    begun = time.monotonic()
    found = await thread_finished(executed, seconds)
    if inspect.isawaitable(found):
        found = await awaited(found, seconds - (time.monotonic() - begun))
    if not isinstance(found, ExecutionResult):
        raise TypeError(f"graphql-core answered with a {type(found).__name__}")
    return found
