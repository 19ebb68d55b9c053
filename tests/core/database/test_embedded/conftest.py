"""Homes for servers, and other processes that use them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from anjian.database.apart import apart
from anjian.database.embedded import EmbeddedServer, find_binaries
from anjian.database.embedded.account import server_account
from anjian.database.embedded.contact import connect

USER = """
import os, sys
from pathlib import Path
from anjian.database.embedded import Binaries, EmbeddedServer
from anjian.errors import AnjianError

home, uid, programs = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
binaries = Binaries.at(Path(programs[0])) if programs else None
if uid != os.geteuid():
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
try:
    with EmbeddedServer(home, binaries, durable=False) as server:
        print("ready", flush=True)
        sys.stdin.readline()
except KeyboardInterrupt:
    print("interrupted")
except AnjianError as error:
    print(error.code)
"""

# What root of a container lacks: PR_CAPBSET_DROP of CAP_SYS_PTRACE, felt after the next exec.
CONTAINED = """
import ctypes, os, sys
assert ctypes.CDLL(None).prctl(24, 19, 0, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
"""


@dataclass
class User:
    """Another process that uses the server of a home."""

    process: subprocess.Popen[str]

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def leave(self) -> int:
        self.process.communicate("\n", timeout=30)
        return self.process.returncode

    def interrupt(self) -> str:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.communicate(timeout=30)[0]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


@pytest.fixture(scope="session")
def ground() -> Iterator[Path]:
    """A folder everybody may walk through; pytest's own is closed to the server's user when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def home(ground: Path) -> Path:
    """A home whose database holds one row; every test leaves it as it was, its server stopped."""
    home = ground / "home"
    with EmbeddedServer(home, durable=False) as server:
        server.ensure_database("anjian")
        sql(server, "create table hazard (title text)")
        sql(server, "insert into hazard values ('工房超员')")
    return home


@pytest.fixture
def paper(ground: Path, request: pytest.FixtureRequest) -> Path:
    """A home with data that is only looked at: for what is refused before any server is started."""
    home = ground / request.node.name
    account = server_account(home / "pg")
    for folder in (home, home / "pg", home / "run"):
        folder.mkdir(mode=0o755 if folder == home else 0o700)
    (home / "pg" / "PG_VERSION").write_text(f"{find_binaries().major}\n")
    account.give_tree(home)
    return home


@pytest.fixture
def join() -> Iterator[Callable[..., User]]:
    """Start another process that joins the server of a home, as us or as the given user."""
    users: list[User] = []

    def start(
        home: Path, *programs: Path, uid: int | None = None, says: str = "ready", contained: bool = False
    ) -> User:
        command: list[str | Path] = [sys.executable, "-c", CONTAINED] if contained else []
        command += [sys.executable, "-c", USER, home, str(os.geteuid() if uid is None else uid), *programs]
        pipe = subprocess.PIPE
        users.append(User(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True)))
        assert users[-1].says() == says
        return users[-1]

    yield start
    for user in users:
        if user.process.poll() is None:
            user.kill()


def sql(server: EmbeddedServer, statement: str, database: str = "anjian") -> list[tuple[object, ...]]:
    async def work() -> list[asyncpg.Record]:
        connection = await connect(server.place, database)
        try:
            return await connection.fetch(statement)
        finally:
            await connection.close()

    return [tuple(row) for row in apart(work)]


@pytest.fixture(name="sql", scope="session")
def sql_fixture() -> Callable[..., list[tuple[object, ...]]]:
    """Ask the server something, in a connection of its own."""
    return sql
