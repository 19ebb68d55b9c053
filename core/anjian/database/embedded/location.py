"""Finding the state of a home, and making it elsewhere when the server's user cannot walk to the home.

The rule and its reasons are told in the package's docstring.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from typing import ClassVar

from anjian.database.embedded.account import server_account
from anjian.database.embedded.locks import exclusive
from anjian.database.embedded.place import Place, writing
from anjian.errors import AnjianError
from anjian.words import Title

ELSEWHERE = Path("/var/lib/anjian")
LINK = "elsewhere"
RECORD = "home"

logger = logging.getLogger(__name__)


class StateUnreachable(AnjianError):
    code: ClassVar[str] = "DATABASE_STATE_UNREACHABLE"
    words: ClassVar[Title] = Title(
        "数据库以用户 {account} 运行，而该用户无法进入 {directory}。请停止服务后把该目录移到 {cure} 之下，"
        "并把 ANJIAN_HOME 设为新位置；上级目录的权限不会被改动。",
        "The database runs as {account}, who cannot enter {directory}. Stop the service, move that directory below "
        "{cure} and set ANJIAN_HOME to its new place; the modes of its parents are left alone.",
    )


class StateGone(AnjianError):
    code: ClassVar[str] = "DATABASE_STATE_GONE"
    words: ClassVar[Title] = Title(
        "{link} 指向 {directory}，但该目录不存在。请恢复或挂载它；若确要从空库开始，请删除该链接。",
        "{link} points to {directory}, which is not there. Restore or mount it; to begin with an empty database, "
        "delete the link.",
    )


def find(home: Path) -> Place:
    """Where the state of ``home`` is or would be, as far as can be told without making anything."""
    link = home / LINK
    root = _follow(link) if link.is_symlink() and not _copied(home) else home
    account = server_account(root / "pg")
    if not account.reaches(_existing(root)) and os.path.lexists(root / "pg"):
        raise StateUnreachable(account=account.name, directory=root, cure=ELSEWHERE)
    return Place(root, account)


def settle(home: Path, below: Path) -> Place:
    """Where the state of ``home`` is, made when it is not there yet: in ``home``, or in a new folder ``below``."""
    with writing(home):
        make_directory(home)
        with exclusive(home / "start.lock"):
            place = _settle(home, below)
    if not place.account.reaches(place.root):
        raise StateUnreachable(account=place.account.name, directory=place.root, cure=below)
    return place


def _settle(home: Path, below: Path) -> Place:
    if _copied(home):
        (home / LINK).unlink()
    place = find(home)
    if not place.account.reaches(place.root):
        place = Place(_move_out(home, below), place.account)
    if place.root != home:
        (place.root / RECORD).write_bytes(os.fsencode(home))
    return place


def notice(home: Path, place: Place) -> Title | None:
    """What the operator should know: the data is not where it was asked to be."""
    if place.root == home:
        return None
    return Title(
        f"数据库以用户 {place.account.name} 运行，无法进入 {home}，因此数据存放在 {place.root}。",
        f"The database runs as {place.account.name}, who cannot enter {home}; its data is in {place.root}.",
    )


def make_directory(directory: Path) -> None:
    """Open to be walked through, whatever the umask; what was there keeps its mode."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    try:
        directory.mkdir()
    except FileExistsError:
        if not directory.is_dir():
            raise
    else:
        directory.chmod(0o755)


def _move_out(home: Path, below: Path) -> Path:
    make_directory(below)
    target = Path(tempfile.mkdtemp(prefix=f"anjian-{home.parent.name}-", dir=below))
    target.chmod(0o755)
    link, fresh = home / LINK, home / f"{LINK}.{target.name}"
    fresh.symlink_to(target)
    fresh.replace(link)
    logger.warning("%s cannot be entered by the database's user; its data is kept in %s", home, target)
    return target


def _follow(link: Path) -> Path:
    target = link.readlink()
    if not target.is_dir():
        raise StateGone(link=link, directory=target)
    return target


def _copied(home: Path) -> bool:
    """Whether the link in ``home`` came with a copy of another home, which still owns the state."""
    link = home / LINK
    if not link.is_symlink() or not os.path.isfile(link / RECORD):
        return False
    try:
        owner = Path(os.fsdecode((link / RECORD).read_bytes()))
        theirs = owner / LINK
        return owner != home and theirs.is_symlink() and theirs.readlink() == link.readlink()
    except PermissionError:  # what we may not even look at is another's
        return True


def _existing(path: Path) -> Path:
    return next(part for part in (path, *path.parents) if part.exists())
