"""Talking to a server through its socket."""

from __future__ import annotations

from collections.abc import Coroutine
from enum import Enum, auto
from typing import Any

import asyncpg

from anjian.database.apart import apart
from anjian.database.embedded.place import PORT, Place


class State(Enum):
    ABSENT = auto()
    BUSY = auto()  # recovering, shutting down or not answering: it accepts, but not us
    READY = auto()


def connect(place: Place, database: str = "postgres") -> Coroutine[Any, Any, asyncpg.Connection]:
    directory = str(place.socket_directory)
    return asyncpg.connect(host=directory, port=PORT, user="postgres", database=database, timeout=5)


def state(place: Place) -> State:
    if not (place.socket_directory / f".s.PGSQL.{PORT}").is_socket():
        return State.ABSENT
    return apart(lambda: _greet(place))


async def _greet(place: Place) -> State:
    try:
        connection = await connect(place)
    except (asyncpg.CannotConnectNowError, TimeoutError):
        return State.BUSY
    except (asyncpg.PostgresConnectionError, OSError):
        return State.ABSENT
    except asyncpg.PostgresError:  # such as too many connections: somebody is at home
        return State.READY
    await connection.close(timeout=5)
    return State.READY


async def make_database(place: Place, database: str, template: str | None) -> None:
    connection = await connect(place)
    try:
        if await connection.fetchval("select 1 from pg_database where datname = $1", database):
            return
        copied = f"template {_quoted(template)}" if template else "encoding 'UTF8'"
        await connection.execute(f"create database {_quoted(database)} {copied}")
    except (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
        return  # somebody made it in the same moment, which is what was wanted
    finally:
        await connection.close(timeout=5)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
