"""How an answer leaves: in the media type and language its reader asked for, with the status its code deserves."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from anjian.errors import AnjianError
from anjian.words import Language
from anjian_schema.engine import Reply
from anjian_schema.failures import error_body
from anjian_schema.rates import RateLimited
from anjian_schema.server.negotiation import JSON, REMEMBERED, RESPONSE, headers_of, language_of, preferred
from anjian_schema.server.problems import HEADERS, STATUS

Headers = tuple[tuple[bytes, bytes], ...]

SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
PRIVATE = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Encoding, Accept-Language, Authorization"}
SMALLEST_ZIPPED = 1_000  # bytes
LONG = 128 * 1024  # bytes that are zipped beside the event loop
QUICKLY = 2  # zlib's level: a list is a twelfth longer than at its best, in a third of the time


class Reader(NamedTuple):
    """Whoever waits for the answer; ``media`` is empty when they take nothing we can write.

    ``unpacks``: they take what is zipped. ``head``: with which every answer to them begins.
    """

    media: str | None
    language: Language
    unpacks: bool
    head: Headers

    @classmethod
    def of(cls, scope: Scope, default: Language) -> Reader:
        return reader_of(headers_of(scope), default)


def reader_of(headers: Mapping[bytes, bytes], default: Language) -> Reader:
    """Readers are many, but of few kinds."""
    wishes = headers.get(b"accept", b""), headers.get(b"accept-language", b""), headers.get(b"accept-encoding", b"")
    return _reader(*wishes, default)


@lru_cache(REMEMBERED)
def _reader(accept: bytes, accept_language: bytes, accept_encoding: bytes, default: Language) -> Reader:
    media = preferred(accept.decode("latin-1"), (RESPONSE, JSON))
    language = language_of(accept_language.decode("latin-1"), default)
    said = {"Content-Type": f"{media or JSON}; charset=utf-8", **PRIVATE, "Content-Language": language.value}
    return Reader(media, language, b"gzip" in accept_encoding, encoded({**said, **SECURITY}))


def encoded(headers: Mapping[str, str]) -> Headers:
    return tuple((name.lower().encode(), value.encode()) for name, value in headers.items())


class Answer(Response):
    """Bytes that leave as they are: nothing about them is left to find out."""

    def __init__(self, body: bytes, status: int, head: Headers) -> None:
        self.body, self.status_code, self.head = body, status, head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [*self.head, (b"content-length", b"%d" % len(self.body))]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})

    async def packed(self) -> Answer:
        """The same, zipped; what is short stays as it is."""
        whole = bytes(self.body)
        if len(whole) < SMALLEST_ZIPPED:
            return self
        body = await asyncio.to_thread(zipped, whole) if len(whole) > LONG else zipped(whole)
        return Answer(body, self.status_code, (*self.head, (b"content-encoding", b"gzip")))


def zipped(body: bytes) -> bytes:
    packer = zlib.compressobj(QUICKLY, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def answered(reply: Reply, reader: Reader) -> Answer:
    """What ran is 200. What did not run is 400, but 200 for readers who know plain JSON only, as the standard says."""
    if reply.executed:
        return Answer(reply.body, 200, reader.head)
    status = status_of(reply.body, 200 if reader.media == JSON else 400)
    return written(reply.body, status, reader, {"Allow": "POST"} if status == 405 else {})


def status_of(body: bytes, otherwise: int) -> int:
    codes = [error.get("extensions", {}).get("code") for error in orjson.loads(body)["errors"]]
    return next((STATUS[code] for code in codes if code in STATUS), otherwise)


def failed(error: AnjianError, reader: Reader, headers: Mapping[str, str] | None = None, **extensions: Any) -> Answer:
    """A request that never became an operation."""
    body = error_body(error, reader.language, **extensions)
    told = error.headers if isinstance(error, RateLimited) else {}
    return written(body, STATUS.get(error.code, 400), reader, {**told, **(headers or {})})


def written(body: bytes, status: int, reader: Reader, headers: Mapping[str, str]) -> Answer:
    return Answer(body, status, (*reader.head, *encoded({**HEADERS.get(status, {}), **headers})))
