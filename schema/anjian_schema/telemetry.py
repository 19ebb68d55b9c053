"""Traces and metrics leave for where the operator said, and nowhere else: OTLP over HTTP, or Prometheus.

What leaves: names and hashes of documents, durations, numbers and codes. Never a variable, a token or personal data.
The exporters are imported only where they are used; a server without them is not larger.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from opentelemetry import metrics, trace

from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title

if TYPE_CHECKING:
    from opentelemetry.sdk.metrics.export import MetricReader
    from opentelemetry.sdk.resources import Resource

EVERY = 15.0  # seconds between two deliveries of metrics
PATIENCE = 3.0  # seconds for one delivery: a collector that is gone keeps no server from leaving
LOGGED = "%(asctime)s %(levelname)s %(name)s%(trace)s: %(message)s"


class MetricsPortTaken(AnjianError):
    code = "METRICS_PORT_TAKEN"
    words = Title(
        "指标端口 {host}:{port} 无法监听（{reason}）；请修改 ANJIAN_METRICS_PORT",
        "metrics cannot be served on {host}:{port} ({reason}); change ANJIAN_METRICS_PORT",
    )


@contextmanager
def telemetry(settings: Settings) -> Iterator[None]:
    """As long as the block; what still waits is delivered at its end."""
    with ExitStack() as stack:
        for close in (*traced(settings), *measured(settings)):
            stack.callback(close)
        yield


def traced(settings: Settings) -> Iterator[Callable[[], object]]:
    """A share of the requests; whoever comes with a trace of their own decides for it."""
    if settings.otlp_endpoint is None:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    from anjian_schema.sampling import Drawn

    provider = TracerProvider(Drawn(settings.trace_ratio), resource=resource())
    provider.add_span_processor(
        BatchSpanProcessor(OTLPSpanExporter(f"{settings.otlp_endpoint}/v1/traces", timeout=PATIENCE))
    )
    trace.set_tracer_provider(provider)
    yield provider.shutdown


def measured(settings: Settings) -> Iterator[Callable[[], object]]:
    from opentelemetry.sdk.metrics import MeterProvider

    readers = [*pushed(settings), *scraped(settings)]
    if readers:
        provider = MeterProvider(readers, resource=resource())
        metrics.set_meter_provider(provider)
        yield provider.shutdown


def pushed(settings: Settings) -> Iterator[MetricReader]:
    if settings.otlp_endpoint is None:
        return
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader

    exporter = OTLPMetricExporter(f"{settings.otlp_endpoint}/v1/metrics", timeout=PATIENCE)
    yield PeriodicExportingMetricReader(exporter, export_interval_millis=EVERY * 1000)


def scraped(settings: Settings) -> Iterator[MetricReader]:
    """On a port of its own, which need not be open to portals."""
    if settings.metrics_port is None:
        return
    from opentelemetry.exporter.prometheus import PrometheusMetricReader
    from prometheus_client import start_http_server

    host, port = settings.metrics_host, settings.metrics_port
    try:
        start_http_server(port, host)
    except OSError as error:
        raise MetricsPortTaken(host=host, port=port, reason=error.strerror or error) from error
    yield PrometheusMetricReader()


def resource() -> Resource:
    from opentelemetry.sdk.resources import Resource

    return Resource.create({"service.name": "anjian", "service.version": version("anjian")})


class WithTrace(logging.Filter):
    """A line that is written while a request is answered names its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        context = trace.get_current_span().get_span_context()
        record.trace = f" trace={context.trace_id:032x}" if context.is_valid else ""
        return True
