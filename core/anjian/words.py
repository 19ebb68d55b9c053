"""Words for people, in the two languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


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


class Choice(StrEnum):
    """An enum whose members carry their words: ``PRODUCER = "producer", "生产企业", "Producer"``."""

    words: Title

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """Once for each member; ``Kind("producer")``, which finds one by its value, gives no words."""
        if not (zh and en):
            raise TypeError(f"{cls.__name__} {value}: give its words in Chinese and in English")
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = Title(zh, en)
        return member
