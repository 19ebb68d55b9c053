"""The plugins that this database has served."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.record import Code, Record


class InstalledPlugin(Record):
    """A plugin as it last served here: once its package is gone, this line alone tells what was its own."""

    __tablename__ = "installed_plugin"

    name: Mapped[Code] = mapped_column(primary_key=True)
    distribution: Mapped[str]
    version: Mapped[str]
    sectors: Mapped[list[str]]  # those it owns, not those it adds to


class DerivedSector(Record):
    """Whose files derived the facts of a sector last."""

    __tablename__ = "derived_sector"

    sector: Mapped[Code] = mapped_column(primary_key=True)
    contents: Mapped[str]  # the digest of its plugin's package
