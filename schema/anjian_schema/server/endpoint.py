"""``/graphql``: operations by POST, queries by GET, and a page for people with a browser."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from anjian.access.tokens import WrongToken
from anjian.access.viewer import Viewer
from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server.bodies import got, posted
from anjian_schema.server.negotiation import HTML, JSON, RESPONSE, preferred
from anjian_schema.server.problems import NotAcceptable, ServerStopping, TokenMissing
from anjian_schema.server.query_page import QueryPage
from anjian_schema.server.responses import Reader, answered, failed

LONGEST_TOKEN = 512


class GraphQLEndpoint:
    """Nothing is read for somebody without a token; the page itself holds no data."""

    def __init__(self, engine: Engine, settings: Settings, page: QueryPage) -> None:
        self.engine, self.settings, self.page = engine, settings, page

    async def respond(self, request: Request) -> Response:
        reader = Reader.of(request, self.settings.language)
        if request.method != "POST" and wants_page(request):
            return self.page.response(reader.language)
        if reader.media is None:
            raise NotAcceptable
        try:
            return await self._answer(request, reader)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is left to read it
        except asyncio.CancelledError:  # by a server that stops: nothing else cancels a request
            return failed(ServerStopping(), reader)

    async def _answer(self, request: Request, reader: Reader) -> Response:
        viewer = await self._viewer(request, reader)
        by_post = request.method == "POST"
        operation = await posted(request, self.settings.max_body_bytes) if by_post else got(request.query_params)
        return answered(await self.engine.answer(operation, viewer, only_queries=not by_post), reader)

    async def _viewer(self, request: Request, reader: Reader) -> Viewer:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise TokenMissing
        if len(token) > LONGEST_TOKEN:
            raise WrongToken
        return await self.engine.viewer(token.strip(), reader.language)


def wants_page(request: Request) -> bool:
    """A browser asks for HTML before anything else; programs name JSON, or do not care."""
    accept = ",".join(request.headers.getlist("accept"))
    return preferred(accept, (RESPONSE, JSON, HTML)) == HTML
