"""What watching a server costs: the same requests without telemetry, with metrics and a tenth traced, with all traced.

    .venv/bin/python -m bench.telemetry [--home .anjian] [--requests 4000] [--rounds 3]

Over the demonstration of a home, each way by a server of its own, by turns; what is sent goes to a collector that
throws it away. Told is the processor time of the server's process, its background work included.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
from rich.progress import track

from bench.servers import BIN, Server, free_port, running

TOKEN = "demo-supervisor-zhengzhou"  # noqa: S105 - the demonstration's, public
QUERY = """query Listed { hazards(first: 20, filter: { level: { eq: MAJOR } }) {
  nodes { title stage dueOn entity { name region { name } } } } }"""
OFF = "without"
WAYS: Mapping[str, Mapping[str, str]] = {
    OFF: {},
    "metrics alone": {"ANJIAN_TRACE_RATIO": "0"},
    "metrics, a tenth traced": {"ANJIAN_TRACE_RATIO": "0.1"},
    "metrics, all traced": {"ANJIAN_TRACE_RATIO": "1"},
}


class Collector(BaseHTTPRequestHandler):
    """Takes everything and keeps nothing."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def asked(server: Server, requests: int) -> float:
    """Milliseconds of processor for one request, warm."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}", headers=headers, timeout=60) as client:
        for _ in range(500):
            client.post("/graphql", json={"query": QUERY}).raise_for_status()
        before = sum(server.process.cpu_times()[:2])
        for _ in range(requests):
            client.post("/graphql", json={"query": QUERY})
        return (sum(server.process.cpu_times()[:2]) - before) / requests * 1000


def measured(home: Path, way: str, collector: str, requests: int) -> float:
    port = free_port()
    said = {"ANJIAN_HOME": str(home), "ANJIAN_PORT": str(port), "ANJIAN_DEMO": "true", "ANJIAN_RATE_PER_CALLER": "off"}
    sent = {"ANJIAN_OTLP_ENDPOINT": collector, **WAYS[way]} if WAYS[way] else {}
    with running(way, [str(BIN / "anjian"), "serve"], port, graphql=True, **said, **sent) as server:
        return asked(server, requests)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path(".anjian"))
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    collector = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{collector.server_address[1]}"
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for way in track(list(WAYS) * given.rounds, "", transient=True):
        taken[way].append(measured(given.home.resolve(), way, address, given.requests))
    print(f"{'ms of processor for one request':<34}{'least':>8}{'ratio':>8}")
    for way, found in taken.items():
        print(f"{way:<34}{min(found):>8.3f}{min(found) / min(taken[OFF]):>8.2f}")


if __name__ == "__main__":
    main()
