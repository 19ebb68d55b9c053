"""The query page's examples and three plain reads, through the engine, over the demonstration of a running home.

    .venv/bin/python bench/reads.py [--home .anjian] [--rounds 30]

Beside each: the same statement sent by hand on one connection, so that the last column is what the engine adds.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from graphql.execution.values import VariableValues

from anjian.database.embedded import EmbeddedServer
from anjian.plugin_host import load_plugins
from anjian.settings import Settings
from anjian.words import Language
from anjian_schema import server
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.operation import whole
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine, Operation

EXAMPLES = Path(server.__file__).parent / "examples"
TOKEN = "demo-supervisor-nation"  # noqa: S105 - the demonstration's, public
PLAIN = {
    "list of 50": "{ hazards(first: 50) { nodes { id title level stage dueOn entity { name region { name } } "
    "actions(first: 3) { nodes { kind issuedOn } } } } }",
    "three levels": "{ entities(first: 20) { nodes { name hazards(first: 5) { nodes { title timeline(first: 3) "
    "{ nodes { at kind } } } } } } }",
    "plugin field": "{ entities(first: 50, filter: { fireworks: { actualPersons: { gt: 4 } } }) "
    "{ nodes { name fireworks { actualPersons approvedPersons } } } }",
}


async def median(rounds: int, work: Callable[[], Awaitable[object]]) -> float:
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        await work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds[2:]) * 1000


async def compare(engine: Engine, query: str, rounds: int) -> tuple[float, float]:
    viewer = await engine.viewer(TOKEN, Language.ZH)
    through = await median(rounds, lambda: engine.answer(Operation(query), viewer))
    document = engine.documents.get(query)
    operation = document.operation(None)
    run = Run(
        VariableValues({}, {d.variable.name.value: "4101" for d in operation.variable_definitions or ()}),
        viewer,
        datetime.now(UTC),
    )
    plan = engine.reader.plan(document, operation, "Query", [whole(operation)], run)
    async with engine.database.pool.acquire() as connection:
        by_hand = await median(rounds, lambda: connection.fetchval(plan.sql, *plan.values(run)))
    return through, by_hand


async def bench(url: str, rounds: int) -> None:
    settings = Settings.load()
    host = load_plugins(settings)
    examples = {path.stem: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.graphql"))}
    del examples["3-plugins-and-rules"]  # the server's own knowledge, not the database's
    print(f"{'ms':<26}{'engine':>9}{'statement':>11}{'engine adds':>13}")
    async with Engine.open(settings, url, host, compose_serving(host)) as engine:
        for name, query in {**examples, **PLAIN}.items():
            through, by_hand = await compare(engine, query, rounds)
            print(f"{name:<26}{through:>9.2f}{by_hand:>11.2f}{through - by_hand:>13.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path(".anjian"))
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    with EmbeddedServer(given.home) as running:
        asyncio.run(bench(running.url("anjian"), given.rounds))


if __name__ == "__main__":
    main()
