"""Words for people, in the two languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The language an answer is written in; Chinese unless the reader asks for English."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Title:
    """One label or sentence in Chinese and English; ``{names}`` in it are filled by :meth:`format`."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic where words come from a file

    zh: str
    en: str

    def format(self, **facts: object) -> Title:
        return Title(self.zh.format(**facts), self.en.format(**facts))

    def in_language(self, language: Language) -> str:
        return self.en if language is Language.EN else self.zh

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"
