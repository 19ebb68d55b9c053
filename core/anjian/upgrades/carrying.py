"""One entity's facts and lines, as the installed version stores them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from anjian.plugin import Ledger, Sector
from anjian.plugin.upgrades import Path
from anjian.upgrades.history import retold
from anjian.upgrades.stored import Row, Stored

ADDED = ("id", "upgraded_to", "withheld")  # what a row that is told again does not take over


@dataclass(frozen=True, slots=True)
class Carried:
    """What has to be written for one profile; of ``lines`` those that differ."""

    before: Stored
    data: Mapping[str, Any]
    observations: list[Row]
    lines: list[Row]
    seen_lines: list[Row]

    @property
    def differs(self) -> bool:
        return bool(self.observations or self.lines or self.seen_lines or self.data != self.before.profile["data"])

    @property
    def told(self) -> dict[str, Any]:
        """For the event: the facts that are new or different, the names that are gone, and the lines."""
        was = self.before.profile["data"]
        return {
            "facts": {name: value for name, value in self.data.items() if was.get(name) != value},
            "gone": sorted(was.keys() - self.data.keys()),
            "lines": [{"id": row["id"], "ledger": row["ledger"], "values": row["data"]} for row in self.lines],
        }


def carried(before: Stored, sector: Sector, path: Path) -> Carried:
    """Nothing is written here; whatever cannot go over is raised."""
    ledgers = {ledger.name: ledger for ledger in sector.ledgers}
    return Carried(
        before,
        path.facts(before.profile["data"]),
        [again(row, path) for row in seen(before, path)],
        list(lines(before.lines, ledgers, path)),
        [again(row, path) for row in lines(before.seen_lines, ledgers, path)],
    )


def seen(before: Stored, path: Path) -> Iterator[dict[str, Any]]:
    """What everybody may know; then what each covert inspection saw that is not opened yet, beside it."""
    everybody = [row for row in before.observations if not row["withheld"]]
    yield from retold(unobserved(before, everybody), everybody, path.facts)
    for visit in dict.fromkeys(row["inspection_id"] for row in before.observations if row["withheld"]):
        known = [row for row in before.observations if not row["withheld"] or row["inspection_id"] == visit]
        told = retold(unobserved(before, known), known, path.facts)
        yield from (row for row in told if row["inspection_id"] == visit)


def unobserved(before: Stored, seen: list[Row]) -> dict[str, Any]:
    observed = {row["fact"] for row in seen}
    return {name: value for name, value in before.profile["data"].items() if name not in observed}


def lines(rows: list[Row], ledgers: Mapping[str, Ledger], path: Path) -> Iterator[dict[str, Any]]:
    """Those that read differently. A ledger that no longer exists keeps its lines as they are."""
    for row in (row for row in rows if row["ledger"] in ledgers):
        data = path.line(row["ledger"], ledgers[row["ledger"]].entry, row["data"])
        if data != row["data"]:
            yield {**row, "data": data}


def again(row: Row, path: Path) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in ADDED}
    return kept | {"upgraded_to": path.profile.schema_version}
