"""A portal that knows no sector: it draws forms from what the API says, fills them in, and reads back what it sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.portal import Portal
from tests.schema.scratch import TODAY, done

Json = Mapping[str, Any]

SECTORS = "{ sectors { nodes { name profileType profilePath } } }"
FACTS = """query Facts($sector: String!, $after: Cursor) { sector(name: $sector) {
  form ledgers { nodes { name form field listPath } }
  facts(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { name field title unit kind } } } }"""
CHECKLISTS = "query Lists($sector: String!) { sector(name: $sector) { checklists { nodes { code version title } } } }"
ITEMS = """query Items($code: String!, $version: String!, $after: Cursor) {
  checklists(filter: { code: { eq: $code }, version: { eq: $version } }) { nodes {
    items(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes {
      code content method problem rectification form observes { result value fact { field } } } } } } }"""
FOUND = "inspection { id }"


@dataclass(frozen=True)
class Drawn:
    """A sector as its page of forms is drawn."""

    name: str
    path: Sequence[str]
    form: Json
    ledgers: Sequence[Json]
    facts: Sequence[Json]


async def sectors(portal: Portal) -> list[Drawn]:
    found = (await portal.ask(SECTORS))["sectors"]["nodes"]
    return [await drawn(portal, one["name"], one["profilePath"]) for one in found]


async def drawn(portal: Portal, name: str, path: Sequence[str]) -> Drawn:
    facts: list[Json] = []
    after = None
    while True:
        sector = (await portal.ask(FACTS, sector=name, after=after))["sector"]
        facts += sector["facts"]["nodes"]
        if not sector["facts"]["pageInfo"]["hasNextPage"]:
            return Drawn(name, path, sector["form"], sector["ledgers"]["nodes"], facts)
        after = sector["facts"]["pageInfo"]["endCursor"]


async def checklists(portal: Portal, sector: str) -> list[Json]:
    found: list[Json] = (await portal.ask(CHECKLISTS, sector=sector))["sector"]["checklists"]["nodes"]
    return found


async def items(portal: Portal, checklist: Json) -> list[Json]:
    found: list[Json] = []
    after = None
    while True:
        given = {"code": checklist["code"], "version": checklist["version"], "after": after}
        [page] = (await portal.ask(ITEMS, **given))["checklists"]["nodes"]
        found += page["items"]["nodes"]
        if not page["items"]["pageInfo"]["hasNextPage"]:
            return found
        after = page["items"]["pageInfo"]["endCursor"]


def filled(form: Json) -> dict[str, Any]:
    """A value for every field that may be written."""
    return {field: value(schema) for field, schema in form["properties"].items() if not schema.get("readOnly")}


def value(schema: Json) -> object:
    """Something that the schema allows."""
    match schema:
        case {"oneOf": [first, *_]}:
            return first["const"]
        case {"type": "array", "items": part}:
            return [value(part)]
        case {"type": "boolean"}:
            return True
        case {"format": "date"}:
            return TODAY.isoformat()
        case {"type": "string"}:
            return "甲" * schema.get("minLength", 1)
    return max(1, schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)


def answers(asked: Iterable[Json], result: str) -> Iterator[Json]:
    """One for each item; an item that would contradict one before it is left unchecked, as the data tells."""
    known: dict[str, object] = {}
    for item in asked:
        told = {one["fact"]["field"]: one["value"] for one in item["observes"] if one["result"] == result}
        values = filled(item["form"])
        agrees = all(known.setdefault(field, seen) == seen for field, seen in (told | values).items())
        yield {"item": item["code"], "result": result, "values": values} if agrees else unchecked(item)


def unchecked(item: Json) -> Json:
    return {"item": item["code"], "result": "NOT_CHECKED", "values": {}}


async def inspected(portal: Portal, entity: str, sector: str, checklist: Json, given: Sequence[Json]) -> str:
    used = {"code": checklist["code"], "version": checklist["version"]}
    visit = {"entity_id": entity, "kind": "SELF_INSPECTION", "sector": sector, "inspected_on": TODAY}
    answer = await done(portal, "submitInspection", FOUND, checklist=used, answers=list(given), **visit)
    return str(answer["inspection"]["id"])


async def profile(portal: Portal, entity: str, of: Drawn) -> Json:
    """The facts of an entity, by a query that is written from the data."""
    fields = " ".join(fact["field"] for fact in of.facts)
    asked = f"query Profile($id: ID!) {{ entity(id: $id) {wrapped(of.path, fields)} }}"
    found = (await portal.ask(asked, id=entity))["entity"]
    for step in of.path:
        found = found[step]
    return found  # type: ignore[no-any-return]  # JSON


def wrapped(path: Sequence[str], fields: str) -> str:
    return f"{{ {fields} }}" if not path else f"{{ {path[0]} {wrapped(path[1:], fields)} }}"


async def recorded(portal: Portal, entity: str, of: Drawn) -> Json:
    """All that the form offers."""
    facts = filled(of.form)
    await done(portal, "recordFacts", "entity { id }", entity_id=entity, sector=of.name, true_on=TODAY, facts=facts)
    return facts


async def kept(portal: Portal, entity: str, of: Drawn, ledger: Json) -> int:
    """One line with all that the form of the ledger offers; how many are then found among all lines."""
    given = {"entity_id": entity, "sector": of.name, "ledger": ledger["name"], "true_on": TODAY}
    await done(portal, "updateLedger", "entity { id }", put=[{"values": filled(ledger["form"])}], **given)
    found = await portal.ask(wrapped(ledger["listPath"], "totalCount"))
    for step in ledger["listPath"]:
        found = found[step]
    return int(found["totalCount"])
