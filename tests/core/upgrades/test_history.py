"""What was known of each day reads, after an upgrade, as the upgrade of what was known then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from anjian.plugin import Carry
from anjian.upgrades.history import retold

Row = Mapping[str, Any]
Known = Mapping[str, Any]


def joined(known: Known) -> Known:
    """Two become one, under a name that one of them had."""
    return {"a": known["a"] + known["b"], "b": None} if {"a", "b"} <= known.keys() else {}


CARRIES = [
    Carry(renamed={"a": "d"}),
    Carry(renamed={"a": "b", "b": "a"}),
    Carry(dropped=["b"]),
    Carry(change=lambda known: {name: value * 1000 for name, value in known.items()}),
    Carry(change=lambda known: {"low": known["a"] % 2, "high": known["a"] // 2, "a": None} if "a" in known else {}),
    Carry(change=joined),
]
NAMES, VALUES, DAYS = st.sampled_from("abc"), st.integers(0, 3), st.integers(1, 3)
SEEN = st.lists(st.tuples(DAYS, DAYS, NAMES, st.none() | VALUES), max_size=8)


def read(rows: Sequence[Row], unobserved: Known, day: int) -> Known:
    """As everybody reads: the latest that was true by that day; what nobody ever observed was always so."""
    found = {name: value for name, value in unobserved.items() if name not in {row["fact"] for row in rows}}
    for row in (row for row in rows if row["true_on"] <= day):
        found[row["fact"]] = row["value"]
    return {name: value for name, value in found.items() if value is not None}


def prevailing(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["true_on"], row["learned_at"], row["id"]))


@given(st.sampled_from(CARRIES), SEEN, st.dictionaries(NAMES, VALUES))
@example(CARRIES[5], [(1, 1, "b", 2), (1, 1, "a", 1), (2, 1, "a", None)], {})
@example(CARRIES[1], [(1, 1, "c", None), (2, 1, "a", None)], {"b": 0})
@example(CARRIES[5], [(1, 1, "c", 0), (2, 1, "b", 2)], {"a": 1})
def test_each_day_is_the_upgrade_of_that_day(carry: Carry, seen: list[tuple[Any, ...]], imported: Known) -> None:
    """Renamed, exchanged, dropped, of another unit, split or joined; learned in whatever order."""
    ids = count()
    rows = prevailing(
        {"true_on": on, "learned_at": at, "fact": name, "value": value, "id": next(ids)} for on, at, name, value in seen
    )
    unobserved = {name: value for name, value in imported.items() if name not in {row["fact"] for row in rows}}
    again = [row | {"id": next(ids)} for row in retold(unobserved, rows, carry)]
    for day in {row["true_on"] for row in rows}:
        after = read(prevailing([*rows, *again]), carry(unobserved), day)
        assert after == carry(read(rows, unobserved, day))
