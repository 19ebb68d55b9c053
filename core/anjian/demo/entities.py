"""Invented entities, marked so, spread over the real counties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from anjian.codes.credit_code import ALPHABET, check_character, organization_check
from anjian.database.ids import UUID
from anjian.demo.chance import apportion, chance, record_id
from anjian.demo.names import person_name
from anjian.demo.places import Place
from anjian.demo.rows import EntityRow, IdentifierRow, PersonRow
from anjian.demo.trades import FIREWORKS, TRADES, Trade
from anjian.entities.model import CoordinateSystem, EntityKind
from anjian.people.model import PersonKind

REGISTERED = {EntityKind.ENTERPRISE: "91", EntityKind.PLACE: "92"}  # market regulation: enterprise, individual


class Unit(NamedTuple):
    """An entity as the rest of the demonstration needs it."""

    row: EntityRow
    trade: Trade
    form: str
    principal: PersonRow

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def region_code(self) -> str:
        return self.row.region_code

    @property
    def identifier(self) -> IdentifierRow | None:
        code = self.row.credit_code
        return IdentifierRow("credit_code", code, self.id) if code else None


def units(
    city: str, places: Sequence[Place], count: int, fireworks: int, trades: Sequence[Trade] = TRADES
) -> Iterator[Unit]:
    """``count`` entities, ``fireworks`` of them in that trade; names say aloud that they are made up."""
    rng = chance(f"entities of {city}")
    shares = [fireworks, *apportion(count - fireworks, [trade.weight for trade in trades])]
    serial = 0
    for trade, share in zip((FIREWORKS, *trades), shares, strict=True):
        for place, number in zip(places, apportion(share, [place.weight for place in places]), strict=True):
            for _ in range(number):
                serial += 1
                yield unit(rng, city, place, trade, serial)


def unit(rng: Random, city: str, place: Place, trade: Trade, serial: int) -> Unit:
    kind, form = trade.forms[serial % len(trade.forms)]
    since = datetime(2012, 1, 1, 8, tzinfo=UTC) + timedelta(seconds=rng.randrange(6 * 365 * 86_400))
    row = EntityRow(
        id=record_id(rng, since),
        name=f"{city}示例{form}{serial:05d}号（虚构）",
        kind=kind,
        credit_code=credit_code(REGISTERED[kind], place.code, serial) if kind in REGISTERED else None,
        region_code=place.code,
        address=f"{place.name}示例路{rng.randrange(1, 400)}号",
        longitude=f"{place.longitude + rng.uniform(-0.06, 0.06):.6f}",
        latitude=f"{place.latitude + rng.uniform(-0.05, 0.05):.6f}",
        coordinate_system=CoordinateSystem.CGCS2000,
        invented=True,
        registered_at=since,
    )
    staff = PersonKind.ENTERPRISE_STAFF
    principal = PersonRow(record_id(rng, since), person_name(rng), staff, None, row.id, place.code, "主要负责人")
    return Unit(row, trade, form, principal)


def credit_code(kind: str, region: str, serial: int) -> str:
    """A code whose check characters hold; its organisation code begins with DEM0, so that one sees it is made up."""
    digits = "".join(ALPHABET[serial // 31**place % 31] for place in reversed(range(4)))
    organization = f"DEM0{digits}"
    body = f"{kind}{region}{organization}{organization_check(organization)}"
    return body + check_character(body)
