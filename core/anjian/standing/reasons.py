"""The reasons of a verdict that is newly major: somebody has to act on it, and is told why.

Of the many others the verdict is kept, and the facts still missing. A reason that an inspection of the day has left is
not written twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Observation, Profile
from anjian.entities.observing import Seen
from anjian.inspections.judging import reasons
from anjian.inspections.model import Judgement, StoredVerdict
from anjian.judgement import Verdict, judge
from anjian.standing.book import Book
from anjian.standing.keeping import Moment

Pair = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Known:
    """An entity's place, and its facts with their sources."""

    region_code: str
    seen: Mapping[str, Seen]


async def keep_reasons(connection: AsyncConnection, book: Book, moment: Moment, lines: Iterable[Any]) -> None:
    """``lines``: rule, verdict, and the entities of which it is new."""
    major = {(entity, line.rule_code) for line in lines if line.verdict == Verdict.MAJOR for entity in line.new or ()}
    left = major - await on_file(connection, moment, {entity for entity, _ in major}) if major else ()
    if left:
        known = await known_of(connection, moment, {entity for entity, _ in left})
        rows = [row for pair in sorted(left) if pair[0] in known for row in records(book, moment, pair, known[pair[0]])]
        if rows:
            await connection.execute(sa.insert(Judgement), rows)


async def on_file(connection: AsyncConnection, moment: Moment, entities: set[UUID]) -> set[Pair]:
    today = (Judgement.judged_on == moment.on, Judgement.verdict == StoredVerdict.MAJOR)
    kept = sa.select(Judgement.entity_id, Judgement.rule_code).where(of(Judgement.entity_id, entities), *today)
    return {(row.entity_id, row.rule_code) for row in await connection.execute(kept)}


async def known_of(connection: AsyncConnection, moment: Moment, entities: set[UUID]) -> Mapping[UUID, Known]:
    profiles = sa.select(Profile.entity_id, Profile.region_code, Profile.data).where(
        of(Profile.entity_id, entities), Profile.sector == moment.sector
    )
    sources = await observed(connection, moment, entities)
    found: dict[UUID, Known] = {}
    for id_, region_code, data in await connection.execute(profiles):
        found[id_] = Known(region_code, {name: sources.get((id_, name), Seen(data[name])) for name in data})
    return found


async def observed(connection: AsyncConnection, moment: Moment, entities: set[UUID]) -> Mapping[Pair, Seen]:
    """The latest observation of each fact."""
    pair = (Observation.entity_id, Observation.fact)
    latest = (
        sa.select(*pair, Observation.value, Observation.true_on, Observation.inspection_id)
        .where(of(Observation.entity_id, entities), Observation.sector == moment.sector)
        .ext(distinct_on(*pair))
        .order_by(*pair, Observation.true_on.desc(), Observation.learned_at.desc(), Observation.id.desc())
    )
    found = await connection.execute(latest)
    return {(row.entity_id, row.fact): Seen(row.value, row.true_on, row.inspection_id) for row in found}


def of(column: Any, entities: set[UUID]) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = column == sa.any_(sa.literal(sorted(entities), sa.ARRAY(sa.Uuid())))
    return found


def records(book: Book, moment: Moment, pair: Pair, known: Known) -> Iterator[Mapping[str, Any]]:
    """None where somebody changed the facts at this very moment: the next run judges them."""
    placed = book.rule(pair[1])
    facts = {name: fact.value for name, fact in known.seen.items()}
    if placed and (reached := judge(placed.rule, facts, moment.on)).verdict is Verdict.MAJOR:
        own = {"entity_id": pair[0], "id": uuid7(), "region_code": known.region_code, "sector": moment.sector}
        yield own | {"judged_at": moment.at, "inspection_id": None} | reasons(reached, known.seen)
