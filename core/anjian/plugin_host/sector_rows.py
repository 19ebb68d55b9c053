"""How sectors, ledgers and facts are written as rows."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.commands.command import camel
from anjian.judgement import Fact
from anjian.plugin import Ledger, Plugin, Sector, profile_fields
from anjian.plugin.profile import Fields
from anjian.plugin_host.forms import Schema, forms
from anjian.plugin_host.rows import Row
from anjian.sectors.model import OF_THE_PROFILE
from anjian.words import Language, Title


def sector_row(plugin: Plugin, sector: Sector) -> Row:
    return {"name": sector.name, "plugin": plugin.name, **said("title", sector.title), "retired": False}


def ledger_row(sector: Sector, position: int, ledger: Ledger) -> Row:
    row: Row = {"sector": sector.name, "name": ledger.name, "position": position, **said("title", ledger.title)}
    return row | {"key": [camel(name) for name in ledger.key], "retired": False}


def fact_rows(sector: Sector) -> Iterator[Row]:
    yield from rows_of(sector, OF_THE_PROFILE, sector.profile)
    for ledger in sector.ledgers:
        yield from rows_of(sector, ledger.name, ledger.entry)


def rows_of(sector: Sector, ledger: str, fields: type[Fields]) -> Iterator[Row]:
    drawn = {language: forms(fields, language) for language in Language}
    for position, (name, fact) in enumerate(profile_fields(fields).items(), 1):
        place = {"sector": sector.name, "ledger": ledger, "position": position}
        yield place | fact_row(fact, {language: of[name] for language, of in drawn.items()})


def fact_row(fact: Fact, drawn: dict[Language, Schema]) -> Row:
    row: Row = {"name": fact.name, "field": camel(fact.name), "kind": fact.kind}
    row |= said("title", fact.title) | said("unit", fact.unit) | said("meaning", fact.meaning)
    row |= {"manual": fact.manual, "derived": fact.derived, "required": fact.required}
    return row | {f"form_{language}": schema for language, schema in drawn.items()} | {"retired": False}


def said(name: str, words: Title | None) -> Row:
    """Words in the two columns that keep them."""
    return {f"{name}_{language}": words and words.in_language(language) for language in Language}
