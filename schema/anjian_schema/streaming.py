"""A subscription is the query of its list, asked again and again from where the last answer ended.

So it is planned, scoped, narrowed and limited as every read is, it can be resumed from any cursor, and for a reader who
is slow nothing is asked yet: nothing is ever kept for anybody.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

import orjson

from anjian.access.viewer import Viewer
from anjian.audit.origin import Origin
from anjian_schema.asking import Operation
from anjian_schema.engine import Engine
from anjian_schema.failures import Unavailable
from anjian_schema.metrics import lag
from anjian_schema.subscription import AFTER, AT_ONCE, CURSOR, Asked

Viewing = Callable[[], Awaitable[Viewer]]


class Delivery(NamedTuple):
    """One response of a subscription, and from where to go on; the last one of a stream that failed has no cursor."""

    body: Mapping[str, Any]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Stream:
    """One subscription of somebody, who is asked for anew before each look: what was revoked ends it."""

    engine: Engine
    asked: Asked
    viewing: Viewing
    origin: Origin

    async def deliveries(self) -> AsyncIterator[Delivery]:
        after = self.asked.after or await self._now()
        while True:
            seen = self.engine.pulse.seen
            answer = await self._look(after)
            if not answer.get("data"):
                if is_lost(answer):
                    await self.engine.pulse.rest()
                    continue
                yield Delivery(answer, None)
                return
            found, edges = perf_counter(), answer["data"][self.asked.field]["edges"]
            for edge in edges:
                after = edge.pop(CURSOR)
                yield Delivery({"data": {self.asked.key: edge}}, after)
                lag.record(perf_counter() - found)  # once it is taken
            if len(edges) < AT_ONCE:
                await self.engine.pulse.beyond(seen)

    async def _look(self, after: str | None) -> Any:
        variables = {**self.asked.variables, AFTER: after}
        operation = Operation(self.asked.query, variables)
        reply = await self.engine.answer(operation, await self.viewing(), only_queries=True, origin=self.origin)
        return orjson.loads(reply.body)

    async def _now(self) -> str | None:
        """Where the log ends at this moment, for whoever says from where nothing."""
        end = Operation(f"{{ {self.asked.field}(last: 1) {{ edges {{ cursor }} }} }}")
        reply = await self.engine.answer(end, await self.viewing(), only_queries=True, origin=self.origin)
        edges = (orjson.loads(reply.body).get("data") or {}).get(self.asked.field, {}).get("edges", [])
        return edges[0]["cursor"] if edges else None


def is_lost(answer: Mapping[str, Any]) -> bool:
    """The database is away: it comes back, and the cursor is still good."""
    return [each["extensions"]["code"] for each in answer["errors"]] == [Unavailable.code]
