"""From policy to SQL: conditions over a row, with the viewer as bound values. Reads and commands use the very same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Table
from sqlalchemy.types import TypeEngine

from anjian.access.model import Role
from anjian.database.record import Record
from anjian.words import Title

Truth = ColumnElement[bool]


class Extent(StrEnum):
    """How far somebody sees: a region, one entity, what was inspected by their teams or their body, or no case."""

    REGION = "region"
    OWN_ENTITY = "own_entity"
    OWN_TEAMS = "own_teams"
    OWN_BODY = "own_body"
    NO_CASE = "no_case"


class Bind(Protocol):
    """An attribute of whoever asks, by name, as a bound value."""

    def __call__(self, attribute: str, type_: TypeEngine[Any], /) -> ColumnElement[Any]: ...


Condition = Callable[[FromClause, Bind], Truth]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Rows of a table that some roles do not see, and with them nothing that hangs on these rows."""

    of: Table
    condition: Condition
    from_: frozenset[Role]
    words: Title


@dataclass(frozen=True, slots=True)
class Own:
    """Which rows of a table are somebody's own, where they see no more than what is theirs.

    ``opens``: what is known of the entity of such a row is theirs too.
    """

    of: Table
    condition: Condition
    opens: bool = True

    def there(self, entity_id: ColumnElement[Any], viewer: Bind) -> Truth:
        """Something at this entity is theirs."""
        own = self.of.alias()
        here = (own.c.entity_id == entity_id, self.condition(own, viewer))
        return sa.exists().select_from(own).where(*here).correlate_except(own)


@dataclass(frozen=True, slots=True)
class Link:
    """A row hangs on the row of ``to`` that ``column`` names; ``when``: only where another column says so."""

    to: Table
    column: str
    when: tuple[str, str] | None = None

    def leads(self, row: FromClause, conditions: Callable[[FromClause], Sequence[Truth]]) -> Truth:
        """The row it hangs on is there and meets all the conditions."""
        to = self.to.alias()
        same = [to.c.id == row.c[self.column]]
        if "entity_id" in to.c:
            same.append(to.c.entity_id == row.c.entity_id)
        if self.when is not None:
            same.append(row.c[self.when[0]] == word(self.when[1]))
        return sa.exists().select_from(to).where(*same, *conditions(to)).correlate_except(to)


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What one or several roles see. Statements for those who share it are the same."""

    extent: Extent
    closed: frozenset[str]
    hidden: tuple[Hidden, ...]
    personal: bool


def word(text: str) -> ColumnElement[str]:
    """A word of ours, as text of the statement."""
    return sa.literal_column(f"'{text}'", sa.Text())


def table(record: type[Record]) -> Table:
    made = record.__table__
    if not isinstance(made, Table):
        raise TypeError(f"{record.__name__} is not one table")
    return made
