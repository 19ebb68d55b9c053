"""A span around each request, where somebody collects them: method, route and status, within the caller's trace.

Neither the query string is told, which holds what is asked for, nor from where a request came. Which ones are traced is
drawn here: a span that the SDK makes and then drops costs as much as a tenth of an answer.
"""

from __future__ import annotations

from random import random

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.semconv.attributes.http_attributes import HTTP_REQUEST_METHOD as METHOD
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PROBES = ("/health", "/healthz", "/ready", "/readyz")
PARENT = b"traceparent"


class Traced:
    def __init__(self, app: ASGIApp, ratio: float = 1.0) -> None:
        self.app, self.ratio = app, ratio
        self.tracer = trace.get_tracer_provider().get_tracer("anjian")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self.app(scope, receive, send)
            return
        parent = parent_of(scope)
        if parent is None and random() >= self.ratio:  # noqa: S311 - a sample, not a secret
            await self.app(scope, receive, send)
            return
        method = scope["method"][:20]
        with self.tracer.start_as_current_span(method, parent, SpanKind.SERVER, {METHOD: method}) as span:
            await self.app(scope, receive, told(span, send))
            name_after_route(span, scope)


def parent_of(scope: Scope) -> Context | None:
    """The caller's trace, where they have one."""
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name == PARENT]
    return propagate.extract({"traceparent": sent[0]}) if sent else None


def told(span: Span, send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            span.set_attribute("http.response.status_code", message["status"])
            if message["status"] >= 500:
                span.set_status(Status(StatusCode.ERROR))
        await send(message)

    return sent


def name_after_route(span: Span, scope: Scope) -> None:
    """Not after the path: a receipt is part of one."""
    route = scope.get("route")
    if isinstance(route, Route):
        span.set_attribute("http.route", route.path_format)
        span.update_name(f"{scope['method'][:20]} {route.path_format}")
