"""What was known of an entity's ledgers on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from anjian.commands.desk import Desk
from anjian.entities.model import Profile
from anjian.ledgers.model import LedgerObservation as Seen
from anjian.plugin import Entry, Ledger, profile_fields


async def ledgers_by(desk: Desk, profile: Profile, ledgers: Iterable[Ledger], on: date) -> dict[str, list[Entry]]:
    """The lines of each ledger that was kept by that day; one that was kept and is empty has none."""
    latest = (
        sa.select(Seen.ledger, Seen.line_id, Seen.data)
        .where(of_profile(profile), Seen.true_on <= on)
        .ext(distinct_on(Seen.ledger, Seen.line_id))
        .order_by(Seen.ledger, Seen.line_id, Seen.true_on.desc(), Seen.learned_at.desc(), Seen.id.desc())
    )
    entries = {ledger.name: ledger.entry for ledger in ledgers}
    kept: dict[str, list[Entry]] = defaultdict(list)
    for row in await desk.session.execute(latest):
        if row.ledger in entries:
            kept[row.ledger] += [] if row.data is None else [as_entry(entries[row.ledger], row.data)]
    return dict(kept)


def as_entry(entry: type[Entry], data: Mapping[str, object]) -> Entry:
    """A line as its class now reads it; it was checked when it was entered."""
    return entry.model_construct(
        None, **{name: fact.read(data.get(name)) for name, fact in profile_fields(entry).items()}
    )


def seen_days(profile: Profile, since: date) -> sa.Select[date]:
    """The later days of which something was recorded in a ledger."""
    return sa.select(Seen.true_on).where(of_profile(profile), Seen.true_on > since)


def of_profile(profile: Profile) -> sa.ColumnElement[bool]:
    return (Seen.entity_id == profile.entity_id) & (Seen.sector == profile.sector)
