"""How rules, checklists and items are written as rows."""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeAlias

import sqlalchemy as sa

from anjian.database.record import Record
from anjian.judgement import to_json, to_text
from anjian.judgement.sentences import in_words
from anjian.plugin import Checklist, Item, Rule, Sector

Row: TypeAlias = dict[str, Any]


def table_of(record: type[Record]) -> sa.Table:
    table = record.__table__
    assert isinstance(table, sa.Table)  # noqa: S101 - each record is mapped to a table
    return table


def rule_row(rule: Rule, sector: Sector, region: str | None = None) -> Row:
    standard, rectification = rule.clause.standard, rule.rectification
    words = in_words(rule.condition)
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
        "region_code": region,
        "text": to_text(rule.condition),
        "facts": list(rule.facts),
        "wording_zh": words["zh"],
        "wording_en": words["en"],
        "retired": False,
    }


def checklist_row(checklist: Checklist, sector: str | None) -> Row:
    row = {
        "code": checklist.code,
        "version": checklist.version,
        "sector": sector,
        "title_zh": checklist.title.zh,
        "title_en": checklist.title.en,
    }
    items = [asked_row(checklist, position, item) for position, item in enumerate(checklist.items, 1)]
    observed = [observations(item) for item in checklist.items]
    basis = {"basis_zh": checklist.basis and checklist.basis.zh, "basis_en": checklist.basis and checklist.basis.en}
    return row | basis | {"digest": digest([row, items, observed]), "retired": False}


def item_rows(checklist: Checklist, sector: str | None) -> list[Row]:
    return [
        asked_row(checklist, position, item)
        | {"sector": sector, "asks": list(item.asks), "observes": observations(item)}
        for position, item in enumerate(checklist.items, 1)
    ]


def asked_row(checklist: Checklist, position: int, item: Item) -> Row:
    """What the digest of a version is taken of, with the observations: it must not change by itself."""
    row: Row = {"checklist_code": checklist.code, "checklist_version": checklist.version}
    row |= {"code": item.code, "position": position, "facts": list(item.facts)}
    for name in ("content", "method", "problem", "rectification"):
        row |= {f"{name}_zh": getattr(item, name).zh, f"{name}_en": getattr(item, name).en}
    return row


def observations(item: Item) -> Row:
    """What each answer makes known, fact by fact."""
    return {fact: {result.value: value for result, value in by.items()} for fact, by in item.observes.items()}


def digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
