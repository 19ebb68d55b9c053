"""How an answer leaves: in the media type and language its reader asked for, with the status its code deserves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from starlette.requests import Request
from starlette.responses import Response

from anjian.errors import AnjianError
from anjian.words import Language
from anjian_schema.engine import Reply
from anjian_schema.failures import error_body
from anjian_schema.server.negotiation import JSON, RESPONSE, language_of, preferred
from anjian_schema.server.problems import HEADERS, STATUS

PRIVATE = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language, Authorization"}


class Reader(NamedTuple):
    """Whoever waits for the answer; ``media`` is empty when they take nothing we can write."""

    media: str | None
    language: Language

    @classmethod
    def of(cls, request: Request, default: Language) -> Reader:
        accept = ",".join(request.headers.getlist("accept"))
        accept_language = ",".join(request.headers.getlist("accept-language"))
        return cls(preferred(accept, (RESPONSE, JSON)), language_of(accept_language, default))


def answered(reply: Reply, reader: Reader) -> Response:
    """What ran is 200. What did not run is 400, but 200 for readers who know plain JSON only, as the standard says."""
    status = 200 if reply.executed else status_of(reply.body, 200 if reader.media == JSON else 400)
    headers = {"Allow": "POST"} if status == 405 else {}
    return written(reply.body, status, reader, headers)


def status_of(body: bytes, otherwise: int) -> int:
    codes = [error.get("extensions", {}).get("code") for error in orjson.loads(body)["errors"]]
    return next((STATUS[code] for code in codes if code in STATUS), otherwise)


def failed(error: AnjianError, reader: Reader, headers: Mapping[str, str] | None = None, **extensions: Any) -> Response:
    """A request that never became an operation."""
    body = error_body(error, reader.language, **extensions)
    return written(body, STATUS.get(error.code, 400), reader, headers or {})


def written(body: bytes, status: int, reader: Reader, headers: Mapping[str, str]) -> Response:
    language = {"Content-Language": reader.language.value}
    every = {**PRIVATE, **language, **HEADERS.get(status, {}), **headers}
    return Response(body, status, every, media_type=f"{reader.media or JSON}; charset=utf-8")
