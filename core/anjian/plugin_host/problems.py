"""A problem of a plugin, as people are told of it."""

from __future__ import annotations

from dataclasses import dataclass

from anjian.words import Language, Title


@dataclass(frozen=True, slots=True)
class PluginProblem:
    """One thing that is wrong with one plugin, in words for whoever installed or wrote it."""

    code: str
    words: Title
    hint: Title

    def message(self, language: Language) -> str:
        """The whole of it in one line: what happened, then what to do."""
        stop = "。" if language is Language.ZH else ". "
        return f"{self.code} {self.words.in_language(language)}{stop}{self.hint.in_language(language)}"


def reason_of(error: BaseException) -> str:
    """What an exception says, in one short line."""
    text = " ".join(str(error).split())
    line = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return line if len(line) <= 300 else f"{line[:297]}..."
