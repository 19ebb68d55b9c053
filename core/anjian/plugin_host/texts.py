"""Whether all that a plugin says can be read by people of both languages, and stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from anjian.plugin import Choice, Plugin, Sector, Title, profile_fields
from anjian.plugin.profile import Fields


def storable(column: sa.Column[Any], value: object) -> bool:
    if value is None:
        return bool(column.nullable)
    return isinstance(value, column.type.python_type) and is_writable(
        json.dumps(value, ensure_ascii=False, default=str)
    )


def is_writable(text: str) -> bool:
    """PostgreSQL has no NUL, and UTF-8 no halves of characters."""
    return "\0" not in text and "\\u0000" not in text and text.encode("utf-8", "ignore").decode() == text


def lacking(plugin: Plugin) -> list[str]:
    """The places whose words are not there in both languages."""
    return [place for place, title in words_of(plugin) if not is_whole(title)]


def is_whole(title: Title) -> bool:
    """Said in both languages."""
    return all(words.strip() and is_writable(words) for words in (title.zh, title.en))


def words_of(plugin: Plugin) -> Iterator[tuple[str, Title]]:
    yield "title", plugin.title
    for sector in plugin.sectors:
        yield f"sector {sector.name}", sector.title
        yield from words_of_fields(sector.profile)
        yield from words_of_ledgers(sector)
        yield from ((f"derivation {one.name}", one.clause.standard.title) for one in sector.derivations)
        yield from words_of_rules(sector)
    yield from words_of_tables(plugin)
    yield from words_of_checklists(plugin)


def words_of_tables(plugin: Plugin) -> Iterator[tuple[str, Title]]:
    for table in plugin.tables:
        yield f"table {table.name}", table.title
        yield from ((f"table {table.name}: {place}", words) for place, words in words_of_fields(table.row))


def words_of_ledgers(sector: Sector) -> Iterator[tuple[str, Title]]:
    for ledger in sector.ledgers:
        yield f"ledger {ledger.name}", ledger.title
        yield from ((f"ledger {ledger.name}: {place}", words) for place, words in words_of_fields(ledger.entry))


def words_of_fields(profile: type[Fields]) -> Iterator[tuple[str, Title]]:
    for fact in profile_fields(profile).values():
        yield from ((f"field {fact.name}", words) for words in (fact.title, fact.unit, fact.meaning) if words)
        yield from ((f"{fact.name}.{member}", member.words) for member in fact.enum or () if isinstance(member, Choice))


def words_of_rules(sector: Sector) -> Iterator[tuple[str, Title]]:
    for rule in sector.rules:
        words = (rule.title, rule.clause.standard.title, rule.rectification)
        yield from ((f"rule {rule.code}", title) for title in words if title)


def words_of_checklists(plugin: Plugin) -> Iterator[tuple[str, Title]]:
    for _, checklist in plugin.all_checklists:
        yield f"checklist {checklist.code}", checklist.title
        for item in checklist.items:
            words = (item.content, item.method, item.problem, item.rectification)
            yield from ((f"item {item.code}", title) for title in words)
