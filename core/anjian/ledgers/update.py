"""更新台账: lines are put and removed, all of them or none; then what follows from the ledger is derived again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from anjian.commands import lookup
from anjian.commands.command import LineKey
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.entities.deriving import derive
from anjian.entities.facts import profile_of
from anjian.entities.model import Profile
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.ledgers.changes import LedgerChange, Lines, read_change
from anjian.ledgers.model import LedgerEntry, LedgerObservation
from anjian.ledgers.request import LedgerLine, UpdateLedger
from anjian.plugin import Ledger, Sector
from anjian.words import Title

__all__ = ["LedgerLine", "UpdateLedger", "update_ledger"]


class UnknownLedger(AnjianError):
    code = "UNKNOWN_LEDGER"
    words = Title("该行业没有台账“{ledger}”；有：{known}", 'this sector has no ledger "{ledger}"; there are: {known}')


async def update_ledger(desk: Desk, command: UpdateLedger) -> Profile:
    """An update without lines is one too: somebody looked, and the ledger is as it was, be it empty."""
    entity = await lookup.entity(desk, command.entity_id)
    with Review() as review:
        with review.of("trueOn"):
            not_after(desk.today, command.true_on)
        with review.of("sector"):
            sector = lookup.sector(desk, command.sector)
            with review.of("ledger"):
                ledger = ledger_of(sector, command.ledger)
                with review.of():
                    lines = await lines_of(desk, command)
                    change = read_change(ledger, lines, command)
    profile = await profile_of(desk, entity, sector)
    lookup.expect(profile, command.expected_version)
    await write(desk, profile, ledger, lines, change, command.true_on)
    await conclude(desk, profile, ledger, change, command.true_on)
    return profile


def ledger_of(sector: Sector, name: str) -> Ledger:
    known = {ledger.name: ledger for ledger in sector.ledgers}
    if name not in known:
        raise UnknownLedger(ledger=name, known="、".join(known) or "（无）")
    return known[name]


async def lines_of(desk: Desk, command: UpdateLedger) -> Lines:
    """The ledger as it is; its entity is held, so nobody changes it now."""
    of_ledger = (LedgerEntry.sector == command.sector, LedgerEntry.ledger == command.ledger)
    found = await desk.session.scalars(
        sa.select(LedgerEntry).where(LedgerEntry.entity_id == command.entity_id, *of_ledger)
    )
    return {LineKey(line.entity_id, line.id): line for line in found}


async def write(desk: Desk, profile: Profile, ledger: Ledger, lines: Lines, change: LedgerChange, on: date) -> None:
    """A line is as it was seen last: what is learned late of an early day leaves what was seen since."""
    for place, put in enumerate(change.put):
        line = lines.get(put.key) or new_line(profile, ledger, put.key, on)
        if line.true_on <= on:
            line.data, line.true_on, line.kept_at = dict(put.data), on, desk.now
            desk.session.add(line)
            desk.places[line] = ("put", place, "values")
    for place, line in enumerate(lines[key] for key in change.removed):
        if line.true_on <= on:
            await desk.session.delete(line)
            desk.places[line] = ("remove", place)
    seen: dict[UUID | None, Mapping[str, object] | None] = dict.fromkeys((None, *(key.id for key in change.removed)))
    seen |= {put.key.id: put.data for put in change.put}
    desk.session.add_all(observation(desk, profile, ledger, line_id, data, on) for line_id, data in seen.items())
    profile.updated_at = desk.now


def new_line(profile: Profile, ledger: Ledger, key: LineKey, on: date) -> LedgerEntry:
    return LedgerEntry(
        entity_id=key.entity_id,
        id=key.id,
        region_code=profile.region_code,
        sector=profile.sector,
        ledger=ledger.name,
        data={},
        true_on=on,
    )


def observation(
    desk: Desk, profile: Profile, ledger: Ledger, line_id: UUID | None, data: Mapping[str, object] | None, on: date
) -> LedgerObservation:
    return LedgerObservation(
        entity_id=profile.entity_id,
        region_code=profile.region_code,
        sector=profile.sector,
        ledger=ledger.name,
        line_id=line_id,
        data=data and dict(data),
        true_on=on,
        learned_at=desk.now,
        observed_by=desk.viewer.person_id,
    )


async def conclude(desk: Desk, profile: Profile, ledger: Ledger, change: LedgerChange, on: date) -> None:
    """What follows, and the one line that tells of it all."""
    told = {
        "sector": profile.sector,
        "ledger": ledger.name,
        "put": [{"id": put.key.id, "values": put.data} for put in change.put],
        "removed": [key.id for key in change.removed],
        "true_on": on,
    }
    derived = await derive(desk, profile, on)
    log(desk, EventKind.LEDGER_UPDATED, profile, **told, **({"derived": derived} if derived else {}))
