"""The running server: is it there, start it, wait for it, stop it.

Its socket tells whether it answers, and its living processes are found by what they are (``processes``). Neither
``postmaster.pid`` nor a pid found anywhere else is believed: after a crash or a reboot the number may be another's.
"""

from __future__ import annotations

import signal
import subprocess
import time
from typing import IO, ClassVar

from anjian.database.embedded.binaries import Binaries
from anjian.database.embedded.contact import State, state
from anjian.database.embedded.place import PORT, Place
from anjian.database.embedded.processes import heads, quit_all, running, send
from anjian.errors import AnjianError
from anjian.words import Title

PATIENCE = 120.0  # a recovery after a crash replays up to max_wal_size
GRACE = 10.0  # backends notice the death of their postmaster by themselves, and soon
STOP_PATIENCE = 60.0
LOG_LIMIT = 5_000_000

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "256MB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",  # disks without heads
    "max_wal_size": "4GB",  # a bulk load is not a reason for a checkpoint
    "checkpoint_timeout": "15min",
    "jit": "off",  # compiling costs more than it saves on statements of milliseconds
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Servers we started and left to others: kept so that they are reaped when somebody else stops them.
_started: list[subprocess.Popen[bytes]] = []


class DatabaseNotStarted(AnjianError):
    code: ClassVar[str] = "DATABASE_START_FAILED"
    words: ClassVar[Title] = Title(
        "数据库未能启动。{log} 的最后几行：\n{tail}", "The database did not start. The last lines of {log}:\n{tail}"
    )


class DatabaseStillStarting(AnjianError):
    code: ClassVar[str] = "DATABASE_STILL_STARTING"
    words: ClassVar[Title] = Title(
        "数据库已启动 {seconds} 秒，仍在恢复；恢复会继续进行，请稍后再试。{log} 的最后几行：\n{tail}",
        "The database is still recovering after {seconds} seconds; it goes on, so try again later. "
        "The last lines of {log}:\n{tail}",
    )


def bring_up(place: Place, binaries: Binaries, *, durable: bool) -> None:
    """Join what runs, or start what does not. To be called under the start lock."""
    if not _settled(place):
        _clear_leftovers(place)
        _await_ready(place, _launch(place, binaries, durable=durable))


def stop(place: Place) -> None:
    """In order ("fast": sessions end, a checkpoint is written); at once if that takes too long, which loses nothing."""
    give_up = time.monotonic() + STOP_PATIENCE
    for process in heads(running(place)):
        send(process, signal.SIGINT)
    while workers := running(place):
        if time.monotonic() > give_up:
            quit_all(workers)
        time.sleep(0.02)
    _reap()
    place.close_socket_directory()


def _settled(place: Place) -> bool:
    """Wait for what somebody else began: a start, a recovery, a stop, or the end of a dead postmaster's children."""
    give_up, grace = time.monotonic() + PATIENCE, time.monotonic() + GRACE
    while (now := state(place)) is not State.READY:
        workers = running(place)
        if now is State.ABSENT and not workers:
            return False
        if now is State.ABSENT and time.monotonic() > grace:
            quit_all(workers)
        if time.monotonic() > give_up:
            raise DatabaseStillStarting(seconds=int(PATIENCE), log=place.log, tail=place.log_tail())
        time.sleep(0.02)
    return True


def _clear_leftovers(place: Place) -> None:
    """No process of this server lives: whatever pid is written there now belongs to somebody else, or to nobody."""
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (place.socket_directory / name).unlink(missing_ok=True)


def _launch(place: Place, binaries: Binaries, *, durable: bool) -> subprocess.Popen[bytes]:
    directory = str(place.open_socket_directory()).replace('"', '""')
    own = {"unix_socket_directories": f'"{directory}"', "cluster_name": place.cluster_name}
    settings = SETTINGS | own | ({} if durable else FORGETFUL)
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    _reap()
    with _open_log(place) as log:
        process = place.account.start([binaries.program("postgres"), "-D", place.data.resolve(), *options], log)
    _started.append(process)
    return process


def _open_log(place: Place) -> IO[bytes]:
    """Statements in it may hold what only some may read: it is the owner's alone."""
    if place.log.exists() and place.log.stat().st_size > LOG_LIMIT:
        place.log.replace(place.log.with_suffix(".log.1"))
    place.log.touch(mode=0o600)
    return place.log.open("ab")


def _await_ready(place: Place, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + PATIENCE
    while state(place) is not State.READY:
        if process.poll() is not None:
            raise DatabaseNotStarted(log=place.log, tail=place.log_tail())
        if time.monotonic() > give_up:
            raise DatabaseStillStarting(seconds=int(PATIENCE), log=place.log, tail=place.log_tail())
        time.sleep(0.01)


def _reap() -> None:
    _started[:] = [process for process in _started if process.poll() is None]
