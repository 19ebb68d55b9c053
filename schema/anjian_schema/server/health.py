"""Whether this server lives, and whether it may be sent requests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from anjian.access.oidc.claims import Providers
from anjian.access.oidc.keys import Keys
from anjian.cli.db import DatabaseBehind
from anjian.database import migrate
from anjian.errors import AnjianError
from anjian.plugin_host import PluginHost
from anjian.plugin_host.loaded import SERVING
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.failures import Unavailable
from anjian_schema.server.responses import Reader

PATIENCE = 5.0  # seconds for the database to answer
FRESH = 1.0  # seconds an answer stays true: everybody may ask, so asking must be cheap

log = logging.getLogger("anjian")


class PluginNotServing(AnjianError):
    code = "PLUGIN_NOT_SERVING"
    words = Title(
        "必需的插件 {plugin} 未在服务；原因见 anjian plugin list",
        "the required plugin {plugin} does not serve; `anjian plugin list` says why",
    )


class Health:
    """Alive. Where people sign in by identity providers: whether their keys are known, and what keeps us from them."""

    def __init__(self, providers: Providers) -> None:
        self.providers = providers

    async def respond(self, _: Request) -> Response:
        said: dict[str, Any] = {"status": "alive"}
        if self.providers.keys:
            said["identityProviders"] = [as_told(keys) for keys in self.providers.keys.values()]
        return JSONResponse(said, headers={"Cache-Control": "no-store"})


def as_told(keys: Keys) -> dict[str, object]:
    """``problem`` is the kind of the last failure; the log has its words."""
    at = keys.fetched_at
    fetched = None if at is None else at.isoformat(timespec="seconds")
    return {"issuer": keys.issuer.issuer, "keys": len(keys.known), "fetchedAt": fetched, "problem": keys.problem}


class Readiness:
    """Ready: the database answers, its tables are those of this version, every required plugin serves."""

    def __init__(self, settings: Settings, url: str, host: PluginHost) -> None:
        self.settings, self.url, self.host = settings, url, host
        self._one_at_a_time = asyncio.Lock()
        self._said: tuple[AnjianError, ...] = ()
        self._until = 0.0

    async def respond(self, request: Request) -> Response:
        language = Reader.of(request.scope, self.settings.language).language
        problems = await self.problems()
        reasons = [{"code": problem.code, "message": problem.message(language)} for problem in problems]
        status = {"status": "not ready" if reasons else "ready", "reasons": reasons}
        return JSONResponse(status, 503 if reasons else 200, {"Cache-Control": "no-store"})

    async def problems(self) -> Sequence[AnjianError]:
        async with self._one_at_a_time:
            if monotonic() > self._until:
                self._said = (*await self._of_database(), *self._of_plugins())
                self._until = monotonic() + FRESH
            return self._said

    async def _of_database(self) -> list[AnjianError]:
        try:
            async with asyncio.timeout(PATIENCE):
                state = await asyncio.to_thread(migrate.status, self.url)
        except Exception as error:
            log.warning("not ready, the database does not answer: %r", error)
            return [Unavailable()]
        return [] if state.up_to_date else [DatabaseBehind(current=state.current or "-", head=state.head)]

    def _of_plugins(self) -> Iterator[AnjianError]:
        report = self.host.report
        serving = {plugin.name for plugin in report.plugins if plugin.state in SERVING}
        return (PluginNotServing(plugin=name) for name in report.required if name not in serving)
