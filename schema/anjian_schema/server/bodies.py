"""From the bytes of a request to an operation: read within limits, and nothing taken on trust."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from anjian.commands.texts import TextUnstorable
from anjian.words import Title
from anjian_schema.engine import Operation
from anjian_schema.server.negotiation import JSON, REMEMBERED
from anjian_schema.server.persisted import Persisted
from anjian_schema.server.problems import (
    BodyNotJson,
    BodyNotObject,
    BodyTooDeep,
    BodyTooLarge,
    BodyTooSlow,
    ContentTypeWrong,
    EncodingWrong,
    ParameterWrong,
)

PATIENCE = 30.0  # seconds for a whole body
DEEPEST = 64
MEMBERS = ("variables", "operationName", "extensions")
CHARSETS = frozenset({"", "charset=utf-8", 'charset="utf-8"'})

Path = tuple[str | int, ...]


async def posted(receive: Receive, headers: Mapping[bytes, bytes], limit: int, persisted: Persisted) -> Operation:
    require_json(headers.get(b"content-type", b""))
    body = await read(receive, headers, limit)
    given = parsed(body)
    if not isinstance(given, dict):
        raise BodyNotObject
    return operation_of(given, persisted, plain=is_plain(body))


def got(parameters: QueryParams, persisted: Persisted) -> Operation:
    """The same members as in a body; ``variables`` and ``extensions`` are JSON."""
    given: dict[str, Any] = dict(parameters)
    for member in ("variables", "extensions"):
        if given.get(member):
            given[member] = parsed(given[member])
    return operation_of({name: value for name, value in given.items() if value != ""}, persisted)


@lru_cache(REMEMBERED)
def require_json(content_type: bytes) -> None:
    kind, *parameters = (piece.strip().lower() for piece in content_type.decode("latin-1").split(";"))
    if kind != JSON or not CHARSETS.issuperset(parameters):
        raise ContentTypeWrong


def require_plain(encoding: bytes) -> None:
    """A few compressed bytes could be a gigabyte."""
    if encoding.strip().lower() not in (b"", b"identity"):
        raise EncodingWrong


async def read(receive: Receive, headers: Mapping[bytes, bytes], limit: int) -> bytes:
    """The body; what is too large is refused as soon as that is known, and never kept."""
    require_plain(headers.get(b"content-encoding", b""))
    announced = headers.get(b"content-length", b"")
    if announced.isdigit() and int(announced) > limit:
        raise BodyTooLarge(limit=limit)
    try:
        async with asyncio.timeout(PATIENCE):
            return await joined(receive, limit)
    except TimeoutError as error:
        raise BodyTooSlow(seconds=f"{PATIENCE:g}") from error


async def joined(receive: Receive, limit: int) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise BodyTooLarge(limit=limit)
    return bytes(body)


def parsed(text: bytes | str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BodyNotJson(reason=str(error)) from error


def is_plain(body: bytes) -> bool:
    """Whether there is too little in it to be nested too deep, and no NUL, which JSON can only spell."""
    return body.count(b"{") + body.count(b"[") <= DEEPEST and b"\\u0000" not in body


def operation_of(given: Mapping[str, Any], persisted: Persisted, *, plain: bool = False) -> Operation:
    """Members nobody knows are passed over, and so are extensions but ``cost``, ``explain`` and ``persistedQuery``."""
    variables, name, extensions = (given.get(member) for member in MEMBERS)
    query = persisted.text(given)
    if not isinstance(query, str):
        raise ParameterWrong("query", Title("GraphQL 文档（字符串）", "a GraphQL document, as a string"))
    if not isinstance(variables, dict | None):
        raise ParameterWrong("variables", Title("JSON 对象或 null", "a JSON object or null"))
    if not isinstance(name, str | None):
        raise ParameterWrong("operationName", Title("字符串或 null", "a string or null"))
    if not isinstance(extensions, dict | None):
        raise ParameterWrong("extensions", Title("JSON 对象或 null", "a JSON object or null"))
    if not plain:
        check_values({"query": query, "variables": variables, "operationName": name})
    wanted = extensions or {}
    return Operation(query, variables or {}, name, wanted.get("explain") is True, wanted.get("cost") is True)


def check_values(given: Mapping[str, Any]) -> None:
    """Every text can be stored, names of members included, and nothing is nested deeper than anybody needs."""
    left: list[tuple[Path, Any]] = [((), given)]
    while left:
        path, value = left.pop()
        if len(path) > DEEPEST:
            raise BodyTooDeep(path=path[:2], deepest=DEEPEST)
        match value:
            case str():
                check_text(path, value)
            case dict():
                for name, inner in value.items():
                    check_text(path, name)
                    left.append(((*path, name), inner))
            case list():
                left.extend(((*path, place), inner) for place, inner in enumerate(value))


def check_text(path: Path, text: str) -> None:
    """JSON has no half characters; a NUL it can spell, and PostgreSQL cannot keep it."""
    if "\0" in text:
        raise TextUnstorable(path=path, place=text.index("\0") + 1)
