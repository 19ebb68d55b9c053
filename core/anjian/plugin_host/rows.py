"""How rules, checklists and items are written as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa

from anjian.database.record import Record
from anjian.judgement import to_json
from anjian.plugin import Checklist, Item, Rule, Sector

Row: TypeAlias = dict[str, Any]


def table_of(record: type[Record]) -> sa.Table:
    table = record.__table__
    assert isinstance(table, sa.Table)  # noqa: S101 - each record is mapped to a table
    return table


def rule_row(rule: Rule, sector: Sector) -> Row:
    standard, rectification = rule.clause.standard, rule.rectification
    return {
        "code": rule.code,
        "sector": sector.name,
        "title_zh": rule.title.zh,
        "title_en": rule.title.en,
        "standard": standard.number,
        "standard_title_zh": standard.title.zh,
        "standard_title_en": standard.title.en,
        "edition": standard.edition,
        "item": rule.clause.item,
        "effective_from": standard.effective_from,
        "effective_until": standard.effective_until,
        "confidence": rule.confidence.value,
        "rectification_zh": rectification and rectification.zh,
        "rectification_en": rectification and rectification.en,
        "expression": to_json(rule.condition),
        "extends": rule.extends,
        "retired": False,
    }


def checklist_row(checklist: Checklist, sector: str | None, items: Sequence[Row]) -> Row:
    row = {
        "code": checklist.code,
        "version": checklist.version,
        "sector": sector,
        "title_zh": checklist.title.zh,
        "title_en": checklist.title.en,
    }
    observed = [observations(item) for item in checklist.items]
    return row | {"digest": digest([row, list(items), observed]), "retired": False}


def item_row(checklist: Checklist, position: int, item: Item) -> Row:
    row: Row = {"checklist_code": checklist.code, "checklist_version": checklist.version}
    row |= {"code": item.code, "position": position, "facts": list(item.facts)}
    for name in ("content", "method", "problem", "rectification"):
        row |= {f"{name}_zh": getattr(item, name).zh, f"{name}_en": getattr(item, name).en}
    return row


def observations(item: Item) -> Mapping[str, Mapping[str, object]]:
    """What each answer makes known is part of what a checklist says, though it is no column."""
    return {fact: {result.value: value for result, value in by.items()} for fact, by in item.observes.items()}


def digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
