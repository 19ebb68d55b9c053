"""The user of the operating system that the server runs as: ourselves, or for root somebody harmless."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar

from anjian.errors import AnjianError
from anjian.words import Title

CANDIDATES = ("anjian", "postgres", "nobody")
# Locale, time zone and PG* variables of whoever starts the server must not shape it; secrets are none of its business.
INHERITED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class NoServerAccount(AnjianError):
    code: ClassVar[str] = "DATABASE_ACCOUNT_MISSING"
    words: ClassVar[Title] = Title(
        "PostgreSQL 不能以 root 运行，而本机没有可切换的用户（{candidates}）。请创建用户 anjian，"
        "或以普通用户运行，或设置 ANJIAN_DATABASE_URL。",
        "PostgreSQL does not run as root, and root cannot become any of {candidates} here. Create the user anjian, "
        "run as an ordinary user, or set ANJIAN_DATABASE_URL.",
    )


class AccountUnnamed(AnjianError):
    code: ClassVar[str] = "DATABASE_ACCOUNT_UNNAMED"
    words: ClassVar[Title] = Title(
        "PostgreSQL 的 initdb 只为有名字的用户建库，而用户号 {uid} 在本机没有名字。请在 /etc/passwd 中为它加一行"
        "（容器可用 --user 指定已有的用户），或设置 ANJIAN_DATABASE_URL。",
        "PostgreSQL's initdb works for users with a name, and user id {uid} has none on this machine. "
        "Give it a line in /etc/passwd (for a container, pass a known user to --user), or set ANJIAN_DATABASE_URL.",
    )


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def borrowed(self) -> bool:
        """Whether root has to become this user first."""
        return self.uid != os.geteuid()

    def start(self, command: Sequence[str | Path], output: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """In a session of its own: the terminal's Ctrl-C reaches us, and we stop the server in order."""
        return subprocess.Popen(  # noqa: S603 - the command is made of our own words and paths
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"LC_ALL": "C"} | {name: os.environ[name] for name in INHERITED if name in os.environ},
            umask=0o077,
            start_new_session=True,
            user=self.uid if self.borrowed else None,
            group=self.gid if self.borrowed else None,
            extra_groups=[] if self.borrowed else None,
        )

    def run(self, *command: str | Path) -> tuple[int, str]:
        """Exit code and words of a short command; a program this user may not execute counts as failed."""
        try:
            with self.start(command, subprocess.PIPE) as process:
                words = process.communicate()[0].decode(errors="replace")
        except OSError as error:
            return 126, str(error)
        return process.returncode, words

    def check_named(self) -> None:
        """Needed once, for making the cluster; a server that has its data runs under any number."""
        if self.name == str(self.uid):
            raise AccountUnnamed(uid=self.uid)

    def reaches(self, directory: Path) -> bool:
        """Asked of the kernel as that user, so that access control lists count too."""
        return not self.borrowed or self.run("/bin/sh", "-c", 'test -x "$1"', "sh", directory)[0] == 0

    def give(self, path: Path) -> None:
        if self.borrowed:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def give_tree(self, top: Path) -> None:
        for path in (top, *top.rglob("*")):
            self.give(path)


def server_account(data: Path) -> Account:
    """Ourselves; for root the first candidate it can become, the present owner of the data before the others."""
    if os.geteuid() != 0:
        return Account(owner_name(os.geteuid()), os.geteuid(), os.getegid())
    owner = data.stat().st_uid if data.exists() else None
    for account in sorted(_candidates(), key=lambda account: account.uid != owner):
        if account.run("/bin/sh", "-c", ":")[0] == 0:
            return account
    raise NoServerAccount(candidates=", ".join(CANDIDATES))


def owner_name(uid: int) -> str:
    import pwd  # absent on Windows, where this is never reached

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # containers run users that no file knows
        return str(uid)


def _candidates() -> Iterator[Account]:
    import pwd

    entries = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in CANDIDATES:
        if name in entries:
            yield Account(name, entries[name].pw_uid, entries[name].pw_gid)
