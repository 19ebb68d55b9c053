"""Documents drawn by a seed that read many lists at once, and beside each the answer that the oracle expects."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from anjian_schema.compiler.limits import MOST_ROWS_IN_ALL
from tests.schema.policy.oracle import Eyes
from tests.schema.policy.world import Row

FIRST = (50, 20, 10)  # rows of a list, by how deep it lies


class Relation(NamedTuple):
    """A field that leads to rows of another table. ``led``: a record that is seen is never without it."""

    name: str
    to: str
    rows: Callable[[Eyes, Row], Sequence[Row]]
    many: bool = True
    led: bool = False


def having(to: str, **columns: str) -> Callable[[Eyes, Row], Sequence[Row]]:
    """The rows of a table whose column is one of this row's."""

    def rows(eyes: Eyes, row: Row) -> Sequence[Row]:
        wanted = {column: row[mine] for column, mine in columns.items()}
        return [each for each in eyes.world[to] if all(each[column] == value for column, value in wanted.items())]

    return rows


def many(name: str, to: str, **columns: str) -> Relation:
    return Relation(name, to, having(to, **columns))


def one(name: str, to: str, mine: str, *, led: bool = False) -> Relation:
    return Relation(name, to, having(to, id=mine), many=False, led=led)


def members(eyes: Eyes, team: Row) -> Sequence[Row]:
    """Whoever sees a team sees who is in it; the places themselves are another list."""
    people = {each["person_id"] for each in eyes.world["team_member"] if each["team_id"] == team["id"]}
    return [person for person in eyes.world["person"] if person["id"] in people]


ENTITY, INSPECTION = one("entity", "entity", "entity_id", led=True), one("inspection", "inspection", "inspection_id")
OF_ENTITY = {
    "hazards": "hazard",
    "inspections": "inspection",
    "actions": "action",
    "judgements": "judgement",
    "observations": "observation",
    "ledgerObservations": "ledger_observation",
    "standingVerdicts": "standing_verdict",
    "profiles": "profile",
    "timeline": "event",
}
HAZARD = one("hazard", "hazard", "hazard_id")
OF_HAZARD = {
    "assessments": "assessment",
    "majorReports": "major_report",
    "plans": "rectification_plan",
    "protections": "protection",
    "extensions": "extension",
    "lookBacks": "look_back",
    "listings": "listing",
    "proposals": "proposal",
    "escalations": "escalation",
    "files": "evidence_file",
}
RELATIONS: dict[str, list[Relation]] = {
    "entity": [many(name, to, entity_id="id") for name, to in OF_ENTITY.items()],
    "inspection": [
        *(many(name, to, inspection_id="id") for name, to in (("answers", "answer"), ("hazards", "hazard"))),
        *(many("judgements", "judgement", inspection_id="id"), many("opinions", "opinion", inspection_id="id"), ENTITY),
        *(one("team", "team", "team_id"), one("inspector", "person", "inspector_id")),
    ],
    "hazard": [
        *(many("rectifications", "rectification", hazard_id="id"), many("acceptances", "acceptance", hazard_id="id")),
        *(many("actions", "action", hazard_id="id"), many("timeline", "event", subject_id="id")),
        *(ENTITY, INSPECTION, one("repeatOf", "hazard", "repeat_of"), many("repeats", "hazard", repeat_of="id")),
        *(many(name, to, hazard_id="id") for name, to in OF_HAZARD.items()),
    ],
    "look_back": [ENTITY, HAZARD, INSPECTION],
    "proposal": [ENTITY, HAZARD, one("action", "action", "action_id")],
    "listing": [ENTITY, HAZARD, one("action", "action", "action_id")],
    "escalation": [ENTITY, HAZARD, one("proposal", "proposal", "proposal_id")],
    "evidence_file": [INSPECTION, HAZARD, one("action", "action", "action_id")],
    **{paper: [HAZARD] for paper in ("assessment", "major_report", "rectification_plan", "protection", "extension")},
    "judgement": [ENTITY, INSPECTION],
    "opinion": [ENTITY, INSPECTION],
    "observation": [INSPECTION],
    "action": [ENTITY, INSPECTION, one("hazard", "hazard", "hazard_id"), one("issuer", "organization", "issuer_id")],
    "rectification": [one("submittedBy", "person", "submitted_by")],
    "acceptance": [
        one("acceptedBy", "person", "accepted_by"),
        one("rectification", "rectification", "rectification_id"),
    ],
    "public_report": [
        *(one("entity", "entity", "entity_id"), many("steps", "public_report_step", report_id="id")),
    ],
    "report": [many("moves", "report_move", report_id="id")],
    "event": [ENTITY],
    "standing_verdict": [ENTITY],
    "profile": [ENTITY],
    "team": [Relation("members", "person", members), many("inspections", "inspection", team_id="id")],
    "team_member": [one("team", "team", "team_id", led=True)],
    "organization": [many("people", "person", organization_id="id")],
    "person": [one("organization", "organization", "organization_id")],
}
ROOTS = {
    **{name: to for name, to in OF_ENTITY.items() if name in ("hazards", "inspections", "actions", "judgements")},
    **{name: to for name, to in OF_HAZARD.items() if name in ("lookBacks", "listings", "proposals", "escalations")},
    "entities": "entity",
    "opinions": "opinion",
    "publicReports": "public_report",
    "reports": "report",
    "events": "event",
    "feed": "event",  # what subscriptions tell
    "standingVerdicts": "standing_verdict",
    "people": "person",
    "teams": "team",
    "teamMembers": "team_member",
    "organizations": "organization",
}
TYPES = {
    **{
        name: name.capitalize()
        for name in ("entity", "inspection", "hazard", "judgement", "action", "observation", "opinion")
    },
    **{name: name.capitalize() for name in ("rectification", "acceptance", "team", "person", "organization")},
    "ledger_observation": "LedgerObservation",
    "public_report": "PublicReport",
    "report": "Report",
    **{name: "".join(map(str.capitalize, name.split("_"))) for name in OF_HAZARD.values()},
}
SHOWN = {"person": "id name"}
OWN_KEY = {"entity", "team", "person", "organization", "public_report", "report"}
# What tells one row from another where it has no id: a field as it is written, and what is expected of it.
TOLD: dict[str, tuple[str, Callable[[Row], dict[str, Any]]]] = {
    "event": ("data", lambda row: {"data": row["data"]}),
    "public_report_step": ("data", lambda row: {"data": row["data"]}),
    "report_move": ("reason", lambda row: {"reason": row["reason"]}),
    "answer": ("itemCode", lambda row: {"itemCode": row["item_code"]}),
    "profile": ("sector", lambda row: {"sector": row["sector"]}),
    "standing_verdict": ("rule { code }", lambda row: {"rule": {"code": row["rule_code"]}}),
    "team_member": ("person { id }", lambda row: {"person": {"id": global_id("person", {"id": row["person_id"]})}}),
}


