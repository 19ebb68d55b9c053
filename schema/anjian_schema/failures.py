"""What can go wrong beside the caller's own mistakes, said without inner detail."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import orjson
from graphql import GraphQLError
from opentelemetry import trace

from anjian.errors import AnjianError
from anjian.words import Language, Title
from anjian_schema.compiler import hiding

PARSE_FAILED, VALIDATION_FAILED = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"
LONGEST, LONGEST_STEP = 600, 100  # characters: whoever sent a megabyte is not sent it back
BAD_OPERATION_NAME, BAD_VARIABLES = "OPERATION_NAME", "BAD_VARIABLES"

# What graphql-core finds; it says where in words of its own.
REFUSALS: Mapping[str, Title] = {
    PARSE_FAILED: Title("文档不是 GraphQL，locations 指出何处。", "The document is no GraphQL; locations say where."),
    VALIDATION_FAILED: Title(
        "文档与 schema 不符，例如没有这个字段或枚举值。",
        "The document does not fit the schema: a field or an enum value that does not exist, for instance.",
    ),
    BAD_OPERATION_NAME: Title(
        "文档含多个操作而没有给出 operationName，或没有该名称的操作。",
        "The document has several operations and operationName is missing, or none has that name.",
    ),
    hiding.CODE: hiding.WORDS,
    BAD_VARIABLES: Title("变量与声明的类型不符。", "A variable does not fit its declared type."),
}


class Unavailable(AnjianError):
    code = "DATABASE_UNAVAILABLE"
    words = Title(
        "数据库暂时不可用，请求没有写入任何内容；请稍后重试。",
        "The database cannot be reached at this moment; nothing was written. Try again shortly.",
    )


class Unconfirmed(Unavailable):
    """The database went away during a command: it is done as a whole or not at all, and nobody can tell which."""

    words = Title(
        "数据库暂时不可用，此项是否办成未能确认；请稍后用同一幂等键重新提交，已办成的不会重复办理。",
        "The database cannot be reached at this moment, and whether this was done is not confirmed. Send it again "
        "shortly under the same idempotency key: what was done is not done twice.",
    )


class TooSlow(AnjianError):
    code = "TOO_SLOW"
    words = Title(
        "查询超过了 {seconds} 秒的时限；请缩小范围或减少每页条数。",
        "The query took longer than {seconds} s; narrow it or ask for smaller pages.",
    )


class Internal(AnjianError):
    code = "INTERNAL"
    words = Title(
        "服务器内部错误，已记录；报修时请提供 traceId。", "An internal error, which was logged; quote the traceId."
    )


class OnlyQueries(AnjianError):
    code = "ONLY_QUERIES"
    words = Title("GET 只能查询；办理请用 POST。", "GET is for queries; send commands by POST.")


class NotServed(AnjianError):
    code = "SUBSCRIPTION_NEEDS_STREAM"
    words = Title(
        "订阅须以事件流接收：请用 Accept: text/event-stream 再次 POST，断开后带 Last-Event-ID 续订。",
        "A subscription is answered by a stream: POST it with Accept: text/event-stream; Last-Event-ID resumes it.",
    )


def trace_id() -> str:
    """The id of the running trace, or one made up so that a log line can be found."""
    context = trace.get_current_span().get_span_context()
    return format(context.trace_id, "032x") if context.is_valid else uuid4().hex


def problem(error: AnjianError, language: Language, **extensions: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"message": shortened(error.message(language))}
    said["extensions"] = {"code": error.code, **extensions}
    if error.path:
        said["extensions"]["argument"] = [shortened(str(step), LONGEST_STEP) for step in error.path]
    return said


def graphql_problem(error: GraphQLError, code: str) -> dict[str, Any]:
    said: dict[str, Any] = {**error.formatted, "message": shortened(error.message)}
    said["extensions"] = {"code": code, **(said.get("extensions") or {})}
    return said


def shortened(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def body(errors: Sequence[Mapping[str, Any]], *, data: bool = False) -> bytes:
    """A response that holds errors; ``data``: the operation was run, and its data are null."""
    said = {"errors": errors, **({"data": None} if data else {})}
    try:
        return orjson.dumps(said)
    except TypeError:  # an error repeats the caller's text, and it holds half a character
        return json.dumps(said).encode()


def error_body(error: AnjianError, language: Language, **extensions: Any) -> bytes:
    return body([problem(error, language, **extensions)])
