"""Asks the plugins, before anything is final, whether they object."""

from __future__ import annotations

from collections.abc import Sequence

from anjian.commands.command import camel
from anjian.commands.desk import Plugins
from anjian.commands.review import Rejected
from anjian.errors import AnjianError
from anjian.plugin import Change, Language, Problem


class ForbiddenByPlugin(AnjianError):
    """A plugin's problem: its own code, its own sentence."""

    def message(self, language: Language) -> str:
        return self.words.in_language(language)


async def ask_plugins(plugins: Plugins, changes: Sequence[Change]) -> None:
    problems = [problem for change in changes for problem in await plugins.validate(change)]
    if problems:
        raise Rejected([forbidden(problem) for problem in problems])


def forbidden(problem: Problem) -> AnjianError:
    said = {"code": problem.code, "words": problem.message}
    kind: type[ForbiddenByPlugin] = type("ForbiddenByPlugin", (ForbiddenByPlugin,), said)
    return kind(path=[camel(step) if isinstance(step, str) else step for step in problem.path])
