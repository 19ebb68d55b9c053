"""Sectors, their ledgers and their facts, as plugins declared them; kept after the plugin is gone."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.record import Code, Record
from anjian.judgement import Kind

OF_THE_PROFILE = ""  # the ledger of a fact that stands in no ledger


class Sector(Record):
    """行业领域."""

    __tablename__ = "sector"

    name: Mapped[Code] = mapped_column(primary_key=True)
    plugin: Mapped[Code]  # which declares its fields; others may add rules and checklists
    title_zh: Mapped[str]
    title_en: Mapped[str]
    retired: Mapped[bool] = mapped_column(server_default=sa.false())  # no installed plugin offers it any more


class Ledger(Record):
    """台账."""

    __tablename__ = "ledger"

    sector: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Code] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    key: Mapped[list[str]]  # the fields whose values no two lines of one entity share
    retired: Mapped[bool] = mapped_column(server_default=sa.false())


class Fact(Record):
    """One field of a sector's profile, or of the lines of one of its ledgers."""

    __tablename__ = "fact"

    sector: Mapped[Code] = mapped_column(primary_key=True)
    ledger: Mapped[Code] = mapped_column(primary_key=True)  # "" for a field of the profile
    name: Mapped[Code] = mapped_column(primary_key=True)
    field: Mapped[Code]  # as GraphQL and forms spell it
    position: Mapped[int]
    kind: Mapped[Kind]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    unit_zh: Mapped[str | None]
    unit_en: Mapped[str | None]
    meaning_zh: Mapped[str | None]
    meaning_en: Mapped[str | None]
    manual: Mapped[bool]
    derived: Mapped[bool]
    required: Mapped[bool]
    form_zh: Mapped[dict[str, Any]]  # JSON Schema of its values
    form_en: Mapped[dict[str, Any]]
    retired: Mapped[bool] = mapped_column(server_default=sa.false())
