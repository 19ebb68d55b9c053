"""A server's life: started by the first user, shared, stopped by the last, and back after every kind of death."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.database.apart import apart
from anjian.database.embedded import EmbeddedServer
from anjian.database.embedded.location import find
from anjian.database.embedded.processes import running

TITLES = "select title from hazard"
ONE = [("工房超员",)]


def test_a_warm_start_keeps_every_row(home: Path, sql: Callable[..., Any]) -> None:
    """What the first run wrote, the second one reads; between them no process is left."""
    with EmbeddedServer(home, durable=False) as server:
        assert sql(server, TITLES) == ONE
        assert server.version.split(".")[0] == (home / "pg" / "PG_VERSION").read_text().strip()
    assert running(find(home)) == []


def test_the_last_of_two_processes_stops_the_server(home: Path, join: Callable[..., Any]) -> None:
    """Whoever started it may leave first: the server serves the other one, and ends with it."""
    with EmbeddedServer(home, durable=False):
        other = join(home)
    assert running(find(home))
    assert other.leave() == 0
    assert running(find(home)) == []


def test_two_users_in_one_process_are_counted_apart(home: Path, sql: Callable[..., Any]) -> None:
    """A second hold in the same process is a hold of its own."""
    with EmbeddedServer(home, durable=False) as first:
        with EmbeddedServer(home, durable=False):
            pass
        assert sql(first, TITLES) == ONE
    assert running(find(home)) == []


def test_a_killed_user_is_not_counted(home: Path, join: Callable[..., Any], sql: Callable[..., Any]) -> None:
    """After SIGKILL of the only user the server waits for the next one, who stops it as the last."""
    join(home).kill()
    assert running(find(home))
    with EmbeddedServer(home, durable=False) as server:
        assert sql(server, TITLES) == ONE
    assert running(find(home)) == []


def test_ctrl_c_stops_the_server_in_order(home: Path, join: Callable[..., Any]) -> None:
    """The terminal's SIGINT reaches the user only; the user then ends the server with a checkpoint."""
    assert "interrupted" in join(home).interrupt()
    assert running(find(home)) == []
    assert "database system is shut down" in (home / "server.log").read_text().splitlines()[-1]


def test_a_killed_postmaster_loses_no_acknowledged_row(home: Path, sql: Callable[..., Any]) -> None:
    """Crash recovery brings back what was acknowledged, and the same user goes on with it."""
    with EmbeddedServer(home) as server:
        sql(server, "create table acknowledged as values ('无证作业')")
        min(running(find(home)), key=lambda process: process.create_time()).kill()
        server.ensure_running()
        assert sql(server, "select * from acknowledged") == [("无证作业",)]
        assert sql(server, TITLES) == ONE


def test_a_forged_pid_file_is_not_believed(home: Path, sql: Callable[..., Any]) -> None:
    """After a reboot the pid on paper may belong to a living process that is no server."""
    (home / "pg" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{home / 'pg'}\n1\n5432\n{home / 'run'}\n\n 1 1\nready\n"
    )
    (home / "run" / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    with EmbeddedServer(home, durable=False) as server:
        assert sql(server, TITLES) == ONE


@pytest.mark.parametrize("name", ["隐患" * 20, "郑州, 防风险: 除隐患", "a\"b'c"], ids=["long", "commas", "quotes"])
def test_any_name_of_a_directory_will_do(home: Path, ground: Path, sql: Callable[..., Any], name: str) -> None:
    """Sockets have short names and clients split lists of hosts: then the socket lives in the temporary folder."""
    moved = home.rename(ground / name)
    try:
        with EmbeddedServer(moved, durable=False) as server:
            assert sql(server, TITLES) == ONE
            assert apart(lambda: _titles(server.url("anjian"))) == ["工房超员"]
            assert server.place.socket_directory.stat().st_mode & 0o777 == 0o700
    finally:
        moved.rename(home)


async def _titles(url: str) -> list[str]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        rows = (await connection.scalars(text(TITLES))).all()
    await engine.dispose()
    return list(rows)


def test_half_a_cluster_is_made_again(ground: Path, sql: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash in the middle of the first start leaves nothing that a second start would trip over."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("TZ", "America/New_York")
    home = ground / "half"
    (home / "pg.new" / "base").mkdir(parents=True)
    with EmbeddedServer(home, durable=False) as server:
        server.ensure_database("anjian")
        words = sql(server, "select x from unnest(array['é', '中', 'a', 'B', '一']) x order by x")
        assert [word for (word,) in words] == sorted("é中aB一"), "order of code points, on every machine"
        assert sql(server, "select upper('é'), current_setting('TimeZone')") == [("É", "UTC")]
        assert sql(server, "show server_encoding") == [("UTF8",)]
    assert not (home / "pg.new").exists()


async def test_a_database_is_made_once_also_from_inside_a_loop(home: Path, sql: Callable[..., Any]) -> None:
    """Making what exists is no error, and a template is copied with its rows."""
    with EmbeddedServer(home, durable=False) as server:
        server.ensure_database('安监"2', template="anjian")
        server.ensure_database('安监"2')
        assert sql(server, TITLES, '安监"2') == ONE


def test_the_server_listens_to_its_owner_only(home: Path, sql: Callable[..., Any]) -> None:
    """No port is open, and nobody else may enter the socket's folder."""
    with EmbeddedServer(home, durable=False) as server:
        assert sql(server, "show listen_addresses") == [("",)]
        assert server.place.socket_directory.stat().st_mode & 0o777 == 0o700
