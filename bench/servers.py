"""The servers that are compared, each a process of its own, and the processor time that an answer takes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
import psutil

from anjian.database.embedded import EmbeddedServer
from bench.load_generator import request
from bench.questions import Question
from bench.world import token

BIN = Path(sys.executable).parent
UVICORN = (str(BIN / "uvicorn"), "--no-access-log", "--log-level", "warning", "--lifespan", "off", "--port")
NO_HTTP = b"\r\n\r\nhello\r\n\r\n"  # refused by the protocol, before any application is asked
PATIENCE = 120.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Server:
    """One server over the database; ``graphql`` tells how it wants to be asked."""

    name: str
    port: int
    process: psutil.Process
    graphql: bool = True

    def requests(self, question: Question, reach: str) -> Sequence[bytes]:
        path = "/graphql" if self.graphql else f"/{question.name}"
        return [request(path, token(reach), orjson.dumps(self._body(question, values))) for values in question.values]

    def _body(self, question: Question, values: object) -> object:
        return {"query": question.document, "variables": values} if self.graphql else values


@contextmanager
def running(name: str, command: Sequence[str], port: int, *, graphql: bool, **environment: str) -> Iterator[Server]:
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port, process)
        yield Server(name, port, psutil.Process(process.pid), graphql)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it says anything, be it a refusal: the product holds its port from the first moment, the others late."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(NO_HTTP)
                if connection.recv(1):
                    return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{process.args!r} did not start")


@contextmanager
def product(url: str, home: Path) -> Iterator[Server]:
    """``anjian serve`` as an operator starts it."""
    port = free_port()
    settings = {"ANJIAN_DATABASE_URL": url, "ANJIAN_HOME": str(home), "ANJIAN_PORT": str(port)}
    settings["ANJIAN_RATE_PER_CALLER"] = "off"  # one token asks for everybody
    with running("anjian", [str(BIN / "anjian"), "serve"], port, graphql=True, **settings) as server:
        yield server


@contextmanager
def by_hand(url: str) -> Iterator[Server]:
    port = free_port()
    command = [*UVICORN, str(port), "bench.by_hand:app"]
    with running("by hand", command, port, graphql=False, BENCH_DATABASE_URL=url) as server:
        yield server


@contextmanager
def resolvers(url: str) -> Iterator[Server]:
    port = free_port()
    command = [*UVICORN, str(port), "bench.resolvers:app"]
    with running("resolvers", command, port, graphql=True, BENCH_DATABASE_URL=url) as server:
        yield server


def postmaster(database: EmbeddedServer) -> psutil.Process:
    """By the first line of its own file: the server was just reached through this very directory."""
    written = (database.place.data / "postmaster.pid").read_text(encoding="utf-8")
    return psutil.Process(int(written.splitlines()[0]))


@dataclass(frozen=True, slots=True)
class Meter:
    """Processor seconds of one server and of every process of its database."""

    database: psutil.Process

    def read(self, server: Server) -> tuple[float, float]:
        backends = [self.database, *self.database.children()]
        ended = self.database.cpu_times()
        return used(server.process), sum(map(used, backends)) + ended.children_user + ended.children_system


def used(process: psutil.Process) -> float:
    """In nanoseconds where Linux tells; elsewhere in its ticks of ten milliseconds. Who just ended used nothing."""
    threads = Path(f"/proc/{process.pid}/task")
    try:
        return sum(int(file.read_text().split()[0]) for file in threads.glob("*/schedstat")) / 1e9 or ticks(process)
    except (OSError, psutil.NoSuchProcess):
        return 0.0


def ticks(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
