"""The folders and files of one server, and the ground they stand on."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from anjian.database.embedded.account import Account
from anjian.errors import AnjianError
from anjian.words import Title

PORT = 5432
# A socket's address holds 108 bytes on Linux and 104 on macOS; clients split a list of hosts at commas.
LONGEST_SOCKET_PATH = 100
UNSAFE_IN_HOST = frozenset(",:\"'\\")
# Not the TMPDIR of whoever asks: two users of one server must come to the same folder.
TEMPORARY = Path("/tmp")  # noqa: S108 - the folder's owner and mode are verified before use


class StateNotWritable(AnjianError):
    code: ClassVar[str] = "DATABASE_STATE_NOT_WRITABLE"
    words: ClassVar[Title] = Title(
        "无法写入状态目录 {directory}：{reason}。请更正该目录，或把 ANJIAN_HOME 设为可写的目录。",
        "The state directory {directory} cannot be written: {reason}. Mend it, or set ANJIAN_HOME to one that can.",
    )


class SocketDirectoryTaken(AnjianError):
    code: ClassVar[str] = "DATABASE_SOCKET_DIRECTORY_TAKEN"
    words: ClassVar[Title] = Title(
        "套接字目录 {directory} 属于他人，或他人可以进入。请删除它，或把 ANJIAN_HOME 设为更短的路径。",
        "The socket directory {directory} belongs to somebody else or is open to others. "
        "Remove it, or set ANJIAN_HOME to a shorter path.",
    )


@dataclass(frozen=True, slots=True)
class Place:
    """``root`` is where the state really is; ``account`` is who the server runs as."""

    root: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.root / "pg"

    @property
    def unfinished(self) -> Path:
        return self.root / "pg.new"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def start_lock(self) -> Path:
        return self.root / "start.lock"

    @property
    def users_lock(self) -> Path:
        return self.root / "users.lock"

    @property
    def cluster_name(self) -> str:
        """Of this state and no other; PostgreSQL writes it into the title of each of its processes."""
        return f"anjian-{hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]}"

    @property
    def socket_directory(self) -> Path:
        near = self.root / "run"
        path = str(near / f".s.PGSQL.{PORT}")
        if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH and not UNSAFE_IN_HOST & set(path):
            return near
        return TEMPORARY / self.cluster_name

    def open_socket_directory(self) -> Path:
        directory = self.socket_directory
        if not os.path.lexists(directory):
            directory.mkdir(mode=0o700)
            self.account.give(directory)
        self.check_socket_directory()
        return directory

    def close_socket_directory(self) -> None:
        """Leave nothing of ours in the temporary folder once the server has stopped."""
        directory = self.socket_directory
        if directory.parent == TEMPORARY and directory.is_dir() and not any(directory.iterdir()):
            directory.rmdir()

    def check_socket_directory(self) -> None:
        """Whoever owns this folder could answer in the server's name: it must be the server's own, and closed."""
        directory = self.socket_directory
        if not os.path.lexists(directory):
            return
        found = directory.lstat()
        closed = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
        if not closed or found.st_uid != self.account.uid:
            raise SocketDirectoryTaken(directory=directory)

    def log_tail(self, lines: int = 15) -> str:
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 16_384))
            return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Full disks, read-only disks and files in the way become one error that names the directory."""
    try:
        yield
    except OSError as error:
        raise StateNotWritable(directory=directory, reason=error.strerror or error) from error


def check_writable(directory: Path) -> None:
    """Asked of the nearest part of the path that exists, so that nothing is made by asking."""
    existing = next(path for path in (directory, *directory.parents) if os.path.lexists(path))
    if not existing.is_dir():
        raise StateNotWritable(directory=directory, reason=f"{existing} is not a directory")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise StateNotWritable(directory=directory, reason=f"no permission in {existing}")
