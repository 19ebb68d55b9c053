"""Holds a file to its form, and says what does not fit in words for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from anjian.judgement.text.problems import suggestion
from anjian.plugin.files.document import Document
from anjian.plugin.files.problems import FileProblem
from anjian.words import Title

T = TypeVar("T")

MISSING = Title("缺少 {key}", "{key} is missing"), Title("请补充", "add it")
UNKNOWN = Title("没有 {key} 这一项", "there is no {key} here")
WRONG = Title("值不合规（{said}）", "{said}")
ONE_OF = Title("须为 {expected} 之一", "it is one of {expected}")
MEND = Title("请改正", "mend it")
REASONS: Mapping[str, Title] = {
    "string_type": Title("应为文字", "this should be text"),
    "bool_type": Title("应为 true 或 false", "this should be true or false"),
    "bool_parsing": Title("应为 true 或 false", "this should be true or false"),
    "dict_type": Title("应有下级内容", "this has parts"),
    "model_type": Title("应有下级内容", "this has parts"),
    "dataclass_type": Title("应有下级内容", "this has parts"),
    "list_type": Title("应为列表", "this should be a list"),
    "tuple_type": Title("应为列表", "this should be a list"),
    "date_from_datetime_parsing": Title("不是日期", "this is no day"),
    "date_type": Title("不是日期", "this is no day"),
}
CURES: Mapping[str, Title] = {
    "string_type": Title("请写成文字；数字样的文字须加引号", "write text; put what looks like a number in quotes"),
    "bool_type": Title("请写 true 或 false", "write true or false"),
    "bool_parsing": Title("请写 true 或 false", "write true or false"),
    "dict_type": Title("请在下面缩进写出各项", "write its parts below it, indented"),
    "model_type": Title("请在下面缩进写出各项", "write its parts below it, indented"),
    "dataclass_type": Title("请在下面缩进写出各项", "write its parts below it, indented"),
    "list_type": Title("请写成列表，每项以 - 开头", "write a list, each part behind a -"),
    "tuple_type": Title("请写成列表，每项以 - 开头", "write a list, each part behind a -"),
    "date_from_datetime_parsing": Title("日期写作 2019-10-01", "write a day as 2019-10-01"),
    "date_type": Title("日期写作 2019-10-01", "write a day as 2019-10-01"),
}
FORBIDDEN = frozenset({"extra_forbidden", "unexpected_keyword_argument"})


def validated(adapter: TypeAdapter[T], document: Document) -> T | None:
    """What the file says; nothing where it does not fit, and then the document has the problems."""
    try:
        return adapter.validate_python(document.data)
    except ValidationError as wrong:
        keys = set(keys_of(adapter.json_schema()))
        document.problems += distinct(problem_of(document, error, keys) for error in wrong.errors())
        return None


def problem_of(document: Document, error: ErrorDetails, keys: Iterable[str]) -> FileProblem:
    path = error["loc"][:-1] if error["type"] == "missing" else error["loc"]
    return document.problem(path, *words_of(error, keys))


def words_of(error: ErrorDetails, keys: Iterable[str]) -> tuple[Title, Title]:
    """What is wrong, and how to mend it."""
    key = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "missing":
        reason, cure = MISSING
        return reason.format(key=key), cure
    if error["type"] in FORBIDDEN:
        return UNKNOWN.format(key=key), suggestion(key, sorted(set(keys) - {key}))
    if expected := error.get("ctx", {}).get("expected"):
        return ONE_OF.format(expected=expected), MEND
    said = error["msg"].replace("{", "{{").replace("}", "}}")
    return REASONS.get(error["type"], WRONG.format(said=said)), CURES.get(error["type"], MEND)


def distinct(problems: Iterable[FileProblem]) -> Iterator[FileProblem]:
    """Where a value may be of several types, pydantic says of each why it is none; once is enough."""
    seen: set[tuple[int, int, str]] = set()
    for problem in problems:
        place = (problem.line, problem.column, problem.reason.en if problem.reason.en.endswith("missing") else "")
        if place not in seen:
            seen.add(place)
            yield problem


def keys_of(schema: Any) -> Iterator[str]:
    """Every key that a file of this form may have somewhere."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from keys_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys_of(part)
