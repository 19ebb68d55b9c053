"""One entity for each sector, of which a few facts are known, so that the examples of its page have an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database.ids import uuid7
from anjian.entities.model import Entity, EntityKind, Profile
from anjian.judgement import Fact, Kind
from anjian.ledgers.model import LedgerEntry
from anjian.plugin import Plugin, Sector, profile_fields
from anjian.plugin.profile import Fields

ANYWHERE = "110101"
MOST = 4  # facts
DAY = date(2026, 1, 31)
PLAIN: Mapping[Kind, Any] = {
    Kind.BOOLEAN: True,
    Kind.INTEGER: 3,
    Kind.DECIMAL: Decimal("1.5"),
    Kind.TEXT: "甲",
    Kind.DATE: DAY,
}


def sample(fields: type[Fields]) -> Mapping[Fact, Any]:
    """Facts that somebody may record, each with a plain value; those come first that are filtered or required."""
    facts = [fact for fact in profile_fields(fields).values() if not fact.derived and not fact.manual]
    facts.sort(key=lambda fact: (not fact.required, not fact.filter, not fact.sort))
    known = {fact: plain(fact) for fact in facts if is_taken(fields, fact)}
    return {fact: known[fact] for fact in list(known)[:MOST]}


def plain(fact: Fact) -> Any:
    if fact.enum is None:
        return PLAIN[fact.kind]
    first = next(iter(fact.enum))
    return [first] if fact.kind is Kind.ENUMS else first


def is_taken(fields: type[Fields], fact: Fact) -> bool:
    """A text with a pattern of its own, or a number within narrow bounds, is no plain example."""
    try:
        fields.model_validate({fact.name: plain(fact)})
    except ValidationError:
        return False
    return True


async def furnish(connection: AsyncConnection, plugin: Plugin) -> None:
    for sector in plugin.sectors:
        at = {"entity_id": uuid7(), "region_code": plugin.region or ANYWHERE, "sector": sector.name}
        given = {"id": at["entity_id"], "name": name_of(sector), "kind": EntityKind.ENTERPRISE}
        await connection.execute(sa.insert(Entity).values(region_code=at["region_code"], **given))
        await connection.execute(sa.insert(Profile).values(data=written(sector.profile), **at))
        for ledger in sector.ledgers:
            line = {"id": uuid7(), "ledger": ledger.name, "data": written(ledger.entry), "true_on": DAY}
            await connection.execute(sa.insert(LedgerEntry).values(**line, **at))


def name_of(sector: Sector) -> str:
    return f"{sector.title.zh}示例"


def written(fields: type[Fields]) -> Mapping[str, Any]:
    return {fact.name: fact.write(value) for fact, value in sample(fields).items()}
