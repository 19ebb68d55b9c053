"""What a server tells whoever watches it: metrics of the names that the dashboard and the alerts use, and no secret."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import yaml
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from anjian.settings import Settings
from anjian_schema import metrics
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from tests.schema.server.conftest import TOKEN

OBSERVE = Path(__file__).parents[3] / "deploy" / "observe"
NAME = re.compile(r"\banjian_[a-z_]+")


def used() -> Iterator[str]:
    """The metrics that the dashboard and the alerts ask for."""
    dashboard = json.loads((OBSERVE / "dashboard.json").read_text("utf-8"))
    for panel in dashboard["panels"]:
        for target in panel.get("targets", ()):
            yield from NAME.findall(target["expr"])
    for group in yaml.safe_load((OBSERVE / "alerts.yaml").read_text("utf-8"))["groups"]:
        for rule in group["rules"]:
            yield from NAME.findall(rule["expr"])


async def test_spans_name_documents_and_nothing_of_their_readers(
    monkeypatch: pytest.MonkeyPatch, desk: Engine, small: Settings, desk_url: str
) -> None:
    """The request, its parsing, planning and statement; by name and hash, without variables, token or text."""
    spans, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    monkeypatch.setattr("anjian_schema.tracing.tracer", provider.get_tracer("anjian"))
    transport = httpx2.ASGITransport(create_app(desk, small.model_copy(update={"trace_ratio": 1.0}), desk_url))
    query = "query Named($code: RegionCode!) { region(code: $code) { name } }"
    asked = {"query": query, "variables": {"code": "410104"}}
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test", headers=headers) as client:
        await client.post("/graphql", json=asked)
    found = {span.name: dict(span.attributes or {}) for span in spans.get_finished_spans()}
    assert {"graphql", "graphql.parse", "graphql.plan", "statement"} <= set(found)
    assert found["graphql"]["graphql.operation.name"] == "Named"
    assert str(found["graphql"]["graphql.document.hash"]).startswith("sha256:")
    assert not any(secret in str(found) for secret in (TOKEN, "410104", "RegionCode", "王"))


def test_names_of_operations_are_bounded() -> None:
    """A portal has some dozens; who makes them up is counted with the others."""
    told = metrics.Told()
    for i in range(1000):
        told.add(f"Q{i}", 0.1, 10)
    told.add(None, 0.1, 10)
    assert len(told.operations) == metrics.MOST_NAMES + 2
    assert told.operations[metrics.OTHERS] == 1000 - metrics.MOST_NAMES
    assert told.bytes == 10_010


SCRAPED = """
import asyncio, sys
from urllib.request import urlopen
import httpx2
from anjian.plugin_host import load_plugins
from anjian.plugin_host.calling import failures
from anjian.settings import Settings
from anjian_schema import metrics
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from anjian_schema.server.app import create_app
from anjian_schema.server.watching import watch
from anjian_schema.telemetry import telemetry

async def main(url, port, token):
    settings = Settings(metrics_port=port)
    host = load_plugins(settings)
    async with Engine.open(settings, url, host, compose_serving(host)) as engine:
        app = create_app(engine, settings, url)
        watch(engine, app.streams)
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://anjian.test") as client:
            for bearer in (token, "nobody"):
                headers = {"Authorization": f"Bearer {bearer}"}
                await client.post("/graphql", json={"query": "query Watched { viewer { role } }"}, headers=headers)
    metrics.lag.record(0.1)  # nobody subscribes here
    failures.add(1, {"plugin": "none", "hook": "none"})  # and no plugin fails
    print(urlopen(f"http://127.0.0.1:{port}/metrics").read().decode())

with telemetry(Settings(metrics_port=int(sys.argv[2]))):
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
"""


async def test_the_dashboard_and_the_alerts_ask_for_what_is_there(desk_url: str) -> None:
    """Prometheus reads every metric that they name from a port of its own; none of them tells a token or a name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    script = await asyncio.create_subprocess_exec(sys.executable, "-c", SCRAPED, desk_url, port, TOKEN, stdout=PIPE)
    out, _ = await asyncio.wait_for(script.communicate(), 60)
    text = out.decode()
    assert set(used()) <= set(NAME.findall(text))
    assert len(set(used())) >= 8
    assert 'operation="Watched"' in text
    assert 'code="WRONG_TOKEN"' in text
    assert TOKEN not in text
