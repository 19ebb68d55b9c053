"""``/graphql``: operations by POST, queries by GET, and a page for people with a browser."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from anjian.access.viewer import Viewer
from anjian.audit.origin import Origin
from anjian.errors import AnjianError
from anjian.evidence.store import Files
from anjian.settings import Settings
from anjian_schema.engine import Engine, Operation, Reply
from anjian_schema.failures import Internal, trace_id
from anjian_schema.metrics import refused
from anjian_schema.server.bearer import bearer
from anjian_schema.server.bodies import got, posted
from anjian_schema.server.event_stream import EventStream, Streams
from anjian_schema.server.leaving import Watch
from anjian_schema.server.multipart import Multipart, is_form
from anjian_schema.server.negotiation import EVENTS, HTML, JSON, RESPONSE, headers_of, preferred
from anjian_schema.server.origins import origin_of
from anjian_schema.server.persisted import Persisted
from anjian_schema.server.problems import MethodNotAllowed, NotAcceptable, ServerStopping
from anjian_schema.server.query_page import QueryPage
from anjian_schema.server.responses import Answer, Reader, answered, failed, reader_of
from anjian_schema.subscription import is_subscription
from anjian_schema.turns import ASKER

ALLOWED = "GET, HEAD, POST"

Headers = Mapping[bytes, bytes]
log = logging.getLogger("anjian")


class GraphQLEndpoint:
    """Nothing is read for somebody without a token; the page itself holds no data.

    Plain ASGI: every request of a portal comes this way, and what a framework does for it would take longer than the
    answer. Behind it stands nothing that would know what to do with an error, so none leaves it.
    """

    def __init__(self, engine: Engine, settings: Settings, page: QueryPage, files: Files) -> None:
        self.engine, self.settings, self.page = engine, settings, page
        self.streams, self.persisted = Streams(engine), Persisted(settings.trusted_documents)
        self.multipart = Multipart(engine, settings, files, self.persisted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        reader = reader_of(headers, self.settings.language)
        try:
            answer = await self._answer(scope, receive, headers, reader)
        except AnjianError as error:
            refused.add(1, {"code": error.code})
            answer = failed(error, reader, {"Allow": ALLOWED} if isinstance(error, MethodNotAllowed) else {})
        except ClientDisconnect:
            return  # nobody is left to read it
        except asyncio.CancelledError:  # by a server that stops: nothing else cancels a request
            answer = failed(ServerStopping(), reader)
        except Exception as error:
            answer = broken(scope, error, reader)
        if isinstance(answer, Answer) and reader.unpacks:
            answer = await answer.packed()
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, headers: Headers, reader: Reader) -> Answer | EventStream:
        by_post = scope["method"] == "POST"
        if not by_post and wants_page(scope, headers) and self.settings.console:
            return self.page.response(reader.language)
        streams = by_post and takes_events(headers)
        if reader.media is None and not streams:
            raise NotAcceptable
        origin = origin_of(scope, headers)
        viewer = await bearer(self.engine, scope, reader.language)
        ASKER.set(viewer.person_id)
        if by_post and is_form(headers):
            operation = await self.multipart.operation(scope, receive, viewer)
        elif by_post:
            operation = await posted(receive, headers, self.settings.max_body_bytes, self.persisted)
            if streams and is_subscription(self.engine, operation):
                return self.streams.open(scope, operation, origin, reader, viewer)
        else:
            operation = got(QueryParams(scope["query_string"]), self.persisted)
        return answered(await self._reply(operation, viewer, origin, receive, only_queries=not by_post), reader)

    async def _reply(
        self, operation: Operation, viewer: Viewer, origin: Origin, receive: Receive, *, only_queries: bool
    ) -> Reply:
        """Raises ``ClientDisconnect`` when a reader leaves amid a long read."""
        if may_command(operation):
            return await self.engine.answer(operation, viewer, only_queries=only_queries, origin=origin)
        watch = Watch(receive)
        try:
            return await self.engine.answer(operation, viewer, only_queries=only_queries, origin=origin)
        except asyncio.CancelledError:
            if watch.left:
                raise ClientDisconnect from None
            raise
        finally:
            watch.end()


def may_command(operation: Operation) -> bool:
    """Whether there is a command in it; a text that only says so is taken for one, and is not watched."""
    return "mutation" in operation.query


def takes_events(headers: Headers) -> bool:
    """Some clients name every media type with every request: it is the subscription that makes the stream."""
    return preferred(headers.get(b"accept", b"").decode("latin-1"), (EVENTS,)) is not None and b"accept" in headers


def wants_page(scope: Scope, headers: Headers) -> bool:
    """A browser asks for HTML before anything else; programs name JSON, or do not care."""
    if scope["method"] not in ("GET", "HEAD"):
        raise MethodNotAllowed(method=scope["method"][:20], allow=ALLOWED)
    return preferred(headers.get(b"accept", b"").decode("latin-1"), (RESPONSE, JSON, HTML)) == HTML


def broken(scope: Scope, error: Exception, reader: Reader) -> Answer:
    """What is our own fault has a trace id and no inner detail."""
    trace_ = trace_id()
    log.error("trace %s: %s %s failed", trace_, scope["method"], scope["path"], exc_info=error)
    return failed(Internal(), reader, traceId=trace_)
