"""``graphql-transport-ws`` to its letter: closing codes, order of messages and ids are those of the protocol.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from anjian.access.viewer import Viewer
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Language
from anjian_schema.answers import Refused
from anjian_schema.asking import Operation
from anjian_schema.engine import Engine
from anjian_schema.failures import graphql_problem, problem
from anjian_schema.server.bearer import bearer
from anjian_schema.server.bodies import operation_of
from anjian_schema.server.event_stream import PATIENCE, Streams
from anjian_schema.server.negotiation import headers_of, language_of
from anjian_schema.server.origins import origin_of
from anjian_schema.server.persisted import Persisted
from anjian_schema.streaming import Stream
from anjian_schema.subscription import Asked, is_subscription
from anjian_schema.turns import ASKER

PROTOCOL = "graphql-transport-ws"
INIT_WITHIN = 10.0  # seconds
LONGEST_ID = 200  # characters
GOING_AWAY, BAD, UNAUTHORIZED, FORBIDDEN, NO_PROTOCOL = 1001, 4400, 4401, 4403, 4406
NO_INIT, TOO_SLOW, ALREADY, AGAIN = 4408, 4408, 4409, 4429


class Closing(Exception):
    """The protocol ends the connection here."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@dataclass(frozen=True, slots=True)
class Sockets:
    """``/graphql`` for those who hold a connection open."""

    engine: Engine
    settings: Settings
    streams: Streams
    persisted: Persisted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        if PROTOCOL not in scope.get("subprotocols", ()):
            await socket.accept()
            await socket.close(NO_PROTOCOL, "Subprotocol not acceptable")
        elif not is_welcome(scope, self.settings.allowed_origins):
            await socket.close(FORBIDDEN)  # before it is accepted: the upgrade is answered with 403
        else:
            await socket.accept(PROTOCOL)
            await Connection(self, socket, language_of_scope(scope, self.settings.language)).run()


def is_welcome(scope: Scope, allowed: tuple[str, ...]) -> bool:
    """A page of elsewhere must not use a reader's connection; programs say no origin."""
    headers = headers_of(scope)
    origin = headers.get(b"origin", b"").decode("latin-1")
    return not origin or origin in allowed or urlsplit(origin).netloc == headers.get(b"host", b"").decode("latin-1")


def language_of_scope(scope: Scope, default: Language) -> Language:
    return language_of(headers_of(scope).get(b"accept-language", b"").decode("latin-1"), default)


@dataclass(slots=True)
class Connection:
    """One client. Its operations run beside one another; each may be completed by either side."""

    sockets: Sockets
    socket: WebSocket
    language: Language
    scope: Scope = field(default_factory=dict)
    viewer: Viewer | None = None
    running: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def run(self) -> None:
        stopping = asyncio.create_task(self.sockets.streams.stopping.wait())
        talking = asyncio.create_task(self._talk())
        try:
            await asyncio.wait([talking, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not talking.done():
                await self.socket.close(GOING_AWAY, "Server is stopping; resume from the last cursor")
        finally:
            for each in (talking, stopping, *self.running.values()):
                each.cancel()
            await asyncio.gather(talking, stopping, *self.running.values(), return_exceptions=True)

    async def _talk(self) -> None:
        try:
            await self._begin()
            while True:
                await self._take(await self._message())
        except Closing as closing:
            await self.socket.close(closing.code, closing.reason)
        except (WebSocketDisconnect, TimeoutError):
            pass  # nobody is left to hear it

    async def _begin(self) -> None:
        try:
            async with asyncio.timeout(INIT_WITHIN):
                message = await self._message()
        except TimeoutError:
            raise Closing(NO_INIT, "Connection initialisation timeout") from None
        if message["type"] != "connection_init":
            raise Closing(UNAUTHORIZED, "Unauthorized")
        self.scope = with_token(self.socket.scope, message.get("payload"))
        try:
            self.viewer = await self._viewing()
        except AnjianError as error:
            raise Closing(FORBIDDEN, f"Forbidden: {error.code}") from None
        ASKER.set(self.viewer.person_id)  # what is asked over this connection is theirs
        await self._say({"type": "connection_ack"})

    async def _viewing(self) -> Viewer:
        return await bearer(self.sockets.engine, self.scope, self.language)

    async def _still(self) -> Viewer:
        return await bearer(self.sockets.engine, self.scope, self.language, again=True)

    async def _message(self) -> Mapping[str, Any]:
        received = await self.socket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect
        try:
            message = orjson.loads(received.get("text") or b"")
        except orjson.JSONDecodeError:
            raise Closing(BAD, "Invalid message") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Closing(BAD, "Invalid message")
        return message

    async def _take(self, message: Mapping[str, Any]) -> None:
        match message["type"]:
            case "connection_init":
                raise Closing(AGAIN, "Too many initialisation requests")
            case "ping":
                await self._say({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._subscribe(id_of(message), message.get("payload"))
            case "complete":
                if (task := self.running.pop(id_of(message), None)) is not None:
                    task.cancel()
            case _:
                raise Closing(BAD, "Invalid message type")

    def _subscribe(self, id_: str, payload: Any) -> None:
        if id_ in self.running:
            raise Closing(ALREADY, f"Subscriber for {id_} already exists")
        if not isinstance(payload, dict):
            raise Closing(BAD, "Invalid payload")
        task = self.running[id_] = asyncio.create_task(self._operate(id_, payload))
        task.add_done_callback(lambda done: self.running.pop(id_, None) if self.running.get(id_) is done else None)

    async def _operate(self, id_: str, payload: Mapping[str, Any]) -> None:
        try:
            async for body in self._answers(operation_of(payload, self.sockets.persisted)):
                await self._say({"id": id_, "type": "next", "payload": body})
            await self._say({"id": id_, "type": "complete"})
        except Refused as refused:
            errors = [graphql_problem(error, refused.code) for error in refused.errors]
            await self._say({"id": id_, "type": "error", "payload": errors})
        except AnjianError as error:
            await self._say({"id": id_, "type": "error", "payload": [problem(error, self.language)]})

    async def _answers(self, operation: Operation) -> AsyncIterator[Mapping[str, Any]]:
        engine, origin = self.sockets.engine, origin_of(self.scope, headers_of(self.scope))
        if not is_subscription(engine, operation):
            reply = await engine.answer(operation, await self._viewing(), origin=origin)
            yield orjson.loads(reply.body)
            return
        viewer = await self._viewing()
        asked = Asked.of(engine, operation, None)
        self.sockets.streams.enter(viewer)
        try:
            async for delivery in Stream(engine, asked, self._still, origin).deliveries():
                yield delivery.body
        finally:
            self.sockets.streams.leave(viewer)

    async def _say(self, message: Mapping[str, Any]) -> None:
        """A reader who does not take what was sent is dropped: it resumes from its last cursor."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.socket.send_text(orjson.dumps(message).decode())
        except TimeoutError:
            await self.socket.close(TOO_SLOW, "Too slow")


def id_of(message: Mapping[str, Any]) -> str:
    id_ = message.get("id")
    if not isinstance(id_, str) or not 0 < len(id_) <= LONGEST_ID:
        raise Closing(BAD, "Invalid id")
    return id_


def with_token(scope: Scope, payload: Any) -> Scope:
    """Browsers cannot send a header with the upgrade; the token may come with ``connection_init``."""
    told = payload.get("Authorization", payload.get("authorization")) if isinstance(payload, dict) else None
    if not isinstance(told, str):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    return {**scope, "headers": [*kept, (b"authorization", told.encode("utf-8", "replace"))]}
