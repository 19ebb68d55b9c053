"""The data directory: may it be used, by which version, and how it is first made."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import ClassVar

from anjian.database.embedded.account import owner_name
from anjian.database.embedded.binaries import Binaries, NoBinaries, find_binaries
from anjian.database.embedded.place import Place, writing
from anjian.errors import AnjianError
from anjian.words import Title


class DataNotACluster(AnjianError):
    code: ClassVar[str] = "DATABASE_DATA_NOT_A_CLUSTER"
    words: ClassVar[Title] = Title(
        "{directory} 不是 PostgreSQL 数据目录，没有改动其中任何内容。请移走它，或把 ANJIAN_HOME 设为别处。",
        "{directory} is not a PostgreSQL data directory; nothing in it was changed. "
        "Move it away, or set ANJIAN_HOME to another place.",
    )


class DataOwnedByAnother(AnjianError):
    code: ClassVar[str] = "DATABASE_DATA_OWNED_BY_ANOTHER"
    words: ClassVar[Title] = Title(
        "{directory} 属于用户 {owner}，而服务器以 {account} 运行。请以 {owner} 的身份运行，或停止服务后执行 "
        "chown -R {account} {state}。",
        "{directory} belongs to {owner}, but the server runs as {account}. Run as {owner}, or stop the service and "
        "run: chown -R {account} {state}",
    )


class DataFromOtherVersion(AnjianError):
    code: ClassVar[str] = "DATABASE_VERSION_MISMATCH"
    words: ClassVar[Title] = Title(
        "{directory} 由 PostgreSQL {data} 建立，本机程序是 {version}，数据未作任何改动。升级方法："
        "用 PostgreSQL {data} 的程序启动它并执行 pg_dumpall > backup.sql，移走 {directory}，重新启动，"
        "再用 psql -f backup.sql 恢复。",
        "{directory} was made by PostgreSQL {data}; the programs here are {version}. Nothing was changed. "
        "To upgrade: start it with the programs of PostgreSQL {data}, run pg_dumpall > backup.sql, "
        "move {directory} away, start again, and restore with psql -f backup.sql.",
    )


class DatabaseNotMade(AnjianError):
    code: ClassVar[str] = "DATABASE_INIT_FAILED"
    words: ClassVar[Title] = Title(
        "无法在 {directory} 建立数据库：\n{reason}", "No database could be made in {directory}:\n{reason}"
    )


def check_data(place: Place) -> None:
    """Refuse data that is not a cluster, or not the server's own."""
    data = place.data
    if not os.path.lexists(data):
        return
    if not data.is_dir():
        raise DataNotACluster(directory=data)
    owner = data.stat().st_uid
    if owner != place.account.uid:
        names = {"owner": owner_name(owner), "account": place.account.name}
        raise DataOwnedByAnother(directory=data, state=place.root, **names)
    if data_major(place) is None and any(data.iterdir()):
        raise DataNotACluster(directory=data)


def data_major(place: Place) -> int | None:
    """The version that made the data; nothing when there is none yet."""
    version = place.data / "PG_VERSION"
    found = re.match(r"\d+", version.read_text()) if os.path.isfile(version) else None
    return int(found[0]) if found else None


def choose_binaries(place: Place, given: Binaries | None = None) -> Binaries:
    """The binaries asked for, or the first of the chain; always of the version that made the data."""
    major = data_major(place)
    binaries = given or find_binaries(major)
    if major not in (None, binaries.major):
        raise DataFromOtherVersion(directory=place.data, data=major, version=binaries.version)
    return binaries


def within_reach(place: Place, binaries: Binaries) -> Binaries:
    """These binaries, or their copy in the state when the server's user cannot run them where they are."""
    if _runs(place, binaries):
        return binaries
    target = place.root / f"postgres-{binaries.version}"
    if not target.is_dir():
        _copy(place, binaries, target)
    copied = binaries.moved_to(target)
    if not _runs(place, copied):
        raise NoBinaries
    return copied


def initialise(place: Place, binaries: Binaries, *, durable: bool) -> None:
    """Made beside its place and renamed into it, so that a crash never leaves half a cluster behind."""
    place.account.check_named()
    _remove(place.unfinished)
    place.unfinished.mkdir(mode=0o700)
    place.account.give(place.unfinished)
    code, words = place.account.run(
        binaries.program("initdb"), "-D", place.unfinished, *_locale(binaries.major), "--encoding=UTF8",
        "--username=postgres", "--auth-local=trust", "--auth-host=reject", *(() if durable else ("--no-sync",)),
    )  # fmt: skip
    if code != 0:
        raise DatabaseNotMade(directory=place.root, reason=words)
    place.unfinished.rename(place.data.resolve())


def _locale(major: int) -> tuple[str, ...]:
    """Plain code-point order everywhere. Before 17 it needs the C.UTF-8 of the system to fold the case of é."""
    if major >= 17:
        return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return ("--locale=C", "--lc-ctype=C.UTF-8")


def _runs(place: Place, binaries: Binaries) -> bool:
    return not place.account.borrowed or place.account.run(binaries.program("initdb"), "--version")[0] == 0


def _copy(place: Place, binaries: Binaries, target: Path) -> None:
    unfinished = target.with_suffix(".new")
    with writing(place.root):
        _remove(unfinished)
        binaries.copy_to(unfinished)
        place.account.give_tree(unfinished)
        unfinished.rename(target)


def _remove(directory: Path) -> None:
    if directory.exists():
        shutil.rmtree(directory)
