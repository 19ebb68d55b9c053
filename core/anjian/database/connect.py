"""Which database this installation uses: the one it was given, or the embedded one, which runs while it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.database.apart import apart
from anjian.database.embedded import EmbeddedServer
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title

DATABASE = "anjian"  # its name inside the embedded server
OLDEST, NEWEST = 15, 18  # the PostgreSQL versions every statement is tried on
PATIENCE = 10.0  # seconds for a first answer


class DatabaseUnreachable(AnjianError):
    code = "DATABASE_UNREACHABLE"
    words = Title(
        "无法连接数据库 {database}：{reason}。请检查 ANJIAN_DATABASE_URL、网络、账号与密码；不设置它则使用内置数据库",
        "cannot reach the database {database}: {reason}. Check ANJIAN_DATABASE_URL, the network, the user and the "
        "password; without that setting the embedded database is used",
    )


class DatabaseTooOld(AnjianError):
    code = "DATABASE_TOO_OLD"
    words = Title(
        "数据库是 PostgreSQL {version}，至少需要 {oldest}；请升级，或取消 ANJIAN_DATABASE_URL 以使用内置数据库",
        "the database is PostgreSQL {version}, and {oldest} is the oldest that will do; upgrade it, or unset "
        "ANJIAN_DATABASE_URL to use the embedded one",
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A database in use. ``notice`` is for the operator; ``recover`` starts an embedded server again that died."""

    url: str
    notice: Title | None = None
    recover: Callable[[], None] | None = None


@contextmanager
def database_in_use(settings: Settings) -> Iterator[Opened]:
    """A database that answers and is new enough; the embedded server runs as long as the block."""
    if settings.database_url is not None:
        url = settings.database_url.get_secret_value()
        require_supported(server_version(url))
        yield Opened(url)
    else:
        with EmbeddedServer(settings.home) as server:
            server.ensure_database(DATABASE)
            yield Opened(server.url(DATABASE), server.notice, server.ensure_running)


@contextmanager
def open_database(settings: Settings) -> Iterator[str]:
    """The address alone, for work that is soon done."""
    with database_in_use(settings) as opened:
        yield opened.url


def server_version(url: str) -> str:
    """Such as 18.6, as the server itself says."""
    try:
        return apart(lambda: _ask_version(url))
    except (OSError, sa.exc.SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, TypeError) as error:
        raise DatabaseUnreachable(database=masked(url), reason=_reason(error)) from error


def require_supported(version: str) -> None:
    if int(version.partition(".")[0]) < OLDEST:
        raise DatabaseTooOld(version=version, oldest=OLDEST)


def masked(url: str) -> str:
    """The address as it may be shown: without its password, and without the name of our driver."""
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=True)


async def _ask_version(url: str) -> str:
    engine = create_async_engine(url, poolclass=sa.NullPool, connect_args={"timeout": PATIENCE})
    async with engine.connect() as connection:
        number = await connection.scalar(sa.text("SELECT current_setting('server_version_num')::int"))
    major, minor = divmod(int(number), 10_000)
    return f"{major}.{minor}"


def _reason(error: BaseException) -> str:
    """The driver's own sentence, from below what wraps it."""
    while error.__cause__ is not None:
        error = error.__cause__
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
