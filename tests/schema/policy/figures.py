"""Figures, counted once more over the rows that a viewer sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.schema.policy.oracle import Eyes
from tests.schema.policy.world import Row


class Counted(NamedTuple):
    """What a figure counts of which table."""

    table: str
    counts: Callable[[Eyes, Row], bool]
    different: str = ""
    adds: str = ""


def always(_: Eyes, __: Row) -> bool:
    return True


def having(**values: str) -> Callable[[Eyes, Row], bool]:
    return lambda _, row: all(row[name] == value for name, value in values.items())


def by_team(*kinds: str) -> Callable[[Eyes, Row], bool]:
    def counts(eyes: Eyes, row: Row) -> bool:
        team = eyes.by_id("team", row["team_id"])
        return team is not None and team["kind"] in kinds

    return counts


FIGURES: Mapping[str, Counted] = {
    "VISITS": Counted("inspection", always),
    "UNITS_INSPECTED": Counted("inspection", always, different="entity_id"),
    "COVERT_VISITS": Counted("inspection", by_team("covert")),
    "ENTERPRISES_GUIDED": Counted("inspection", having(kind="guidance"), different="entity_id"),
    "HAZARDS_FOUND": Counted("hazard", always),
    "MAJOR_HAZARDS_FOUND": Counted("hazard", having(level="major")),
    "FINES_YUAN": Counted("action", having(kind="fine"), adds="amount_fen"),
    "INTERVIEWS": Counted("action", having(kind="interview")),
    "ORDERS_ISSUED": Counted("action", having(kind="order_timed")),
    "LISTED_SUPERVISIONS": Counted("action", having(kind="listed_supervision")),
    "TEAMS": Counted("team", lambda _, row: row["kind"] in ("covert", "supervision")),
    "TEAM_PEOPLE": Counted("team_member", by_team("covert", "supervision")),
    "EXPERTS": Counted("team_member", by_team("expert")),
}
NAMES = list(FIGURES)
PLACED = NAMES[:10]  # those of records that lie in a county
TEXT = f"""
whole: figures(names: [{", ".join(NAMES)}]) {{ rows {{ values {{ value }} }} }}
counties: figures(names: [{", ".join(PLACED)}], groupBy: [COUNTY]) {{
    rows {{ keys {{ value }} values {{ value }} }}
}}
"""


def expected(eyes: Eyes) -> Mapping[str, Any]:
    """The same numbers: of all, and of each county that has any."""
    seen = {name: [r for r in eyes.all(f.table) if f.counts(eyes, r)] for name, f in FIGURES.items()}
    whole = [value(FIGURES[name], rows) for name, rows in seen.items()]
    counties: dict[str, list[Any]] = defaultdict(lambda: [[] for _ in PLACED])
    for place, name in enumerate(PLACED):
        for row in seen[name]:
            counties[row["region_code"][:6]][place].append(row)
    by_county = {
        code: [value(FIGURES[n], r) for n, r in zip(PLACED, rows, strict=True)] for code, rows in counties.items()
    }
    return {"whole": whole, "counties": by_county}


def value(figure: Counted, rows: list[Row]) -> int:
    if figure.adds:
        return sum(row[figure.adds] for row in rows) // 100
    return len({row[figure.different] for row in rows}) if figure.different else len(rows)


def told(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer in the form of what is expected."""
    [whole] = answer["whole"]["rows"]
    counties = {row["keys"][0]["value"]: numbers(row) for row in answer["counties"]["rows"]}
    return {"whole": numbers(whole), "counties": counties}


def numbers(row: Mapping[str, Any]) -> list[int]:
    return [int(each["value"]) for each in row["values"]]
