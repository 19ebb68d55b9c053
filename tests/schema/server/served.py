"""A server that listens, as portals meet it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from anjian.demo.tokens import Tokens
from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server.app import create_app


@asynccontextmanager
async def served(engine: Engine, url: str, settings: Settings | None = None, tokens: Tokens = ()) -> AsyncIterator[str]:
    app = create_app(engine, settings or Settings(), url, tokens)
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn raises a flag and sets no event
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    app.streams.stopping.set()
    server.should_exit = True
    await serving
