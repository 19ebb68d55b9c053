"""The scripts of deploy/backup, run: a base backup, the log after it, and the moment before a mistake."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from anjian.audit import verifying
from anjian.audit.model import AuditEntry
from anjian.audit.sealing import seal_where
from anjian.database import migrate
from anjian.database.apart import apart, transacted
from anjian.database.embedded import EmbeddedServer
from anjian.database.embedded.cluster import choose_binaries, within_reach
from anjian.database.models import metadata

SCRIPTS = Path(__file__).parents[3] / "deploy" / "backup"
TELL = sa.insert(AuditEntry).values(at=sa.func.now(), kind="changed", name="closeHazard")
MISTAKE = sa.text("DROP TABLE audit_seal, audit_entry CASCADE")
REPORT = metadata.tables["region"].insert().values(code="41", name="河南省", level="province")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Open to the server's user when root tests, with the scripts where that user may run them."""
    made = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    made.chmod(0o755)
    shutil.copytree(SCRIPTS, made / "scripts")
    yield made
    shutil.rmtree(made)


def done(url: str, *statements: Any) -> None:
    async def work(connection: Any) -> None:
        for statement in statements:
            await connection.execute(statement)
        if MISTAKE not in statements:
            await seal_where(connection, sa.true())

    apart(lambda: transacted(url, work))


def asked(url: str, statement: str) -> Any:
    return apart(lambda: transacted(url, lambda connection: connection.scalar(sa.text(statement))))


def ran(server: EmbeddedServer, *command: str | Path, **environ: str | Path) -> str:
    """As the server's user, who owns its files."""
    place = server.place
    path = within_reach(place, choose_binaries(place)).program("x").parent
    said = {"PATH": f"{path}:/usr/bin:/bin", "PGHOST": place.socket_directory, "PGUSER": "postgres", **environ}
    code, words = place.account.run("/usr/bin/env", *(f"{name}={value}" for name, value in said.items()), *command)
    assert code == 0, words
    return words.strip().splitlines()[-1] if words.strip() else ""


def test_a_mistake_is_undone_to_the_moment_before_it(folder: Path) -> None:
    """What was acknowledged until then is there and its audit whole; what runs is not touched."""
    backup, restored, scripts = folder / "backup", folder / "backup" / "restored", folder / "scripts"
    with EmbeddedServer(folder / "home", durable=False) as server:
        server.ensure_database("anjian")
        backup.mkdir()
        server.place.account.give(backup)
        archive = f"{scripts}/archive.sh {backup} %p %f"
        configuration = server.place.data / "postgresql.auto.conf"
        configuration.write_text(f"{configuration.read_text()}archive_mode = on\narchive_command = '{archive}'\n")
    with EmbeddedServer(folder / "home", durable=False) as server:
        url = server.url("anjian")
        migrate.upgrade(url)
        done(url, TELL)
        ran(server, scripts / "backup.sh", backup)
        time.sleep(1.1)  # a base backup is named after its second, and the moment has to be later
        done(url, REPORT, TELL)
        moment = asked(url, "SELECT now()::text")
        done(url, MISTAKE)
        asked(url, "SELECT pg_switch_wal()::text")
        until = time.monotonic() + 30
        while (
            asked(url, "SELECT last_archived_wal < pg_walfile_name(pg_current_wal_lsn()) FROM pg_stat_archiver") is None
        ):
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(1)
        ran(server, scripts / "restore.sh", backup, restored, moment)
        socket = f"-c unix_socket_directories={server.place.socket_directory} -c listen_addresses= -c port=5433"
        start = ("pg_ctl", "-D", restored, "-l", backup / "log", "-w", "-t", "60", "-o", socket)
        ran(server, *start, "start")
        there = make_url(url).update_query_dict({"port": "5433"}).render_as_string(hide_password=False)
        try:
            assert asked(there, "SELECT name FROM region WHERE code = '41'") == "河南省"
            assert apart(lambda: verifying.verify(there, None, lambda done, of: None)).head.position == 2
            refused = server.place.account.run(scripts / "restore.sh", backup, restored, moment)
            assert (refused[0], "exists already" in refused[1]) == (1, True)
        finally:
            ran(server, "pg_ctl", "-D", restored, "-m", "fast", "-w", "stop")
