"""How long who asks now and then waits while somebody asks without end: by turns, and first come first served.

.venv/bin/python -m bench.fairness
"""

from __future__ import annotations

import asyncio
import statistics
import time

from anjian_schema.turns import ASKER, Turns

WORK, HEAVY, LIGHT, CONNECTIONS = 0.01, 400, 40, 10  # seconds of a statement; requests at once; requests one by one


class FirstCome(Turns):
    """As a semaphore would: nobody is told from anybody."""

    async def acquire(self) -> None:
        ASKER.set(None)
        await super().acquire()


async def statement(turns: Turns, asker: str) -> float:
    began = time.perf_counter()
    ASKER.set(asker)
    await turns.acquire()
    await asyncio.sleep(WORK)
    turns.release()
    return time.perf_counter() - began


async def heavy(turns: Turns, over: asyncio.Event) -> None:
    async def again() -> None:
        while not over.is_set():
            await statement(turns, "heavy")

    await asyncio.gather(*(again() for _ in range(HEAVY)))


async def waits(turns: Turns) -> list[float]:
    over = asyncio.Event()
    flood = asyncio.create_task(heavy(turns, over))
    await asyncio.sleep(WORK)
    found = [await asyncio.create_task(statement(turns, "light")) for _ in range(LIGHT)]
    over.set()
    await flood
    return found


async def main() -> None:
    print("| 次序 order | 中位 median ms | 最长 longest ms |\n|---|---:|---:|")
    medians = []
    for words, kind in (("先来先得 first come", FirstCome), ("轮流 by turns", Turns)):
        found = sorted(await waits(kind(CONNECTIONS)))
        medians.append(statistics.median(found))
        print(f"| {words} | {medians[-1] * 1000:.0f} | {found[-1] * 1000:.0f} |", flush=True)
    print(f"\n快 {medians[0] / medians[1]:.0f} 倍 / times as soon")


if __name__ == "__main__":
    asyncio.run(main())
