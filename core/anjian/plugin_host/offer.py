"""What plugins declare, as the rows it is stored in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import sqlalchemy as sa

from anjian.database.record import Record
from anjian.inspections import model
from anjian.plugin import Checklist, Plugin, Sector
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.rows import Row, checklist_row, item_rows, rule_row, table_of
from anjian.plugin_host.sector_rows import fact_rows, ledger_row, sector_row
from anjian.sectors.model import Fact, Ledger
from anjian.sectors.model import Sector as SectorRecord

Key: TypeAlias = tuple[str, ...]
Rows: TypeAlias = dict[Key, Row]

DECLARED: tuple[type[Record], ...] = (SectorRecord, Ledger, Fact, model.Rule)


def key_of(table: sa.Table, row: Mapping[str, Any]) -> Key:
    return tuple(row[column.name] for column in table.primary_key)


@dataclass(slots=True)
class Offer:
    """The rows that the serving plugins stand for, and whose checklists they are."""

    declared: dict[type[Record], Rows] = field(default_factory=lambda: {record: {} for record in DECLARED})
    checklists: Rows = field(default_factory=dict)
    items: dict[Key, list[Row]] = field(default_factory=dict)
    owners: dict[Key, Loaded] = field(default_factory=dict)

    @classmethod
    def of(cls, plugins: Iterable[Loaded]) -> Offer:
        offer = cls()
        for loaded in plugins:
            offer.take(loaded)
        return offer

    def take(self, loaded: Loaded) -> None:
        assert loaded.plugin is not None  # noqa: S101 - only what was declared offers anything
        for sector in loaded.plugin.sectors:
            self.describe(loaded.plugin, sector)
            self.put(model.Rule, *(rule_row(rule, sector, loaded.plugin.region) for rule in sector.rules))
        for sector_name, checklist in loaded.plugin.all_checklists:
            self.add(loaded, sector_name, checklist)

    def describe(self, plugin: Plugin, sector: Sector) -> None:
        """A sector is described by its owner, who comes first; who adds to it describes nothing."""
        if (sector.name,) not in self.declared[SectorRecord]:
            self.put(SectorRecord, sector_row(plugin, sector))
            self.put(Ledger, *(ledger_row(sector, place, ledger) for place, ledger in enumerate(sector.ledgers, 1)))
            self.put(Fact, *fact_rows(sector))

    def put(self, record: type[Record], *rows: Row) -> None:
        self.declared[record] |= {key_of(table_of(record), row): row for row in rows}

    def rows(self) -> Iterator[tuple[sa.Table, Row]]:
        """Every row with its table."""
        for record, rows in self.declared.items():
            yield from ((table_of(record), row) for row in rows.values())
        yield from ((table_of(model.Checklist), row) for row in self.checklists.values())
        yield from ((table_of(model.ChecklistItem), row) for rows in self.items.values() for row in rows)

    def add(self, loaded: Loaded, sector: str | None, checklist: Checklist) -> None:
        key = (checklist.code, checklist.version)
        self.checklists[key] = checklist_row(checklist, sector)
        self.items[key] = item_rows(checklist, sector)
        self.owners[key] = loaded
