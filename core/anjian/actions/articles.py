"""The articles actions rest on (法律依据). The table is ``articles.yaml``, in our own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from anjian.errors import AnjianError
from anjian.words import Choice, Title


class Confidence(Choice):
    """What is only recalled informs people and never acts by itself."""

    VERIFIED = "verified", "已核对来源", "compared with its source"
    RECALLED = "recalled", "凭记忆、待核对", "recalled, not yet compared"


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one edition of a standard, and what it allows or demands."""

    code: str
    standard: Title
    place: str  # 条、款、项
    says: Title
    confidence: Confidence

    @property
    def cited(self) -> str:
        """As a document cites it."""
        return f"《{self.standard.zh}》{self.place}"

    def to_json(self) -> dict[str, Any]:
        said = {"zh": self.says.zh, "en": self.says.en}
        return {"code": self.code, "cited": self.cited, "says": said, "confidence": self.confidence.value}


class UnknownArticle(AnjianError):
    code = "UNKNOWN_ARTICLE"
    words = Title(
        "没有收录条文“{article}”；已收录：{known}", 'the article "{article}" is not on record; these are: {known}'
    )


def read(table: Mapping[str, Any]) -> Iterator[Article]:
    """The first part of a code names the standard."""
    for row in table["articles"]:
        standard = Title(**table["standards"][row["code"].partition("-")[0]])
        says = Title(row["zh"], row["en"])
        yield Article(row["code"], standard, row["place"], says, Confidence(row["confidence"]))


ARTICLES: Mapping[str, Article] = {
    article.code: article
    for article in read(yaml.safe_load(resources.files(__package__).joinpath("articles.yaml").read_text("utf-8")))
}


def article(code: str) -> Article:
    if code not in ARTICLES:
        raise UnknownArticle(article=code[:40], known="、".join(ARTICLES))
    return ARTICLES[code]
