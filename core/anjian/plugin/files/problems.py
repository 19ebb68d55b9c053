"""What is wrong with a file: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from anjian.errors import AnjianError
from anjian.words import Language, Title

PLACE = Title("{file} 第 {line} 行第 {column} 列", "{file}, line {line}, column {column}")


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One mistake. ``where`` is the path within the file, such as ``rules.3.major``."""

    file: str
    line: int
    column: int
    where: str
    reason: Title
    cure: Title

    def message(self, language: Language) -> str:
        place = PLACE.format(file=self.file, line=self.line, column=self.column).in_language(language)
        colon, stop = ("：", "；") if language is Language.ZH else (": ", "; ")
        reason, cure = self.reason.in_language(language), self.cure.in_language(language)
        return f"{place} {self.where}".rstrip() + f"{colon}{reason}{stop}{cure}"


class FileUnreadable(AnjianError):
    """A file with everything that is wrong in it."""

    words: ClassVar[Title] = Title("{file} 有 {count} 处错误", "{file} has {count} mistakes")

    def __init__(self, file: str, problems: Sequence[FileProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column)))
        super().__init__(file=file, count=len(problems))

    def message(self, language: Language) -> str:
        return "\n".join([super().message(language), *(problem.message(language) for problem in self.problems)])
