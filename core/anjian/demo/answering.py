"""The answers that an inspector gave, so that they make known exactly what was seen."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from anjian.database.ids import UUID
from anjian.demo.visits import Visit
from anjian.judgement.facts import Json
from anjian.plugin import Checklist, Item, Result

Facts = Mapping[str, Json]


class AnswerRow(NamedTuple):
    entity_id: UUID
    inspection_id: UUID
    item_code: str
    region_code: str
    result: str
    values: str
    note: str | None


def answers(
    checklist: Checklist, visit: Visit, seen: Facts, *, asked: Container[str], wrong: Facts
) -> Iterator[AnswerRow]:
    """One for each item. ``asked``: facts that matter at such a business; ``wrong``: those that break a rule."""
    for item in checklist.items:
        applies = any(name in asked for name in item.facts)
        values = {name: seen[name] for name in item.asks if name in seen}
        result = result_of(item, seen, values, wrong) if applies else Result.NOT_APPLICABLE
        entered = values if result in (Result.PASS, Result.FAIL) else {}
        note = None if applies else "不属于该经营类别的检查内容"
        unit = visit.unit
        yield AnswerRow(unit.id, visit.id, item.code, unit.region_code, result, json.dumps(entered), note)


def result_of(item: Item, seen: Facts, values: Facts, wrong: Facts) -> Result:
    """The result that tells what was seen, and nothing that was not."""
    failing = any(name in wrong for name in item.facts)
    for result in (Result.FAIL, Result.PASS) if failing else (Result.PASS, Result.FAIL):
        told = item.observations(result, values)
        if told and all(name in seen and seen[name] == value for name, value in told.items()):
            return result
    return Result.NOT_CHECKED
