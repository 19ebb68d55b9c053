"""The processor time of Python's parts, in process: a new document step by step, a known one, and commands.

    .venv/bin/python -m bench.parts [--home .anjian] [--rounds 30]

Over the demonstration of a home. The commands are really done there: entities, inspections and orders are written.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from graphql import parse, validate

from anjian.access.viewer import Viewer
from anjian.china import today
from anjian.database.embedded import EmbeddedServer
from anjian.plugin_host import load_plugins
from anjian.settings import Settings
from anjian.words import Language
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine, Operation
from anjian_schema.server.command import YOUNG, spare_collector
from bench.questions import UNIT
from bench.reads import EXAMPLES

TOKEN = "demo-inspector"  # noqa: S105 - the demonstration's, public
QUERY = (EXAMPLES / "1-major-hazards.graphql").read_text(encoding="utf-8")
COMMAND = "mutation Do($input: %sInput!) { %s(input: $input) { %s userErrors { code message } } }"
ANSWERS = [
    {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}},
    {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}},
]


class Parts:
    """What each part took, time and again."""

    def __init__(self, engine: Engine, viewer: Viewer) -> None:
        self.engine, self.viewer = engine, viewer
        self.taken: dict[str, list[float]] = {}

    async def timed(self, part: str, work: Callable[[], Awaitable[Any]]) -> Any:
        began = time.process_time()
        found = await work()
        self.taken.setdefault(part, []).append(time.process_time() - began)
        return found

    async def asked(self, part: str, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        reply = await self.timed(part, lambda: self.engine.answer(Operation(query, variables or {}), self.viewer))
        return orjson.loads(reply.body)["data"]

    async def read(self, number: int) -> None:
        """A document that nobody asked before, alone and as a whole, and then once more."""
        text = QUERY.replace("MajorHazards", f"MajorHazards{number}")

        async def checked() -> None:
            validate(self.engine.composed.graphql, parse(text))

        await self.timed("parse and validate", checked)
        await self.asked("new document", text)
        await self.asked("the same again", text)

    async def done(self, command: str, selected: str, **given: Any) -> Any:
        name = command[0].lower() + command[1:]
        found = (await self.asked(command, COMMAND % (command, name, selected), {"input": given}))[name]
        if found["userErrors"]:
            raise SystemExit(f"{command}: {found['userErrors']}")
        return found

    async def write(self) -> None:
        """An entity is registered, inspected, and ordered to mend what was found."""
        unit, day = UNIT | {"regionCode": self.viewer.region_code}, today(datetime.now(UTC))
        entity = (await self.done("RegisterEntity", "entity { id }", **unit))["entity"]["id"]
        visit: dict[str, Any] = {
            "kind": "ENFORCEMENT",
            "sector": "fireworks",
            "inspectedOn": day.isoformat(),
            "answers": ANSWERS,
        }
        visit |= {"checklist": {"code": "FIREWORKS-2017", "version": "1"}, "signers": ["王五", "赵六"]}
        found = await self.done("SubmitInspection", "inspection { hazards { nodes { id } } }", entityId=entity, **visit)
        due = {"dueOn": (day + timedelta(days=3)).isoformat(), "documentNo": "1号", "basis": "第六十五条"}
        hazard = found["inspection"]["hazards"]["nodes"][0]["id"]
        await self.done("OrderRectification", "hazard { stage }", hazardId=hazard, **due)

    def table(self) -> Iterator[str]:
        yield f"{'ms of processor':<24}{'min':>8}{'median':>8}"
        for part, seconds in self.taken.items():
            yield f"{part:<24}{min(seconds) * 1000:>8.2f}{statistics.median(seconds) * 1000:>8.2f}"


async def measured(url: str, rounds: int) -> Parts:
    settings = Settings.load()
    host = load_plugins(settings)
    async with Engine.open(settings, url, host, compose_serving(host)) as engine:
        parts = Parts(engine, await engine.viewer(TOKEN, Language.ZH))
        spare_collector()
        gc.set_threshold(YOUNG)  # as a server does
        for number in range(rounds):
            await parts.read(number)
            await parts.write()
        return parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path(".anjian"))
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    with EmbeddedServer(given.home) as running:
        print("\n".join(asyncio.run(measured(running.url("anjian"), given.rounds)).table()))


if __name__ == "__main__":
    main()
