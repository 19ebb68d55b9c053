"""Server-sent events: a stream for a subscription, resumed by ``Last-Event-ID``, dropped when its reader is slow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from anjian.access.viewer import Viewer
from anjian.audit.origin import Origin
from anjian.errors import AnjianError
from anjian_schema.asking import Operation
from anjian_schema.engine import Engine
from anjian_schema.failures import problem
from anjian_schema.server.bearer import bearer
from anjian_schema.server.negotiation import EVENTS, headers_of
from anjian_schema.server.problems import ServerStopping, TooManyStreams
from anjian_schema.server.responses import PRIVATE, SECURITY, Reader, encoded
from anjian_schema.streaming import Delivery, Stream
from anjian_schema.subscription import Asked

KEPT_ALIVE = 15.0  # seconds without an event after which a comment is sent: proxies close what is silent
PATIENCE = 30.0  # seconds a reader has to take what was sent
MOST = 20  # streams of one person in one process
HEAD = encoded({"Content-Type": f"{EVENTS}; charset=utf-8", **PRIVATE, **SECURITY, "X-Accel-Buffering": "no"})
LAST = b"last-event-id"


class Streams:
    """The streams of one process."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.open_by: dict[Any, int] = {}
        self.stopping = asyncio.Event()

    def open(self, scope: Scope, operation: Operation, origin: Origin, reader: Reader, viewer: Viewer) -> EventStream:
        resumed = headers_of(scope).get(LAST, b"").decode("latin-1") or None
        asked = Asked.of(self.engine, operation, resumed)
        self.enter(viewer)

        async def viewing() -> Viewer:
            return await bearer(self.engine, scope, reader.language, again=True)

        return EventStream(self, Stream(self.engine, asked, viewing, origin), reader, viewer)

    def enter(self, viewer: Viewer) -> None:
        if self.open_by.get(viewer.person_id, 0) >= MOST:
            raise TooManyStreams(most=MOST)
        self.open_by[viewer.person_id] = self.open_by.get(viewer.person_id, 0) + 1

    def leave(self, viewer: Viewer) -> None:
        self.open_by[viewer.person_id] -= 1
        if not self.open_by[viewer.person_id]:
            del self.open_by[viewer.person_id]


class EventStream:
    """An answer that goes on until its reader leaves, is too slow, may no longer see, or the server stops."""

    def __init__(self, streams: Streams, stream: Stream, reader: Reader, viewer: Viewer) -> None:
        self.streams, self.stream, self.reader, self.viewer = streams, stream, reader, viewer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(HEAD)})
            await self._until_somebody_leaves(receive, send)
        finally:
            self.streams.leave(self.viewer)

    async def _until_somebody_leaves(self, receive: Receive, send: Send) -> None:
        telling = asyncio.create_task(self._tell(send))
        leaving = [asyncio.create_task(gone(receive)), asyncio.create_task(self.streams.stopping.wait())]
        try:
            await asyncio.wait([telling, *leaving], return_when=asyncio.FIRST_COMPLETED)
            if not telling.done() and self.streams.stopping.is_set():
                await end(send, ServerStopping(), self.reader)
        finally:
            for each in (telling, *leaving):
                each.cancel()
            await asyncio.gather(telling, *leaving, return_exceptions=True)

    async def _tell(self, send: Send) -> None:
        deliveries = self.stream.deliveries()
        try:
            async for delivery in alive(deliveries):
                async with asyncio.timeout(PATIENCE):
                    await write(send, b":\n\n" if delivery is None else event("next", delivery.body, delivery.cursor))
            await write(send, event("complete"), last=True)
        except AnjianError as error:
            await end(send, error, self.reader)


async def alive(deliveries: AsyncIterator[Delivery]) -> AsyncIterator[Delivery | None]:
    """The deliveries, and nothing now and then where there is none."""
    coming = asyncio.ensure_future(anext(deliveries))
    try:
        while True:
            done, _ = await asyncio.wait([coming], timeout=KEPT_ALIVE)
            if not done:
                yield None
                continue
            try:
                delivery = coming.result()
            except StopAsyncIteration:
                return
            yield delivery
            coming = asyncio.ensure_future(anext(deliveries))
    finally:
        coming.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration, AnjianError):
            await coming


async def gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def end(send: Send, error: AnjianError, reader: Reader) -> None:
    """Said, and over: whoever was cut off knows why and goes on from the last cursor."""
    await write(send, event("next", {"errors": [problem(error, reader.language)]}) + event("complete"), last=True)


async def write(send: Send, body: bytes, *, last: bool = False) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": not last})


def event(name: str, body: Mapping[str, Any] | None = None, cursor: str | None = None) -> bytes:
    """LF alone ends a line, and JSON has none within."""
    lines = [f"event: {name}".encode()]
    lines += [b"id: " + cursor.encode()] if cursor else []
    return b"\n".join([*lines, b"data: " + (b"" if body is None else orjson.dumps(body))]) + b"\n\n"
