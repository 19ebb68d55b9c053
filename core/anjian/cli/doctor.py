"""``anjian doctor``: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import platform
import socket
from collections.abc import Callable, Iterator
from typing import NamedTuple

import typer

from anjian.cli.db import DatabaseBehind
from anjian.cli.plugins import accepted
from anjian.cli.terminal import reader, say, show, tell
from anjian.errors import AnjianError
from anjian.settings import Settings, config_file
from anjian.words import Language, Title

Check = Callable[[Settings], Title]  # what was seen; raises the error whose sentence says what to do


class PortTaken(AnjianError):
    code = "PORT_TAKEN"
    words = Title(
        "{host}:{port} 无法使用（{reason}）：请停止占用它的程序，或用 ANJIAN_PORT 另选端口",
        "{host}:{port} cannot be used ({reason}): stop the program that holds it, or choose another with ANJIAN_PORT",
    )


class Finding(NamedTuple):
    """The outcome of one check."""

    subject: Title
    well: bool
    words: Title


def register(app: typer.Typer) -> None:
    app.command(help=say("检查本机安装：哪里有问题、怎么办", "say what is wrong here, and what to do"))(doctor)


def doctor() -> None:
    language, findings = reader(), list(examine())
    marks = {True: say("正常", "ok"), False: say("有误", "wrong")}
    headings = ("", say("检查", "check"), say("结果与办法", "result, and what to do"))
    show(headings, [(marks[f.well], f.subject.in_language(language), f.words.in_language(language)) for f in findings])
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
    tell(say("一切正常", "all is well"))


def examine() -> Iterator[Finding]:
    """Each check in turn; what needs the settings is left out when the settings are wrong."""
    yield Finding(Title("Python", "Python"), True, _same(platform.python_version()))
    try:
        settings = Settings.load()
    except AnjianError as error:
        yield Finding(SETTINGS, False, _both(error))
        return
    yield Finding(SETTINGS, True, _same(str(config_file()) if config_file().is_file() else "-"))
    for subject, check in CHECKS:
        yield _finding(subject, check, settings)


def database(settings: Settings) -> Title:
    """The server's version. An embedded one that was never started is only looked at, not made."""
    from anjian.database.connect import open_database, server_version
    from anjian.database.embedded import diagnose, find_binaries

    if settings.database_url is None:
        if problems := diagnose(settings.home):
            raise problems[0]
        if not settings.home.exists():
            version = find_binaries().version
            return Title(f"内置 {version}，首次启动时建立", f"embedded {version}, made at the first start")
    with open_database(settings) as url:
        return _same(f"PostgreSQL {server_version(url)}")


def tables(settings: Settings) -> Title:
    from anjian.database import migrate
    from anjian.database.connect import open_database

    if settings.database_url is None and not settings.home.exists():
        return Title("首次启动时建立", "made at the first start")
    with open_database(settings) as url:
        state = migrate.status(url)
    if not state.up_to_date:
        raise DatabaseBehind(current=state.current or "-", head=state.head)
    return _same(str(state.head))


def port(settings: Settings) -> Title:
    """Bound and let go at once, as the server would bind it."""
    address = (settings.host, settings.port)
    try:
        family, kind, *_, target = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(target)
    except OSError as error:
        raise PortTaken(host=settings.host, port=settings.port, reason=error.strerror) from error
    return _same(f"{settings.host}:{settings.port}")


SETTINGS = Title("设置", "settings")
CHECKS: tuple[tuple[Title, Check], ...] = (
    (Title("数据库", "database"), database),
    (Title("表结构", "tables"), tables),
    (Title("端口", "port"), port),
    (Title("插件", "plugins"), accepted),
)


def _finding(subject: Title, check: Check, settings: Settings) -> Finding:
    try:
        return Finding(subject, True, check(settings))
    except AnjianError as error:
        return Finding(subject, False, _both(error))


def _both(error: AnjianError) -> Title:
    return Title(*(f"{error.code} {error.message(language)}" for language in (Language.ZH, Language.EN)))


def _same(words: str) -> Title:
    return Title(words, words)
