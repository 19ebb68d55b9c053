"""Nobody waits behind all that somebody else asks."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from anjian_schema.turns import ASKER, Turns


async def queued(askers: list[int], places: int, given_up: set[int]) -> list[tuple[int, int]]:
    """Who came in, in that order, with the number of their request; all of them waited from the beginning."""
    turns, entered = Turns(places), list[tuple[int, int]]()
    for _ in range(places):
        await turns.acquire()

    async def ask(number: int, asker: int) -> None:
        ASKER.set(asker)
        await turns.acquire()
        entered.append((number, asker))
        await asyncio.sleep(0)
        turns.release()

    tasks = [asyncio.create_task(ask(number, asker)) for number, asker in enumerate(askers)]
    await asyncio.sleep(0)
    for number in given_up:
        if number < len(tasks):
            tasks[number].cancel()
    for _ in range(places):
        turns.release()
    await asyncio.gather(*tasks, return_exceptions=True)
    for _ in range(places):
        await asyncio.wait_for(turns.acquire(), 1)  # every place is free again
    return entered


@given(st.lists(st.integers(0, 4), max_size=40), st.integers(1, 3), st.sets(st.integers(0, 39), max_size=8))
async def test_each_asker_has_a_turn_in_each_round(askers: list[int], places: int, given_up: set[int]) -> None:
    """One's nth request is let in before anybody's request after their nth; one's own stay in their order."""
    entered = await queued(askers, places, given_up)
    wanted = [(number, asker) for number, asker in enumerate(askers) if number not in given_up]
    assert sorted(entered) == wanted
    rounds: dict[int, int] = {}
    order = []
    for _, asker in entered:
        rounds[asker] = rounds.get(asker, 0) + 1
        order.append(rounds[asker])
    for asker in set(askers):
        numbers = [number for number, of in entered if of == asker]
        assert numbers == sorted(numbers)
    if not given_up:
        assert order == sorted(order)


async def test_one_request_does_not_wait_for_a_thousand() -> None:
    entered = await queued([0] * 1_000 + [1], 1, set())
    assert entered.index((1_000, 1)) == 1
