"""A list is walked while others write: each row that stays is met once, in every order, from either end."""

from __future__ import annotations

import asyncio

import pytest
import pytest_asyncio

from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.test_paging import LISTS, Place, orders, page
from tests.schema.compiler.world import World
from tests.schema.exact.writers import Writers

WAYS = {"first": ("hasNextPage", "endCursor"), "last": ("hasPreviousPage", "startCursor")}
OF_TYPE = {place.type.name: place for place in reversed(LISTS)}  # one list of each type, from the root where there is


@pytest_asyncio.fixture(scope="module")
async def busy(new_world: NewWorld) -> tuple[World, str]:
    """A world that others write to."""
    world, url = await new_world()
    return world, url.replace("+asyncpg", "")


@pytest.mark.parametrize("place", OF_TYPE.values(), ids=OF_TYPE.keys())
async def test_each_row_once_while_others_write(busy: tuple[World, str], place: Place) -> None:
    """Equal keys and empty keys come and go around it; every order of every type."""
    world, url = busy
    async with Writers.of(place.type, url) as writers:
        for order in [order for order in orders(place) if len(order) < 2]:
            stays = [edge["cursor"] for edge in (await page(world, place, order, "first", None, 100))["edges"]]
            for turn, (more, end) in WAYS.items():
                met: list[str] = []
                at, going = None, True
                while going:
                    found, *_ = await asyncio.gather(
                        page(world, place, order, turn, at, 9), writers.insert(), writers.change()
                    )
                    cursors = [edge["cursor"] for edge in found["edges"] if edge["cursor"] in stays]
                    met = [*met, *cursors] if turn == "first" else [*cursors, *met]
                    at, going = found["pageInfo"][end], found["pageInfo"][more] and len(met) < 10 * len(stays)
                assert met == stays
            await writers.forget()
