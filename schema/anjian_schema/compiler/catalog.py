"""What can be read: every field said once.

A :class:`Type` names a table and its fields; each field says its name, its words, where its value comes from, and
whether it filters and sorts. GraphQL types, filter inputs, orders and SQL all follow from these declarations. Nothing
here, nor anywhere in this package, knows which nouns exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, Table

from anjian.words import Title
from anjian_schema.compiler.leaves import Leaf

if TYPE_CHECKING:
    from anjian_schema.compiler.arguments import Argument
    from anjian_schema.compiler.asked import Asked

Source = Callable[[FromClause, "Asked"], ColumnElement[Any]]
Join = Callable[[FromClause, FromClause], ColumnElement[bool]]
Predicate = Callable[[FromClause, "Argument", "Asked"], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value of a row: a column or an expression over it. ``order`` is what it sorts by, where that differs.

    ``loose``: it lies in JSON, where the database does not hold it to its type.
    """

    name: str
    leaf: Leaf
    words: Title
    source: Source
    nullable: bool = False
    many: bool = False
    filter: bool = False
    sort: bool = False
    raw: Source | None = None  # what filters and orders compare, where the shown value is another expression
    sort_name: str | None = None
    loose: bool = False

    @property
    def compared(self) -> Source:
        return self.raw or self.source


@dataclass(frozen=True, slots=True)
class ToOne:
    """The one row of another type that belongs to this row; ``nullable`` where there may be none."""

    name: str
    target: str
    words: Title
    join: Join
    nullable: bool = True
    filter: bool = False


@dataclass(frozen=True, slots=True)
class ToMany:
    """The rows of another type that belong to this row, paged. ``where`` narrows a list that belongs to no row."""

    name: str
    target: str
    words: Title
    join: Join | None = None
    filter: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of one of several types; ``discriminator`` says of which (values of ``joins`` by its value)."""

    name: str
    union: str
    words: Title
    discriminator: Source
    joins: Mapping[str, tuple[str, Join]]


@dataclass(frozen=True, slots=True)
class Embedded:
    """An object (or list of them) that lies in one JSON value; its fields are keys of that value.

    ``arguments`` are for sources computed from what the caller asks: GraphQL type text by name.
    """

    name: str
    target: str
    words: Title
    json: Callable[[FromClause, Mapping[str, Argument], Asked], ColumnElement[Any]]
    many: bool = False
    nullable: bool = False
    arguments: Mapping[str, Input] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Namespace:
    """A field that only groups others: one per plugin."""

    name: str
    target: str
    words: Title


@dataclass(frozen=True, slots=True)
class Lookup:
    """One row found by a unique key that the caller gives."""

    name: str
    target: str
    words: Title
    argument: str
    leaf: Leaf
    column: str


@dataclass(frozen=True, slots=True)
class NodeLookup:
    """Rows of any type found by their global ids (Relay's ``node`` and ``nodes``)."""

    name: str
    words: Title
    many: bool = False


KeyReader = Callable[[str, "Type"], tuple[Any, ...]]
"""The key of a row as the driver takes it, from what a caller wrote. Raises a mistake of theirs, or ``ValueError``."""


@dataclass(frozen=True, slots=True)
class References:
    """Records by what another service says of them (Apollo Federation); ``keys``: the fields each type goes by."""

    name: str
    union: str
    words: Title
    keys: Mapping[str, Mapping[str, KeyReader]]


@dataclass(frozen=True, slots=True)
class Record:
    """The row that a command has just written, found by a key bound beside the caller's variables."""

    name: str
    target: str
    words: Title


@dataclass(frozen=True, slots=True)
class RecordEdge:
    """That row as an edge of a list of the root in the order the list has by itself: Relay appends it to its pages."""

    name: str
    target: str
    words: Title
    record: str  # the field that shows the row
    list: str


@dataclass(frozen=True, slots=True)
class Command:
    """A mutation: what it is given, and the payload it answers with. It is run by the server, never by SQL."""

    name: str
    target: str
    words: Title
    input: Input


@dataclass(frozen=True, slots=True)
class Stream:
    """A subscription: the list of this name on the root, from a cursor on, for as long as somebody listens."""

    name: str
    target: str
    words: Title


Field = (
    Command
    | Stream
    | Scalar
    | ToOne
    | ToMany
    | Choice
    | Embedded
    | Namespace
    | Lookup
    | NodeLookup
    | References
    | Record
    | RecordEdge
)


@dataclass(frozen=True, slots=True)
class Input:
    """An argument or an input field: a Python annotation that strawberry understands, and its words."""

    annotation: Any
    words: Title
    default: Any = ...


@dataclass(frozen=True, slots=True)
class ExtraFilter:
    """A filter that is no comparison of one field: its input, and the condition it stands for."""

    name: str
    annotation: Any
    words: Title
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Scope:
    """How a viewer's reach cuts this table, by the columns named; ``anjian.access.policy`` says the rest."""

    region: str | None = None
    entity: str | None = None
    sector: Callable[[FromClause, ColumnElement[Any]], ColumnElement[bool]] | None = None


PUBLIC = Scope()
"""Reference data: regions, standards, organisations. Everybody who is signed in sees all of it."""


@dataclass(frozen=True, slots=True)
class Type:
    """One GraphQL object type. ``key``: the columns of its global id; ``order``: how it is listed unless asked."""

    name: str
    words: Title
    fields: Sequence[Field]
    table: Table | None = None
    key: Sequence[str] = ()
    scope: Scope | None = None
    order: Sequence[tuple[str, bool]] = ()  # (field name, descending)
    tie: Sequence[str] = ()
    filters: Sequence[ExtraFilter] = ()
    orders: Sequence[Scalar] = ()  # orders that are no field of the type itself
    where: Callable[[FromClause], ColumnElement[bool]] | None = None
    owner: str = "core"

    @property
    def sorts(self) -> Sequence[Scalar]:
        """Everything a list of this type can be ordered by."""
        return [*(f for f in self.fields if isinstance(f, Scalar) and f.sort), *self.orders]

    @property
    def is_node(self) -> bool:
        return bool(self.key)

    @property
    def ties(self) -> Sequence[str]:
        """What makes every order total: the row's own id, unique by itself, unless the type says more is needed."""
        return self.tie or self.key[-1:]


@dataclass(frozen=True, slots=True)
class Union:
    """One of several object types."""

    name: str
    words: Title
    members: Sequence[str]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that can be read: types by name, and the roots. Frozen once composed."""

    types: Mapping[str, Type]
    unions: Mapping[str, Union]
    query: str = "Query"

    @property
    def of_entities(self) -> Sequence[str]:
        """The tables whose rows each belong to one entity."""
        found = {t.table.name for t in self.types.values() if t.table is not None and t.scope and t.scope.entity}
        return sorted(found)

    def fields(self, type_name: str) -> Mapping[str, Field]:
        return {f.name: f for f in self.types[type_name].fields}