def global_id(table: str, row: Row) -> str:
    key = f"{row['id']}" if table in OWN_KEY else f"{row['entity_id']}:{row['id']}"
    return f"{TYPES[table]}:{key}"


@dataclass(frozen=True)
class Asked:
    """What is asked of each row of a table: what tells it from others, and some of its relations."""

    table: str
    depth: int
    relations: Sequence[tuple[Relation, Asked]] = field(default_factory=list)

    @classmethod
    def drawn(cls, random: Random, table: str, depth: int = 0) -> Asked:
        known = RELATIONS.get(table, [])
        chosen = random.sample(known, min(len(known), random.randint(0, 3 - depth))) if depth < len(FIRST) - 1 else []
        made = cls(table, depth, [(each, cls.drawn(random, each.to, depth + each.many)) for each in chosen])
        return made if depth or made.rows(FIRST[0]) <= MOST_ROWS_IN_ALL else cls.drawn(random, table)

    def rows(self, pages: int) -> int:
        """How many rows there may be, when so many of this are."""
        lists = [(inner, pages * FIRST[inner.depth]) for relation, inner in self.relations if relation.many]
        single = [inner.rows(pages) - pages for relation, inner in self.relations if not relation.many]
        return pages + sum(single) + sum(inner.rows(more) for inner, more in lists)

    def text(self) -> str:
        told = SHOWN.get(self.table, "id") if self.table in TYPES else TOLD[self.table][0]
        return " ".join([told, *(self.field(relation, asked) for relation, asked in self.relations)])

    def field(self, relation: Relation, asked: Asked) -> str:
        if not relation.many:
            return f"{relation.name} {{ {asked.text()} }}"
        return f"{relation.name}(first: {FIRST[asked.depth]}) {{ totalCount nodes {{ {asked.text()} }} }}"

    def expected(self, eyes: Eyes, row: Row) -> dict[str, Any]:
        told = {"id": global_id(self.table, row)} if self.table in TYPES else TOLD[self.table][1](row)
        told |= {"name": eyes.name(row)} if self.table == "person" else {}
        return told | {relation.name: related(eyes, row, relation, asked) for relation, asked in self.relations}


def related(eyes: Eyes, row: Row, relation: Relation, asked: Asked) -> Any:
    rows = relation.rows(eyes, row)
    seen = [each for each in rows if eyes.see(relation.to, each, led_here=relation.led)]
    if relation.many:
        return listed(eyes, seen, asked)
    return asked.expected(eyes, seen[0]) if seen else None


def listed(eyes: Eyes, rows: Sequence[Row], asked: Asked) -> dict[str, Any]:
    return {"totalCount": len(rows), "nodes": sorted((asked.expected(eyes, row) for row in rows), key=written)}


def written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def unordered(answer: Any) -> Any:
    """The answer with each list in the order of its text."""
    if isinstance(answer, dict):
        return {name: unordered(value) for name, value in answer.items()}
    return sorted(map(unordered, answer), key=written) if isinstance(answer, list) else answer


def reads(answer: Any) -> int:
    """How many lists, counts and looked-up records an answer holds."""
    if isinstance(answer, list):
        return sum(map(reads, answer))
    if isinstance(answer, dict):
        found = sum(reads(value) for value in answer.values())
        return found + 2 * ("totalCount" in answer) + ("nodes" not in answer)
    return 0
