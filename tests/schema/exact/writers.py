# ruff: noqa: S608 - the names in these statements are of our own tables
"""Others who write while a list is walked: copies of its rows come, change and go; the rows are written anew."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
import sqlalchemy as sa

from anjian_schema.compiler.catalog import Type
from tests.schema.exact.paging import table_of


@dataclass
class Writers:
    """Two connections over the table of one type. ``told``: what tells its first rows from copies."""

    type: Type
    inserting: asyncpg.Connection[Any]
    changing: asyncpg.Connection[Any]
    told: str
    stable: Sequence[Any]
    rounds: int = 0

    @classmethod
    @asynccontextmanager
    async def of(cls, type_: Type, url: str) -> AsyncIterator[Writers]:
        """They are not asked whether what a copy refers to is there."""
        made = [await asyncpg.connect(url, server_settings={"session_replication_role": "replica"}) for _ in range(2)]
        try:
            keys = [c.name for c in table_of(type_).primary_key]
            told = next((name for name in reversed(keys) if name in type_.ties), type_.ties[-1])
            rows = await made[0].fetch(f'SELECT "{told}" FROM "{table_of(type_).name}"')
            writers = cls(type_, made[0], made[1], told, [row[0] for row in rows])
            yield writers
            await writers.forget()
        finally:
            for connection in made:
                await connection.close()

    @property
    def table(self) -> str:
        return f'"{table_of(self.type).name}"'

    async def insert(self) -> None:
        """Every row once more: each key is met again, empty ones as well."""
        self.rounds += 1
        columns = [column for column in table_of(self.type).columns if column.computed is None]
        names = ", ".join(f'"{column.name}"' for column in columns)
        values = ", ".join(self._copied(column) for column in columns)
        await self.inserting.execute(
            f"INSERT INTO {self.table} ({names}) SELECT {values} FROM {self.table} WHERE {self._first}", self.stable
        )

    def _copied(self, column: sa.Column[Any]) -> str:
        if column.name not in renewed(table_of(self.type), self.told):
            return f'"{column.name}"'
        match column.type:
            case sa.Uuid():
                return "gen_random_uuid()"
            case sa.Integer():
                return f'"{column.name}" + {1000 * self.rounds}'
            case sa.Date():
                return f'"{column.name}" + {self.rounds}'
            case sa.LargeBinary():
                return "decode(md5(random()::text), 'hex')"  # the digest of another token
            case sa.DateTime():
                return f"\"{column.name}\" + interval '{self.rounds} seconds'"
        return f"""left("{column.name}" || '000000000', 9) || '{self.rounds % 1000:03}'"""  # as region codes are

    @property
    def _first(self) -> str:
        return f'"{self.told}" = ANY($1)'

    async def change(self) -> None:
        """Copies move to where another row stands, or go; the first rows are written again as they are."""
        columns = table_of(self.type).columns
        moved = [f'"{c.name}"' for c in columns if not c.primary_key and c.computed is None and self._moves(c)]
        if moved:
            chosen = f"SELECT {', '.join(moved)} FROM {self.table} WHERE {self._first} OFFSET {self.rounds % 4} LIMIT 1"
            await self.changing.execute(
                f"UPDATE {self.table} SET ({', '.join(moved)}) = ({chosen}) WHERE NOT {self._first}", self.stable
            )
        told = f'"{self.told}"'
        await self.changing.execute(f"UPDATE {self.table} SET {told} = {told} WHERE {self._first}", self.stable)
        if self.rounds % 2:
            await self.forget()

    def _moves(self, column: sa.Column[Any]) -> bool:
        return not any(column.name in unique for unique in uniques(table_of(self.type)))

    async def forget(self) -> None:
        await self.changing.execute(f"DELETE FROM {self.table} WHERE NOT {self._first}", self.stable)


def renewed(table: sa.Table, told: str) -> set[str]:
    """Where a copy has to differ: of each key it would share, what is no id of another record, or else its last id."""
    columns = {told}
    for key in (names for names in (*uniques(table), [c.name for c in table.primary_key]) if told not in names):
        own = [name for name in key if not isinstance(table.c[name].type, sa.Uuid | sa.Enum)]
        columns |= set(own or [name for name in key if not table.c[name].nullable][-1:])
    return columns


def uniques(table: sa.Table) -> Sequence[Sequence[str]]:
    """The columns that no two rows share, the primary key aside."""
    constraints = [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    return [[c.name for c in each.columns] for each in (*constraints, *(i for i in table.indexes if i.unique))]
