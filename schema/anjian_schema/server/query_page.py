"""The query page: our own, three small files, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import orjson

from anjian.demo.tokens import Tokens
from anjian.words import Language, Title
from anjian_schema.server.responses import SECURITY, Answer, encoded

HERE = files("anjian_schema.server")
GIVEN = "{{ given }}"
LANGUAGE = "{{ language }}"
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Encoding, Accept-Language",
    **SECURITY,
}


class Example(NamedTuple):
    """A query to try. The first line of its file is its title, the second says what it shows."""

    title: Title
    shows: Title
    query: str


def examples() -> Iterator[Example]:
    for file in sorted(HERE.joinpath("examples").iterdir(), key=lambda file: file.name):
        yield read(file)


def read(file: Traversable) -> Example:
    query = file.read_text("utf-8")
    title, shows, *_ = query.splitlines()
    return Example(in_both(title), in_both(shows), query)


def in_both(comment: str) -> Title:
    zh, _, en = comment.removeprefix("# ").partition(" / ")
    return Title(zh, en)


class QueryPage:
    """The page with what it offers. ``tokens`` are those of the demonstration; on any other server there are none."""

    def __init__(self, tokens: Tokens = ()) -> None:
        self._html = HERE.joinpath("page", "query.html").read_text("utf-8").replace(GIVEN, as_data(offered(tokens)))

    def response(self, language: Language) -> Answer:
        headers = HEADERS | {"Content-Language": language.value}
        return Answer(self._html.replace(LANGUAGE, language.value).encode(), 200, encoded(headers))


def offered(tokens: Tokens) -> dict[str, object]:
    return {
        "examples": [
            {"title": both(example.title), "shows": both(example.shows), "query": example.query}
            for example in examples()
        ],
        "tokens": [{"title": both(token.label), "scope": both(token.scope), "token": token.token} for token in tokens],
    }


def both(title: Title) -> dict[str, str]:
    return {"zh": title.zh, "en": title.en}


def as_data(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    return orjson.dumps(value).decode().replace("<", "\\u003c")
