"""A server tells plugins what happens for as long as it serves."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from anjian.database.connect import Opened
from anjian.settings import Settings
from anjian_schema.server.command import answer
from anjian_schema.server.serving import listen
from anjian_schema.server.starting import Prepared
from tests.conftest import FreshDatabase
from tests.schema import strangers
from tests.schema.scratch import entity, scratch
from tests.schema.strangers import Site

LISTENS = """
heard = []
@hookimpl
async def anjian_event(event):
    heard.append((event.noun, event.kind))
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


async def test_a_plugin_hears_of_a_command(site: Site, fresh_database: FreshDatabase) -> None:
    """What a command did is told soon after it was answered, and no more once the server has stopped."""
    site.install("tanks", extra=LISTENS)
    host, url, settings = site.host(), fresh_database(), Settings(port=0)
    async with scratch(url, host) as made:
        [tanks] = [each for each in host.plugins if each.name == "tanks"]
        heard = tanks.implementation.heard
        inspector = await made.official("王五")
        with listen(settings) as listening:
            serving = asyncio.create_task(
                answer(Prepared(settings, Opened(url), host, made.engine.composed), listening)
            )
            async with asyncio.timeout(10):
                while not heard:
                    await entity(inspector, "tanks")
                    await asyncio.sleep(0.2)
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
            # Cut off, uvicorn leaves the socket with this loop, which would take the next one of its number for it.
            asyncio.get_running_loop().remove_reader(listening.fileno())
        told = len(heard)
        await entity(inspector, "tanks")
        await asyncio.sleep(1.2)
    assert heard == [("entity", "entity_registered")] * told
