"""Spans, where somebody collects them; where nobody does, they cost nothing."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from opentelemetry import trace

if TYPE_CHECKING:
    from anjian_schema.asking import Operation

tracer = trace.get_tracer("anjian")


def is_collected() -> bool:
    return not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider | trace.NoOpTracerProvider)


def span(name: str) -> AbstractContextManager[Any]:
    """A span as long as the block, within a request that is traced."""
    return tracer.start_as_current_span(name) if trace.get_current_span().is_recording() else nullcontext()


def hashed(operation: Operation) -> dict[str, str]:
    """By its hash: what a document says, and its variables, are nobody's business."""
    digest = hashlib.sha256(operation.query.encode("utf-8", "surrogatepass")).hexdigest()
    return {"graphql.document.hash": f"sha256:{digest}"}
