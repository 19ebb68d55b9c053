"""``anjian serve``: everything from the port to the last connection, opened in order and closed in reverse."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from rich.progress import Progress
from sqlalchemy.ext.asyncio import AsyncEngine

from anjian.audit.sealing import sealing
from anjian.cli.terminal import console, reader
from anjian.database.connect import Opened, database_in_use
from anjian.events.delivery import delivering
from anjian.jobs.timer import keeping_time
from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian.standing.following import rejudging
from anjian.words import Title
from anjian_schema.server.app import create_app
from anjian_schema.server.banner import banner
from anjian_schema.server.serving import Server, address, listen, terminable
from anjian_schema.server.starting import Prepared, engine_of, prepare
from anjian_schema.server.watching import watch
from anjian_schema.telemetry import LOGGED, WithTrace, telemetry

YOUNG = 20_000  # new objects between two looks for garbage: some hundred requests' worth
STARTING = Title("正在启动…", "Starting…")
STOPPED = Title("已停止。", "Stopped.")


def serve(settings: Settings) -> None:
    """Until Ctrl-C or SIGTERM. The port is taken first: nothing is begun that could not be served."""
    logging.basicConfig(level=logging.WARNING, format=LOGGED)
    for handler in logging.getLogger().handlers:
        handler.addFilter(WithTrace())
    logging.getLogger("anjian").setLevel(settings.log_level.upper())
    loop_factory = uvicorn.Config("", loop="auto").get_loop_factory()
    try:
        with terminable(), telemetry(settings), listen(settings) as listening:
            console(stderr=True).print(STARTING.in_language(reader()), style="dim")
            spare_collector()  # what was imported: the litter of the start is found soon, before much lies beside it
            with database_in_use(settings) as database, asyncio.Runner(loop_factory=loop_factory) as runner:
                prepared = runner.run(with_progress(settings, database))
                spare_collector()
                gc.set_threshold(YOUNG)
                runner.run(answer(prepared, listening))
    finally:
        console(stderr=True).print(STOPPED.in_language(reader()), style="dim")


def spare_collector() -> None:
    """What was made so far stays to the end: the garbage collector need not walk it again and again."""
    gc.collect()
    gc.freeze()


async def with_progress(settings: Settings, database: Opened) -> Prepared:
    with Progress(console=console(stderr=True), transient=True) as progress:
        return await prepare(settings, database, progress)


@asynccontextmanager
async def working(database: AsyncEngine, url: str, host: PluginHost) -> AsyncIterator[None]:
    """Plugins hear of what happened, what stands is judged again, the audit is sealed, what is due is done."""
    async with delivering(database, host), rejudging(database, host), sealing(database), keeping_time(database, url):
        yield


async def answer(prepared: Prepared, listening: socket.socket) -> None:
    async with engine_of(prepared) as engine:
        app = create_app(engine, prepared.settings, prepared.database.url, prepared.tokens)
        watch(engine, app.streams)
        background = working(engine.database.engine, prepared.database.url, prepared.host)
        async with prepared.host.lifespan(app), background:
            for line in banner(prepared, address(listening), reader()):
                console().print(line)
            await Server.of(app, prepared.settings).serve(sockets=[listening])
