from __future__ import annotations

import httpx2
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from anjian_schema.server.app import traced

from .conftest import TOKEN


async def test_each_request_is_a_span_where_somebody_collects_them(
    monkeypatch: pytest.MonkeyPatch, desk: Engine, small: Settings, desk_url: str
) -> None:
    """With method, route and status, within the caller's trace; the token is in none of them, and probes make none."""
    spans, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    transport = httpx2.ASGITransport(create_app(desk, small, desk_url))
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    headers = {"authorization": f"Bearer {TOKEN}", "traceparent": parent}
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test", headers=headers) as client:
        await client.post("/graphql", json={"query": "{ viewer { role } }"})
        await client.get("/health")
    (span,) = [span for span in spans.get_finished_spans() if span.parent and span.parent.is_remote]
    attributes = dict(span.attributes or {})
    assert (span.name, attributes["http.response.status_code"]) == ("POST /graphql", 200)
    assert format(span.context.trace_id, "032x") == parent.split("-")[1]
    assert TOKEN not in str(attributes)
    assert len(spans.get_finished_spans()) == 1


def test_nothing_is_traced_for_nobody(small: Settings) -> None:
    """Without a provider the middleware is not even there."""
    assert traced(small) == []
