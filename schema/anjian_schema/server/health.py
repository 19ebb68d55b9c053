"""Whether this server lives, and whether it may be sent requests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from time import monotonic

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

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


async def health(_: Request) -> Response:
    return JSONResponse({"status": "alive"}, headers={"Cache-Control": "no-store"})


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
