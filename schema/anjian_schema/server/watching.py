"""What is read of a server when its metrics are collected."""

from __future__ import annotations

from anjian_schema.engine import Engine
from anjian_schema.metrics import meter, observed
from anjian_schema.server.event_stream import Streams


def watch(engine: Engine, streams: Streams) -> None:
    pool, plans = observed(engine.database.pool.state), observed(lambda: engine.reader.plans)
    sent = observed(lambda: {"sent": engine.told.bytes})
    listening = observed(lambda: {"open": sum(streams.open_by.values())})
    meter.create_observable_gauge("anjian.pool", [pool], description="connections for reading, and who waits for one")
    meter.create_observable_gauge("anjian.streams", [listening], description="subscriptions that are open")
    meter.create_observable_counter("anjian.plans", [plans], description="plans that were found, and that were made")
    meter.create_observable_counter("anjian.answers.size", [sent], "By", "the bytes of all answers")
    operations = observed(lambda: engine.told.operations, "operation")
    meter.create_observable_counter("anjian.operations", [operations], description="operations that were answered")
