"""Collects what is wrong in a file that has the right form, instead of stopping at the first mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from anjian.errors import AnjianError
from anjian.judgement import WrongExpression, WrongRuleText
from anjian.judgement.text.problems import suggestion
from anjian.plugin.files.document import Document
from anjian.plugin.files.problems import FileProblem
from anjian.words import Language, Title

UNKNOWN_FACT = Title("没有事实 {name}", "there is no fact {name}")
MEND = Title("请改正", "mend it")


class Unusable(Exception):
    """What this needs is wrong itself, and that was noted already."""


class Notes:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[FileProblem] = []
        self.broken: set[str] = set()  # fields that are there and wrong; nobody is told that they are unknown

    def add(self, path: Sequence[Any], reason: Title, cure: Title = MEND, offset: int | None = None) -> None:
        self.problems.append(self.document.problem(path, reason, cure, offset))

    def unknown_fact(self, path: Sequence[Any], name: str, known: Iterable[str]) -> None:
        if name not in self.broken:
            self.add(path, UNKNOWN_FACT.format(name=name), suggestion(name, known))

    @contextmanager
    def of(self, *path: Any) -> Iterator[None]:
        """What is refused within is a mistake at this place."""
        try:
            yield
        except Unusable:
            pass
        except WrongRuleText as wrong:
            self.add(path, wrong.reason, wrong.cure, wrong.offset)
        except WrongExpression as wrong:
            self.add(path, Title(str(wrong.facts["reason_zh"]), str(wrong.facts["reason_en"])))
        except AnjianError as wrong:
            self.add(path, Title(wrong.message(Language.ZH), wrong.message(Language.EN)))
