"""A server that listens, as portals meet it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anjian.demo.tokens import Tokens
from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server.app import create_app
from anjian_schema.server.serving import Server, address, listen


@asynccontextmanager
async def served(engine: Engine, url: str, settings: Settings | None = None, tokens: Tokens = ()) -> AsyncIterator[str]:
    chosen = (settings or Settings()).model_copy(update={"port": 0})
    app = create_app(engine, chosen, url, tokens)
    server, listening = Server.of(app, chosen), listen(chosen)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn raises a flag and sets no event
        await asyncio.sleep(0.01)
    yield address(listening)
    app.streams.stopping.set()
    server.should_exit = True
    await serving
