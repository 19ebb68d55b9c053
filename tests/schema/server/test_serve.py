"""`anjian serve` as an operator runs it: another process, a home of its own, a signal to stop it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import httpx2
import psutil
import pytest
from rich.cells import cell_len

from anjian.database.embedded import EmbeddedServer

from .conftest import driver_url, kill

PATIENCE = 60

Start = Callable[..., "Serving"]


class Serving:
    """A server in another process."""

    def __init__(self, home: Path, port: int, *words: str, **environment: str) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ANJIAN_")}
        said = {"ANJIAN_LANGUAGE": "en", "COLUMNS": "80", "PYTHONUNBUFFERED": "1", **environment}
        command = [sys.executable, "-c", "from anjian.cli import main; main()", "serve"]
        options = ["--home", str(home), "--port", str(port), *words]
        self.began = time.monotonic()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [*command, *options], env=clean | said, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def ready(self, status: int = 200) -> Serving:
        """Waits until it answers the probe so."""
        while time.monotonic() < self.began + PATIENCE:
            assert self.process.poll() is None, self.process.communicate()
            try:
                if httpx2.get(f"{self.url}/ready", timeout=PATIENCE).status_code == status:
                    return self
            except httpx2.TransportError:
                time.sleep(0.05)
        raise TimeoutError

    def stop(self, kind: signal.Signals) -> tuple[int, str, str]:
        self.process.send_signal(kind)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A first start made its database."""
    folder = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    folder.chmod(0o755)
    Serving(folder / "home", free_port()).ready().stop(signal.SIGINT)
    yield folder / "home"
    shutil.rmtree(folder)


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    begun: list[Serving] = []

    def go(port: int | None = None, *words: str, at: Path = home, **environment: str) -> Serving:
        begun.append(Serving(at, port or free_port(), *words, **environment))
        return begun[-1]

    yield go
    for serving in begun:
        if serving.process.poll() is None:
            serving.stop(signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_processes(home: Path) -> list[int]:
    data = str(home / "pg")
    return [p.pid for p in psutil.process_iter(["cmdline"]) if data in (p.info["cmdline"] or [])]


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told_and_leaves_nothing_running(start: Start, home: Path, kind: signal.Signals) -> None:
    """Ctrl-C and a supervisor's stop alike: exit code 0, no traceback, no database left."""
    serving = start().ready()
    assert database_processes(home)
    code, _, err = serving.stop(kind)
    assert (code, "Traceback" in err, err.splitlines()[-1]) == (0, False, "Stopped.")
    assert not database_processes(home)


def test_it_says_where_to_look_and_what_to_try(start: Start) -> None:
    """The address, three queries, how to get a token, how to stop; nothing is wider than a terminal."""
    serving = start().ready()
    _, out, _ = serving.stop(signal.SIGINT)
    assert f"{serving.url}/graphql" in out
    assert all(f"  {number}. " in out for number in (1, 2, 3))
    assert "anjian serve --demo" in out
    assert "Ctrl-C" in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80


def test_two_run_side_by_side(start: Start, home: Path) -> None:
    """Other home, other port: neither knows of the other, and one goes on when the other stops."""
    one, other = start(), start(at=home.with_name("other"))
    one.ready()
    other.ready()
    one.stop(signal.SIGINT)
    assert httpx2.get(f"{other.url}/ready").status_code == 200


def test_a_taken_port_is_named_before_anything_is_begun(start: Start, home: Path) -> None:
    """The code, the port and the way out; no data directory is made for a server that cannot serve."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        serving = start(taken.getsockname()[1], at=home.with_name("never"))
        _, err = serving.process.communicate(timeout=PATIENCE)
    assert serving.process.returncode == 1
    assert "PORT_TAKEN" in err
    assert "ANJIAN_PORT" in err
    assert not home.with_name("never").exists()


def test_strict_mode_refuses_to_start(start: Start, home: Path) -> None:
    """A required plugin that is missing is named, and the database is stopped again."""
    environment = {"ANJIAN_STRICT_PLUGINS": "true", "ANJIAN_REQUIRED_PLUGINS": "no-such-plugin"}
    serving = start(**environment)
    _, err = serving.process.communicate(timeout=PATIENCE)
    assert serving.process.returncode == 1
    assert "PLUGINS_REFUSED" in err
    assert "no-such-plugin" in err
    assert not database_processes(home)


def test_a_missing_required_plugin_is_said_and_the_rest_serves(start: Start) -> None:
    """Without strict mode the server lives, is not ready, and says why to whoever asks and to the operator."""
    serving = start(ANJIAN_REQUIRED_PLUGINS="no-such-plugin").ready(503)
    assert httpx2.get(f"{serving.url}/ready").json()["reasons"][0]["code"] == "PLUGIN_NOT_SERVING"
    assert "no-such-plugin" in serving.stop(signal.SIGINT)[1]


def test_a_database_that_dies_is_brought_back(start: Start, home: Path) -> None:
    """The server starts it again by itself and goes on."""
    serving = start().ready()
    with EmbeddedServer(home, durable=True) as server:
        kill(server)
        headers = {"authorization": "Bearer nobody", "content-type": "application/json"}
        statuses = [503]
        while statuses[-1] == 503 and len(statuses) < 100:
            response = httpx2.post(f"{serving.url}/graphql", content=b"{}", headers=headers)
            statuses.append(response.status_code)
            time.sleep(0.1)
        assert statuses[-1] == 401
    assert serving.ready().stop(signal.SIGINT)[0] == 0


def test_a_second_ctrl_c_does_not_wait(start: Start, home: Path) -> None:
    """The first one lets the running request finish; the second breaks it off, and the database is stopped in order."""
    serving = start().ready()
    with EmbeddedServer(home) as server, ThreadPoolExecutor(1) as pool, locked(server, "access_token"):
        headers = {"authorization": "Bearer nobody", "content-type": "application/json"}
        waiting = pool.submit(httpx2.post, f"{serving.url}/graphql", content=b"{}", headers=headers, timeout=PATIENCE)
        time.sleep(0.5)
        serving.process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert serving.process.poll() is None
        code, _, err = serving.stop(signal.SIGINT)
        assert (code, "Traceback" in err) == (0, False), err
        assert waiting.result().json()["errors"][0]["extensions"]["code"] == "SERVER_STOPPING"
    assert not database_processes(home)


@contextmanager
def locked(server: EmbeddedServer, table: str) -> Iterator[None]:
    """Whoever reads the table has to wait."""
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(driver_url(server.url("anjian"))))
        runner.run(connection.execute(f"BEGIN; LOCK TABLE {table}"))
        yield
        runner.run(connection.close())
