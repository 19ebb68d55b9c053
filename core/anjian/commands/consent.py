"""Asks the plugins, before anything is final, whether they object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from anjian.commands.command import camel
from anjian.commands.desk import Desk
from anjian.commands.review import Rejected, placed
from anjian.database.record import Record
from anjian.errors import AnjianError
from anjian.plugin import Change, Language, Problem


class ForbiddenByPlugin(AnjianError):
    """A plugin's problem: its own code, its own sentence."""

    def message(self, language: Language) -> str:
        return self.words.in_language(language)


async def ask_plugins(desk: Desk, changes: Mapping[Record, Change]) -> None:
    """A plugin speaks of a record; the path it gives begins where the input tells of that record."""
    problems = [
        placed(forbidden(problem if change.after else replace(problem, path=())), desk.places.get(record, ()))
        for record, change in changes.items()
        for problem in await desk.plugins.validate(change)
    ]
    if problems:
        raise Rejected(problems)


def forbidden(problem: Problem) -> AnjianError:
    said = {"code": problem.code, "words": problem.message}
    kind: type[ForbiddenByPlugin] = type("ForbiddenByPlugin", (ForbiddenByPlugin,), said)
    return kind(path=[camel(step) if isinstance(step, str) else step for step in problem.path])
