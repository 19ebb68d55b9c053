"""The engine: an operation and a viewer in, a GraphQL response out."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, NamedTuple

import asyncpg
import sqlalchemy as sa
from cachetools import TTLCache
from sqlalchemy.exc import DBAPIError

from anjian.access.door import Door, Knock
from anjian.access.oidc.fetching import providers
from anjian.access.tokens import digest
from anjian.access.viewer import Viewer
from anjian.audit.origin import NOWHERE, Origin
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.events.bookmarks import OLDEST_RUNNING
from anjian.events.model import Event
from anjian.plugin_host import PluginHost, PluginReport
from anjian.plugin_host.narrowing import narrowed
from anjian.settings import Settings
from anjian.words import Language
from anjian_schema.answers import answer
from anjian_schema.asking import Asking, Operation
from anjian_schema.compiler.documents import Documents
from anjian_schema.compiler.reader import Reader
from anjian_schema.compose import Composed
from anjian_schema.database import Database, connect
from anjian_schema.failures import Internal, TooSlow, Unavailable, Unconfirmed, body, problem, trace_id
from anjian_schema.gathering import Gathering
from anjian_schema.metrics import Told
from anjian_schema.pulse import Pulse
from anjian_schema.rates import Rates
from anjian_schema.tracing import hashed, span

__all__ = ["Engine", "Operation", "Reply"]

log = logging.getLogger("anjian")
REMEMBERED_VIEWERS = 10_000
VIEWER_SECONDS = 5  # what was revoked is refused after that, at the latest
GONE = (
    OSError,  # a TimeoutError is one: the database said nothing, not even that a statement took too long
    sa.exc.TimeoutError,  # no connection came free
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that was cut amid an answer, used before the cut is noticed
    asyncpg.CannotConnectNowError,
)
SHUTTING_DOWN = (asyncpg.AdminShutdownError, asyncpg.CrashShutdownError)


class Reply(NamedTuple):
    """A whole GraphQL response. ``executed`` is false for a request that never ran: it has no data."""

    body: bytes
    executed: bool


@dataclass
class Engine:
    """One composed schema over one database."""

    composed: Composed
    host: PluginHost
    database: Database
    recover: Callable[[], None] | None = None  # brings a lost database back, where that is ours to do
    door: Door | None = None
    rates: Rates | None = None
    demo: bool = False  # whether the demonstration's tokens are taken
    hidden: bool = False  # whether the schema is kept from its readers
    viewers: TTLCache[tuple[bytes, Language, UUID | None], Viewer] = field(
        default_factory=lambda: TTLCache(REMEMBERED_VIEWERS, VIEWER_SECONDS)
    )

    def __post_init__(self) -> None:
        self.documents = Documents(self.composed.graphql, hidden=self.hidden)
        self.reader = Reader(self.composed.catalog, self.documents)
        self.gathering = Gathering(self.database.pool)
        self.entrance = self.door or Door(self.database.sessions)
        self.told = Told()
        self.pulse = Pulse(self._end_of_the_log)

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: Settings, url: str, host: PluginHost, composed: Composed) -> AsyncIterator[Engine]:
        async with connect(settings, url) as database, providers(settings.oidc) as known:
            door, rates = Door(database.sessions, known), Rates(settings, database.sessions)
            hidden = not settings.introspection
            yield cls(composed, host, database, door=door, rates=rates, demo=settings.demo, hidden=hidden)

    async def viewer(
        self, token: str, language: Language, *, origin: Origin = NOWHERE, chosen: UUID | None = None
    ) -> Viewer:
        """Whose token this is, under the authorisation they chose. Raises a ``SignInRefused`` that says why not, or
        ``Unavailable`` when nobody can tell.
        """
        key = digest(token), language, chosen
        known = self.viewers.get(key)
        if known is None:
            known = await self._look_up(token, Knock(datetime.now(UTC), origin, chosen))
            known = self.viewers[key] = replace(known, language=language)
        return known

    async def admit(self, address: str, token: str) -> None:
        """One request out of each budget. Raises ``RateLimited``, or ``Unavailable`` when nobody can tell."""
        if self.rates is None:
            return
        try:
            await self.rates.of_address(address)
            await self.rates.of_token(digest(token).hex())
        except (*GONE, DBAPIError) as error:
            self._lost(error)
            raise Unavailable from error

    async def _look_up(self, token: str, knock: Knock) -> Viewer:
        try:
            viewer = await self.entrance.let_in(token, knock)
        except (*GONE, DBAPIError) as error:
            self._lost(error)
            raise Unavailable from error
        return await narrowed(self.host, viewer, self.composed.catalog.of_entities)

    async def answer(
        self, operation: Operation, viewer: Viewer, *, only_queries: bool = False, origin: Origin = NOWHERE
    ) -> Reply:
        """Run one operation. The caller's mistakes and the database's failures are in the body, each with its code."""
        began = perf_counter()
        with span("graphql") as traced:
            try:
                reply = Reply(*await answer(self._asking(viewer, origin), operation, only_queries=only_queries))
            except Exception as error:
                reply = Reply(body([self._failed(error, viewer.language, Unavailable())]), executed=False)
            name = self.documents.name_of(operation.query, operation.operation_name)
            if traced:
                traced.set_attributes({"graphql.operation.name": name or "", **hashed(operation)})
        self.told.add(name, perf_counter() - began, len(reply.body))
        return reply

    async def _end_of_the_log(self) -> int:
        last = sa.select(sa.func.max(Event.transaction_id)).where(Event.transaction_id < OLDEST_RUNNING)
        async with self.database.sessions() as session:
            return await session.scalar(last) or 0

    def _asking(self, viewer: Viewer, origin: Origin = NOWHERE) -> Asking:
        parts = (self.composed, self.documents, self.reader, self.database, self.gathering, self.host)
        return Asking(
            *parts, viewer, origin, self._plugins, lambda error: self._failed(error, viewer.language, Unconfirmed())
        )

    def _failed(self, error: Exception, language: Language, gone: AnjianError) -> dict[str, Any]:
        """What is said of an error: the caller's mistake in the words of its step, anything else without detail."""
        if isinstance(error, AnjianError):
            return problem(error, language)
        trace_ = trace_id()
        cause = error.orig.__cause__ if isinstance(error, DBAPIError) and error.orig else error
        if isinstance(cause, asyncpg.QueryCanceledError):
            return problem(TooSlow(seconds=f"{self.database.statement_timeout:g}"), language, traceId=trace_)
        if is_gone(error):
            self._lost(error)
            return problem(gone, language, traceId=trace_)
        if isinstance(cause, asyncpg.InsufficientResourcesError):  # a full disk, no memory, no connection left
            log.error("trace %s: the database has run out of something: %s", trace_, cause)
            return problem(gone, language, traceId=trace_)
        log.error("trace %s", trace_, exc_info=error)
        return problem(Internal(), language, traceId=trace_)

    def _lost(self, error: Exception) -> None:
        log.warning("the database is gone: %s", type(error).__name__)
        if self.recover is not None:
            self.recover()

    def _plugins(self, language: Language) -> str:
        return json.dumps(
            [_said(plugin, self.host, language) for plugin in self.host.report.plugins], ensure_ascii=False
        )


def _said(plugin: PluginReport, host: PluginHost, language: Language) -> dict[str, Any]:
    """One plugin, as ``query { plugins }`` tells of it."""
    title = next((p.plugin.title for p in host.plugins if p.plugin and p.name == plugin.name), None)
    return {
        "name": plugin.name,
        "title": title and title.in_language(language),
        "version": plugin.version or None,
        "api": plugin.api or None,
        "state": plugin.state,
        "problems": [
            {"code": p.code, "message": p.words.in_language(language), "hint": p.hint.in_language(language)}
            for p in plugin.problems
        ],
        "provides": asdict(plugin.provides),
    }


def is_gone(error: BaseException) -> bool:
    """The connection failed, not the statement."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and is_gone(error.orig.__cause__ or error.orig))
    # asyncpg calls a value it cannot encode an interface error too; that one is a ValueError, and ours to mend.
    return isinstance(error, GONE + SHUTTING_DOWN) and not isinstance(error, ValueError)
