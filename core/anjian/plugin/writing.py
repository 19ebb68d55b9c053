"""How a plugin's mutation writes to its tables: the signatures, for authors and type checkers."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Protocol

from anjian.plugin.tables import Table


class Rows(Protocol):
    """The plugin's rows at one entity, which is held until the block ends; ids are those that GraphQL shows."""

    @property
    def today(self) -> date:
        """In China."""

    async def add(self, table: Table, **values: object) -> str:
        """A new row; its id. What it belongs to is named as its column is: ``permit_id=permit``."""

    async def change(self, table: Table, row: str, **values: object) -> None:
        """These values of a row; ``None`` makes one unknown."""

    async def remove(self, table: Table, row: str) -> None:
        """A row that nothing belongs to any more."""


class Write(Protocol):
    """``info.context["write"]`` of an asynchronous mutation: ``async with write.at(entity_id) as rows: …``

    All of a block is done, or nothing: its rows, and the event that tells of them. The entity must lie within reach of
    who asks, and they must be somebody who records facts; the mutation may ask for more.
    """

    def at(self, entity_id: str) -> AbstractAsyncContextManager[Rows]: ...
