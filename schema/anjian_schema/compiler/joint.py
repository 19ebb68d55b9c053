"""One statement for many askers of one plan: a row of parameters for each, and for each row its answer.

The plan's own statement becomes a subquery of every row, and each parameter that an asker brings a column of it. What
an asker may see is among these parameters, so everybody's row is kept to their own reach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from anjian_schema.compiler.plan import Plan

# Everything in SQL that may hold a "$", and after the last bar a parameter with its type.
LEXEMES = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_][\w$]*|\$(?P<number>\d+)::(?P<type>\w+(?: WITH TIME ZONE)?(?:\[\])?)"""
)
SINGLE = {"UUID", "VARCHAR", "TEXT", "BIGINT", "DATE", "NUMERIC", "BOOLEAN", "TIMESTAMP WITH TIME ZONE"}
SINCE = "extract(epoch FROM clock_timestamp() - statement_timestamp())::float"


class Joint(NamedTuple):
    """``sql`` returns the place of each asker, their answer, and the seconds until then. ``places``: of the parameters
    that askers bring.
    """

    sql: str
    places: Sequence[int]
    constants: Sequence[Any]

    def values(self, each: Sequence[Sequence[Any]]) -> list[Any]:
        """The parameters: a column for each that askers bring, then what is the same for all of them."""
        return [*map(list, zip(*each, strict=True)), *self.constants]


def joint(plan: Plan) -> Joint | None:
    """The statement for many, where every asker brings single values; an array would lose its bounds in a column."""
    places, types = plan.places, dict[int, str]()
    constants = [place for place in range(len(plan.getters)) if place not in places]

    def written(found: re.Match[str]) -> str:
        if found["number"] is None:
            return found[0]
        place = int(found["number"]) - 1
        if place in places:
            types[place] = found["type"]
            return f"a$.p{places.index(place) + 1}::{found['type']}"
        return f"${len(places) + constants.index(place) + 1}::{found['type']}"

    answer = LEXEMES.sub(written, plan.sql)
    if not places or set(types) != set(places) or not SINGLE.issuperset(types.values()):
        return None
    columns = ", ".join(f"${i}::{types[place]}[]" for i, place in enumerate(places, 1))
    names = ", ".join(f"p{i}" for i in range(1, len(places) + 1))
    sql = f"SELECT a$.place, ({answer}), {SINCE} FROM unnest({columns}) WITH ORDINALITY AS a$({names}, place)"  # noqa: S608 - our own statement
    return Joint(sql, places, [plan.constants[place] for place in constants])
