"""What an update does to a ledger's lines: every mistake is found before the first line is touched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from anjian.commands.command import LineKey, camel
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import uuid7
from anjian.errors import AnjianError
from anjian.ledgers.model import LedgerEntry
from anjian.ledgers.reading import read_line
from anjian.ledgers.request import LedgerLine, UpdateLedger
from anjian.plugin import Ledger, profile_fields
from anjian.words import Title

Lines = Mapping[LineKey, LedgerEntry]


class LineNamedTwice(AnjianError):
    code = "LINE_NAMED_TWICE"
    words = Title(
        "同一行在一次提交中出现两次；请只更改或删除一次", "this line is named twice: change or remove it once"
    )


class LineDuplicate(AnjianError):
    code = "LINE_DUPLICATE"
    words = Title(
        "台账中已有“{titles_zh}”相同的一行；请更改该行，不要重复登记",
        "the ledger has a line with the same {titles_en} already: change that one instead of adding it again",
    )


@dataclass(frozen=True, slots=True)
class Put:
    """A line as it will be kept."""

    key: LineKey
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """The lines that are put and those that go."""

    put: list[Put]
    removed: list[LineKey]


def read_change(ledger: Ledger, lines: Lines, command: UpdateLedger) -> LedgerChange:
    change = LedgerChange([], [])
    with Review() as review:
        for place, line in enumerate(command.put):
            with review.of("put", place):
                change.put.append(read_put(ledger, lines, change, command, line))
        for place, key in enumerate(command.remove):
            with review.of("remove", place):
                change.removed.append(known(lines, change, key))
    check_keys(ledger, lines, change)
    return change


def read_put(ledger: Ledger, lines: Lines, change: LedgerChange, command: UpdateLedger, line: LedgerLine) -> Put:
    with Review() as review:
        with review.of("id"):
            key = known(lines, change, line.id) if line.id else LineKey(command.entity_id, uuid7())
        with review.of("values"):
            data = read_line(ledger.entry, line.values)
    return Put(key, data)


def known(lines: Lines, change: LedgerChange, key: LineKey) -> LineKey:
    """A line of this very ledger, not named before."""
    if key not in lines:
        raise NotFound(noun_zh="该行", noun_en="line")
    if key in (*(put.key for put in change.put), *change.removed):
        raise LineNamedTwice
    return key


def check_keys(ledger: Ledger, lines: Lines, change: LedgerChange) -> None:
    """No two lines have the same key, once all is done: two may exchange theirs."""
    touched = {*(put.key for put in change.put), *change.removed}
    taken = {key_of(ledger, line.data) for key, line in lines.items() if key not in touched}
    titles = [profile_fields(ledger.entry)[name].title for name in ledger.key]
    with Review() as review:
        for place, put in enumerate(change.put if ledger.key else ()):
            with review.of("put", place, "values", camel(ledger.key[0])):
                if (key := key_of(ledger, put.data)) in taken:
                    named = {"titles_zh": "、".join(t.zh for t in titles), "titles_en": ", ".join(t.en for t in titles)}
                    raise LineDuplicate(**named)
                taken.add(key)


def key_of(ledger: Ledger, data: Mapping[str, object]) -> str:
    return json.dumps([data.get(name) for name in ledger.key], ensure_ascii=False)
