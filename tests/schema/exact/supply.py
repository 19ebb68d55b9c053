"""What documents may name in this world: ids, codes, cursors of every list in every order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from anjian.figures import FIGURES
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.catalog import ToMany, Type
from anjian_schema.compiler.orders import order_name
from anjian_schema.declare import table
from anjian_schema.figures.rows import LISTS, list_of
from tests.schema.compiler.world import NAMES, REGIONS, Brief
from tests.schema.exact.difficult import TEXTS
from tests.schema.exact.naive import Naive, columns_of
from tests.schema.exact.paging import Item, Listed

Place = tuple[str | None, ...]
NOBODY = "00000000-0000-0000-0000-00000000dead"

SEPARATORS = [TEXTS[3]] * 6  # where JavaScript ends a line, and JSON does not
VALUES: dict[str, Sequence[Any]] = {
    "String": (*TEXTS, *NAMES, *SEPARATORS, "fireworks", "kiln", "c0", "i1", "R1", "甲", "O'"),
    "Int": (2**31 - 1, -(2**31), 4, 6, 0),
    "Boolean": (True, False),
    "Date": ("2019-09-01", "2019-09-02", "0001-01-01", "9999-12-31"),
    "DateTime": (
        "2019-09-01T08:00:00Z",
        "2019-09-01T16:00:00.000001+08:00",
        "2019-09-01T00:00:00-08:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z",
    ),
    "Decimal": ("0", "12.50", "12.5", "0.0000001", "-1", "92233720368547758.07", "1E+2", "9" * 1000, "-1e-999"),
    "RegionCode": (*REGIONS, "410000", "99"),
    "ID": ("Region:41",),
}


@dataclass(frozen=True)
class Ordered:
    """One order of a type's lists: what a caller writes, what its cursors say of it, and where its rows stand."""

    order_by: Any
    mark: str
    places: Sequence[Place]


@dataclass
class Supply(Brief):
    """Found once, by the naive reader itself."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    orders: dict[str, list[Ordered]] = field(default_factory=dict)
    figures: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, naive: Naive) -> Supply:
        made = cls()
        for type_ in naive.catalog.types.values():
            if type_.table is not None:
                made.orders[type_.name] = [ordered(naive, type_, order) for order in orders_of(type_)]
                made.figures[type_.name] = figures_of(type_)
            if type_.is_node:
                made.ids[type_.name] = [global_id(type_, item) for item in items(naive, type_, listed(type_))]
                unknown = [NOBODY] * len(type_.key)
                made.ids[type_.name].append(":".join([type_.name, *unknown]))
        return made


def orders_of(type_: Type) -> list[Any]:
    """None, each by itself both ways, and two of two."""
    names = list(map(order_name, type_.sorts))
    single = [[{"field": name, "direction": way}] for name in names for way in ("ASC", "DESC")]
    double = [[*one, *other] for one, other in zip(single[::3], single[1::2], strict=False)][:2]
    return [None, [], *single, *double] if names else [None]


def listed(type_: Type, order_by: Any = None) -> Listed:
    arguments = {} if order_by is None else {"orderBy": Argument(lambda _: order_by, order_by, ("orderBy",))}
    return Listed(type_, ToMany("every", type_.name, type_.words), "", arguments)


def items(naive: Naive, type_: Type, of: Listed) -> list[Item]:
    rows = naive.rows(lambda asked: of.statement(asked, columns_of(type_), None, []))
    return [of.item(row, lambda key: key) for row in rows]


def ordered(naive: Naive, type_: Type, order_by: Any) -> Ordered:
    of = listed(type_, order_by)
    places = list(dict.fromkeys(item.place for item in items(naive, type_, of) if item.belongs))
    return Ordered(order_by, of.mark, places[:: max(1, len(places) // 6)])


def global_id(type_: Type, item: Item) -> str:
    key = dict(zip(columns_of(type_), item.thing, strict=True))
    return ":".join([type_.name, *(str(key[name]) for name in type_.key)])


def figures_of(type_: Type) -> list[str]:
    """The numbers that open into lists of this type."""
    lists = [name for model, name in LISTS.items() if table(model) is type_.table]
    return [figure.name.name for figure in FIGURES.values() if list_of(figure) in lists]
