"""What was seen of an entity, told again in the fields of today.

What somebody saw stays, under the name it had. Beside it stands what it means now, of the same day and by the same
eyes: so who asks what was known of a day, in Python or SQL, gets the fields of today and needs to know of no upgrade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

Known = Mapping[str, Any]
Row = Mapping[str, Any]  # of an observation
AT_ONCE = itemgetter("true_on", "learned_at")


def retold(unobserved: Known, seen: Iterable[Row], upgraded: Callable[[Known], Known]) -> list[dict[str, Any]]:
    """``seen``: every observation, in the order in which later ones prevail. Only what reads differently is told.

    ``unobserved`` was always so. Where something is seen or told under the name that it has now, it was so from the
    first day of which anything is known.
    """
    rows = list(seen)
    told = list(differing(unobserved, rows, upgraded))
    seen_or_told = {row["fact"] for row in (*rows, *told)}
    always = {name: value for name, value in upgraded(unobserved).items() if name in seen_or_told}
    return [*({**rows[0], "fact": name, "value": value} for name, value in always.items()), *told]


def differing(unobserved: Known, rows: Iterable[Row], upgraded: Callable[[Known], Known]) -> Iterator[dict[str, Any]]:
    """A name that has no meaning any more is told to be unknown, so that a later field of that name starts empty."""
    before, told = dict(unobserved), dict(upgraded(unobserved))
    for _, together in groupby(rows, AT_ONCE):
        for row in together:
            take(before, row["fact"], row["value"])
            take(told, row["fact"], row["value"])
        now = upgraded(before)
        for name in [name for name in {**told, **now} if told.get(name) != now.get(name)]:
            yield {**row, "fact": name, "value": now.get(name)}
        told = dict(now)


def take(known: dict[str, Any], name: str, value: object) -> None:
    known.pop(name, None)
    if value is not None:
        known[name] = value
