"""The application: its addresses, what wraps them, and what becomes of errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from anjian.demo.tokens import Tokens
from anjian.errors import AnjianError
from anjian.evidence.store import Files
from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server.console import Console
from anjian_schema.server.downloads import Downloads
from anjian_schema.server.endpoint import GraphQLEndpoint, broken
from anjian_schema.server.event_stream import Streams
from anjian_schema.server.health import Health, Readiness
from anjian_schema.server.problems import HttpRefused, MethodNotAllowed, NoSuchAddress
from anjian_schema.server.public_reports import PublicReports
from anjian_schema.server.query_page import QueryPage
from anjian_schema.server.responses import SECURITY, SMALLEST_ZIPPED, Reader, failed
from anjian_schema.server.sharing import shared
from anjian_schema.server.socket import Sockets
from anjian_schema.server.traced import Traced
from anjian_schema.server.uploads import Uploads
from anjian_schema.server.wall import WallChart
from anjian_schema.server.welcome import Welcome
from anjian_schema.tracing import is_collected

GRAPHQL = "/graphql"


def create_app(engine: Engine, settings: Settings, url: str, tokens: Tokens = ()) -> Application:
    """Everything this server answers. The engine is open already; ``tokens`` are offered on the query page."""
    errors, files, reports = Errors(settings), Files.of(settings), PublicReports(engine, settings)
    endpoint = GraphQLEndpoint(engine, settings, QueryPage(tokens), files)
    graphql = Route(GRAPHQL, endpoint)
    around = [*traced(settings), *shared(settings)]
    return Application(
        graphql,
        endpoint.streams,
        around,
        routes=[
            graphql,
            *pages(engine, settings, tokens),
            WebSocketRoute(GRAPHQL, Sockets(engine, settings, endpoint.streams, endpoint.persisted)),
            Route("/files", Uploads(engine, settings, files).respond, methods=["POST"]),
            Route("/files/{id}", Downloads(engine, settings, files).respond),
            Route("/reports", reports.submit, methods=["POST"]),
            Route("/reports/{receipt}", reports.progress),
            *(Route(path, Health(engine.entrance.providers).respond) for path in ("/health", "/healthz")),
            *(Route(path, Readiness(settings, url, engine.host).respond) for path in ("/ready", "/readyz")),
            Mount("/page", Wholes(packages=[("anjian_schema.server", "page/static")])),
        ],
        middleware=[*around, Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED)],
        exception_handlers={HTTPException: errors.http, AnjianError: errors.said, Exception: errors.internal},
    )


def pages(engine: Engine, settings: Settings, tokens: Tokens) -> Iterator[BaseRoute]:
    """For people with a browser; an operator may do without them."""
    wall = WallChart(settings, tokens)
    if settings.console:
        yield Route("/", Welcome(settings).page)
        yield from Console(settings, engine.host, tokens).routes()
    yield Route("/wall/plotly.js", wall.library)
    yield Route("/wall/{code}", wall.page)


class Application(Starlette):
    """Starlette, past which ``/graphql`` is asked directly; ``around`` it stands what is around all else."""

    def __init__(self, graphql: Route, streams: Streams, around: Sequence[Middleware], **others: Any) -> None:
        super().__init__(**others)
        self.graphql, self.streams = graphql, streams
        self.asked: ASGIApp = graphql.app
        for wrapped in reversed(around):
            self.asked = wrapped.cls(self.asked, *wrapped.args, **wrapped.kwargs)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == GRAPHQL and scope["type"] == "http":
            scope["route"] = self.graphql  # its span is named after it
            await self.asked(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def traced(settings: Settings) -> list[Middleware]:
    """A span around requests, where somebody collects them."""
    return [Middleware(Traced, settings.trace_ratio)] if is_collected() else []


class Wholes(StaticFiles):
    """Small files, always as a whole: a part of one is never asked for by a browser."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = [(name, value) for name, value in scope["headers"] if name != b"range"]
        await super().__call__({**scope, "headers": kept}, receive, send)


class SecurityHeaders:
    """The page runs only its own files, and nobody may frame it or guess at media types. An answer may be stricter."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, secured if scope["type"] == "http" else send)


class Errors:
    """Every error has a code and a sentence."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def said(self, request: Request, error: Exception) -> Response:
        return failed(expect(AnjianError, error), self._reader(request))

    def http(self, request: Request, error: Exception) -> Response:
        found = expect(HTTPException, error)
        match found.status_code:
            case 404:
                problem: AnjianError = NoSuchAddress()
            case 405:
                problem = MethodNotAllowed(method=request.method[:20], allow=allowed(found))
            case _:
                problem = HttpRefused(reason=found.detail)
        response = failed(problem, self._reader(request), found.headers)
        response.status_code = found.status_code
        return response

    def internal(self, request: Request, error: Exception) -> Response:
        return broken(request.scope, error, self._reader(request))

    def _reader(self, request: Request) -> Reader:
        return Reader.of(request.scope, self.settings.language)


def allowed(found: HTTPException) -> str:
    """In the same order every time; Starlette keeps them in a set."""
    return ", ".join(sorted((found.headers or {}).get("Allow", "GET, HEAD").split(", ")))


def expect(kind: type[Any], error: Exception) -> Any:
    """Handlers are found by class, so the error is of it."""
    if not isinstance(error, kind):
        raise TypeError(f"{error!r} is no {kind.__name__}")
    return error
