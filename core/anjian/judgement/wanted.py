"""Which facts would still decide a condition, in SQL: the same names as :func:`anjian.judgement.kleene.missing`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, case, func, literal_column, null

from anjian.judgement.expressions import Condition, Not, Several
from anjian.judgement.facts import Fact
from anjian.judgement.sql import Data, key_of, to_sql
from anjian.judgement.walk import facts_of

COMMA: ColumnElement[str] = literal_column("','", Text())
Names = ColumnElement[Any]


def wanted_to_sql(condition: Condition, data: Data) -> Names:
    """Their names with commas between, some perhaps twice; NULL once the condition is decided."""
    return case((to_sql(condition, data).is_(null()), if_open(condition, data)))


def if_open(condition: Condition, data: Data) -> Names:
    """The same of a condition that is known to be undecided, which is then not judged again."""
    match condition:
        case Not(of=part):
            return if_open(part, data)
        case Several(of=of):
            found: Names = func.concat_ws(COMMA, *(wanted_to_sql(part, data) for part in of), type_=Text())
            return found
    return of_leaf(condition, data)


def of_leaf(leaf: Condition, data: Data) -> Names:
    """What nobody recorded; if everything is recorded, the zero that something was divided by."""
    facts = list(facts_of(leaf).values())
    everything: Names = literal_column(f"'{','.join(fact.name for fact in facts)}'", Text())
    if len(facts) == 1:
        return everything
    unknown = func.concat_ws(COMMA, *(if_unknown(fact, data) for fact in facts), type_=Text())
    return func.coalesce(func.nullif(unknown, literal_column("''")), everything)


def if_unknown(fact: Fact, data: Data) -> Names:
    recorded: Names = data.op("->>", return_type=Text())(key_of(fact))
    return case((recorded.is_(null()), key_of(fact)))
