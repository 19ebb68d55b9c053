"""Reads the lines that somebody entered, by the ledger's entry: every wrong value is named, and every missing one."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.commands.command import camel
from anjian.commands.review import Review
from anjian.entities.reading import read_facts, titled
from anjian.errors import AnjianError
from anjian.plugin import profile_fields
from anjian.plugin.profile import Fields
from anjian.words import Title


class FactRequired(AnjianError):
    code = "FACT_REQUIRED"
    words = Title("请填写“{title_zh}”：缺少此项的行不予登记", "give {title_en}: no line is kept without it")


def read_line(entry: type[Fields], entered: Mapping[str, object]) -> dict[str, object]:
    """The whole line as it is kept; what is null is not known, and left out."""
    given = {typed: value for typed, value in entered.items() if value is not None}
    with Review() as review:
        for name, fact in profile_fields(entry).items():
            if fact.required and not given.keys() & {name, camel(name)}:
                with review.of(camel(name)):
                    raise FactRequired(**titled(fact))
        with review.of():
            return read_facts(entry, given)
    return {}
