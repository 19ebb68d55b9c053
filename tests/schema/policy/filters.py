"""Filters that ask around a record: whoever does not see it must not learn of it by them either."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tests.schema.policy.oracle import Eyes
from tests.schema.policy.world import Row

Meets = Callable[[Eyes, Row], bool]


class Filter(NamedTuple):
    """As it is written, and which of the rows that are seen it keeps."""

    text: str
    keeps: Meets


def some(table: str, column: str = "entity_id", **values: str) -> Meets:
    """A row that is seen refers to this one, and has these values."""

    def meets(eyes: Eyes, row: Row) -> bool:
        found = (each for each in eyes.world[table] if each[column] == row["id"])
        return any(eyes.see(table, each) and all(each[k] == v for k, v in values.items()) for each in found)

    return meets


def of(table: str, column: str, **values: str) -> Meets:
    """The row that this one refers to is seen and has these values."""

    def meets(eyes: Eyes, row: Row) -> bool:
        found = eyes.by_id(table, row[column])
        return found is not None and eyes.see(table, found) and all(found[k] == v for k, v in values.items())

    return meets


def no(meets: Meets) -> Meets:
    return lambda eyes, row: not meets(eyes, row)


FINE = "{ kind: { eq: FINE } }"
TRANSFER = "{ kind: { eq: CRIMINAL_TRANSFER } }"
COVERT = "{ kind: { eq: COVERT } }"
MAJOR = "{ level: { eq: MAJOR } }"
FILTERS: Mapping[str, Sequence[Filter]] = {
    "entities": [
        Filter("hazards: { some: {} }", some("hazard")),
        Filter(f"hazards: {{ none: {MAJOR} }}", no(some("hazard", level="major"))),
        Filter(f"inspections: {{ some: {COVERT} }}", some("inspection", kind="covert")),
        Filter(f"actions: {{ some: {TRANSFER} }}", some("action", kind="criminal_transfer")),
        Filter("judgements: { none: {} }", no(some("judgement"))),
    ],
    "hazards": [
        Filter(f"inspection: {COVERT}", of("inspection", "inspection_id", kind="covert")),
        Filter(f"NOT: {{ inspection: {COVERT} }}", no(of("inspection", "inspection_id", kind="covert"))),
        Filter(f"actions: {{ some: {TRANSFER} }}", some("action", "hazard_id", kind="criminal_transfer")),
        Filter(f"actions: {{ none: {FINE} }}", no(some("action", "hazard_id", kind="fine"))),
        Filter("level: { eq: MAJOR }", lambda _, row: bool(row["level"] == "major")),
        Filter("figure: { name: MAJOR_HAZARDS_FOUND }", lambda _, row: bool(row["level"] == "major")),
    ],
    "inspections": [
        Filter(f"hazards: {{ some: {MAJOR} }}", some("hazard", "inspection_id", level="major")),
        Filter(f"team: {COVERT}", of("team", "team_id", kind="covert")),
        Filter("kind: { eq: COVERT }", lambda _, row: bool(row["kind"] == "covert")),
    ],
    "actions": [
        Filter(f"hazard: {MAJOR}", of("hazard", "hazard_id", level="major")),
        Filter("kind: { eq: CRIMINAL_TRANSFER }", lambda _, row: bool(row["kind"] == "criminal_transfer")),
        Filter("figure: { name: FINES_YUAN }", lambda _, row: bool(row["kind"] == "fine")),
    ],
    "teams": [Filter("kind: { eq: COVERT }", lambda _, row: bool(row["kind"] == "covert"))],
}
