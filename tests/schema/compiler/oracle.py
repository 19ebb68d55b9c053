"""What filters mean, said as plainly as can be: over dictionaries, one row at a time."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tests.schema.compiler.world import EACH, PLACES, PROFILES, action, entity, hazard, inspection, judgement, key

Row = Mapping[str, Any]


class Word(str):
    """An enum value: written without quotes."""

    __slots__ = ()


def matches(given: Row, row: Row) -> bool:
    """Everything given must hold; what is null is not given."""
    return all(holds(name, value, row) for name, value in given.items() if value is not None)


def holds(name: str, given: Any, row: Row) -> bool:
    match name:
        case "AND":
            return all(matches(part, row) for part in given)
        case "OR":
            return any(matches(part, row) for part in given)
        case "NOT":
            return not matches(given, row)
    value = row[name]
    if isinstance(value, list):
        some, none = given.get("some"), given.get("none")
        found = some is None or any(matches(some, one) for one in value)
        return found and not (none is not None and any(matches(none, one) for one in value))
    if name in TO_ONE:
        return value is not None and matches(given, value)
    return all(compares(how, value, what) for how, what in given.items() if what is not None)


TO_ONE = {"entity", "inspection", "judgement", "rule", "campaign", "fireworks"}
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "in": lambda value, given: value in given,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    "contains": lambda value, given: given in value,
    "startsWith": str.startswith,
    "under": str.startswith,
}


def compares(how: str, value: Any, given: Any) -> bool:
    """A row without a value is equal to nothing, and so it is among the rest."""
    match how:
        case "ne":
            return not compares("eq", value, given)
        case "notIn":
            return not compares("in", value, given)
        case "isNull":
            return (value is None) is given
    if value is None:
        return False
    if isinstance(value, Decimal):
        given = [Decimal(one) for one in given] if isinstance(given, list) else Decimal(given)
    return COMPARE[how](value, given)


def hazard_row(e: int, i: int) -> Row:
    found = hazard(e, i)
    visit, verdict = found["inspection_id"], found["judgement_id"]
    return {
        **plain_hazard(e, i),
        "entity": entity_row(e),
        "campaign": {"code": "c0"},
        "inspection": visit and inspection_row(e, 0),
        "judgement": verdict
        and {"verdict": "MAJOR", "judgedOn": "2019-09-01", "rule": {"code": judgement(e, 1)["rule_code"]}},
        "actions": [action_row(e, n) for n in range(EACH) if action(e, n)["hazard_id"] == found["id"]],
    }


def plain_hazard(e: int, i: int) -> Row:
    found = hazard(e, i)
    return {
        "id": f"Hazard:{key(0, e)}:{found['id']}",
        "title": found["title"],
        "level": found["level"].upper(),
        "sector": found["sector"],
        "foundOn": found["found_on"].isoformat(),
        "fixedOnTheSpot": found["fixed_on_the_spot"],
        "dueOn": found["due_on"] and found["due_on"].isoformat(),
        "overdue": found["due_on"] is not None,  # long ago, and not closed
        "itemCode": found["item_code"],
        "rectifiedOn": None,
        "region": PLACES[e],
    }


def inspection_row(e: int, i: int) -> Row:
    found = inspection(e, i)
    return {"kind": "COVERT", "documentNo": found["document_no"], "inspectedOn": found["inspected_on"].isoformat()}


def action_row(e: int, i: int) -> Row:
    found = action(e, i)
    fen = found["amount_fen"]
    return {
        "kind": found["kind"].upper(),
        "dueOn": found["due_on"] and found["due_on"].isoformat(),
        "amountYuan": None if fen is None else Decimal(fen) / 100,
    }


def entity_row(e: int) -> Row:
    found, data = entity(e, PLACES[e]), PROFILES[e]
    sectors = [*(["fireworks"] if data is not None else []), *(["kiln"] if e else [])]
    return {
        "id": f"Entity:{key(0, e)}",
        "name": found["name"],
        "kind": found["kind"].upper(),
        "address": found["address"],
        "creditCode": None,
        "registeredAt": found["registered_at"].isoformat(timespec="microseconds"),
        "region": PLACES[e],
        "profiles": [{"sector": sector} for sector in sectors],
        "hazards": [plain_hazard(e, i) for i in range(EACH)],
        "fireworks": None if data is None else fireworks_row(data),
    }


def fireworks_row(data: Row) -> Row:
    kind, powder = data.get("business_kind"), data.get("actual_powder_kg")
    return {
        "businessKind": kind and kind.upper(),
        "actualPersons": data.get("actual_persons"),
        "approvedPersons": data.get("approved_persons"),
        "actualPowderKg": powder and Decimal(powder),
    }


ROWS = [hazard_row(e, i) for e in range(len(PLACES)) for i in range(EACH)]
