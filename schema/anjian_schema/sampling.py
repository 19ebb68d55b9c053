"""Which traces are kept: requests were drawn before they came here; of what has no request, the same share."""

from __future__ import annotations

from typing import Any

from opentelemetry.sdk.trace.sampling import ALWAYS_ON, ParentBased, ParentBasedTraceIdRatio, Sampler, SamplingResult
from opentelemetry.trace import SpanKind


class Drawn(Sampler):
    def __init__(self, ratio: float) -> None:
        self.requests, self.others = ParentBased(ALWAYS_ON), ParentBasedTraceIdRatio(ratio)

    def should_sample(
        self, parent_context: Any, trace_id: int, name: str, kind: SpanKind | None = None, *others: Any, **more: Any
    ) -> SamplingResult:
        sampler = self.requests if kind is SpanKind.SERVER else self.others
        return sampler.should_sample(parent_context, trace_id, name, kind, *others, **more)

    def get_description(self) -> str:
        return "requests that were drawn, and the same share of all else"
