"""Requests over a socket of our own: a client library would refuse to send half of them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.schema.compiler.form import well_formed

SOON, A_MOMENT = 20.0, 0.1  # seconds
INSIDE = re.compile(
    r"Traceback|site-packages|\.py\b|sqlalchemy|asyncpg|starlette|strawberry|graphql-core|object at 0x|NoneType"
    r"|TypeError|ValueError|KeyError|SELECT |pg_|relation \"|syntax error at or near|localhost|127\.0\.0\.1"
)
OURS = frozenset({"INTERNAL", "PLUGIN_FAILED", "PLUGIN_TOO_SLOW", "TOO_SLOW", "DATABASE_UNAVAILABLE"})
LONGEST = 2_000  # characters of a message


class Whole(NamedTuple):
    """A request with its address and all its headers."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def bytes(self) -> bytes:
        head = {"host": "anjian.test", "connection": "close", "content-length": str(len(self.body)), **self.headers}
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
        return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + self.body


class Answer(NamedTuple):
    """Of a server that closes without a word ``status`` is 0."""

    status: int
    headers: Mapping[str, str]
    body: bytes


async def sent(address: str, request: bytes, patience: float = SOON) -> Answer:
    """The first answer to these bytes. Of half a request the server waits for the rest, and we do not."""
    place = urlsplit(address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port, limit=2**24)
    try:
        async with asyncio.timeout(patience):
            writer.write(request)
            return await answer(reader, head=request.startswith(b"HEAD"))
    except ConnectionError:
        return Answer(0, {}, b"")
    except TimeoutError:
        assert patience < SOON, "no answer"
        return Answer(0, {}, b"")
    finally:
        writer.close()


async def answer(reader: asyncio.StreamReader, *, head: bool) -> Answer:
    try:
        said = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as cut:
        return Answer(600 if cut.partial else 0, {}, cut.partial)  # half an answer is none
    status, *lines = said.decode("latin-1").split("\r\n")[:-2]
    headers = dict(line.lower().split(": ", 1) for line in lines)
    code = int(status.split()[1])
    if code < 200:
        return await answer(reader, head=head)
    if head or headers.get("content-type", "").startswith("text/event-stream"):
        return Answer(code, headers, b"")  # there is none, or it would go on
    return Answer(code, headers, await reader.readexactly(int(headers.get("content-length", 0))))


def judged(answer: Answer) -> None:
    """A status below 500, a body of its type, and in no error a word of our insides."""
    assert answer.status < 500, answer
    kind = answer.headers.get("content-type", "")
    assert answer.status < 400 or "json" in kind, answer
    if "json" not in kind or not answer.body or answer.headers.get("content-encoding"):
        return
    told = json.loads(answer.body)
    if "errors" in told or "data" in told:
        well_formed(told)
    assert answer.status < 400 or told["errors"], answer
    for error in (*told.get("errors", ()), *refusals(told.get("data"))):
        plain(error)


def refusals(data: Any) -> list[Any]:
    """What commands refused."""
    found = [one["userErrors"] for one in (data or {}).values() if isinstance(one, dict) and "userErrors" in one]
    return [error for errors in found for error in errors]


def plain(error: Mapping[str, Any]) -> None:
    code = error.get("extensions", error)["code"]
    assert code not in OURS, error
    assert not INSIDE.search(error["message"]), error
    assert len(json.dumps(error)) < LONGEST * 3, len(json.dumps(error))
    assert len(error["message"]) < LONGEST, error
