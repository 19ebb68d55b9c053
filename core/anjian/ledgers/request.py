"""What comes in with a ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from anjian.commands.command import Limit, LineKey, Revision
from anjian.database.ids import UUID
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """台账的一行: a whole line; what it does not name is not known."""

    words: ClassVar[Title] = Title(
        "台账的一行：整行填写，未填的视为不明", "A whole line; what it does not name is not known"
    )

    id: Annotated[LineKey | None, Title("要更改的行；新增的行为空", "the line to change; empty for a new one")] = None
    values: Annotated[Mapping[str, Any], Title("整行的值：字段名与值", "the values of the whole line, by field")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateLedger(Revision):
    """更新台账; the expected version is that of the sector's profile."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    sector: Annotated[str, Title("行业领域", "the sector the ledger belongs to"), Limit(200)]
    ledger: Annotated[str, Title("台账", "the ledger"), Limit(200)]
    put: Annotated[tuple[LedgerLine, ...], Title("新增与更改的行", "lines that are new or changed")] = ()
    remove: Annotated[tuple[LineKey, ...], Title("已不存在的行", "lines that are no longer there")] = ()
    true_on: Annotated[date, Title("核实的日期", "the day it was so")]
