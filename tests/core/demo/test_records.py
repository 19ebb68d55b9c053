"""The records behind the numbers could have been written by the people they tell of."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.codes.credit_code import CreditCode
from anjian.regions.table import six_digit_codes

# Each statement finds what must not be; the id of the case says what that is.
IMPOSSIBLE = {
    "a closed major hazard that nobody else accepted": """
        SELECT 1 FROM hazard h LEFT JOIN acceptance a ON (a.entity_id, a.id) = (h.entity_id, h.acceptance_id)
        WHERE level = 'major' AND stage = 'closed' AND (a.outcome IS DISTINCT FROM 'accepted'
              OR a.accepted_by = h.rectified_by OR cardinality(a.signers) < 2)""",
    "a major hazard without its order and its listing": """
        SELECT 1 FROM hazard h WHERE level = 'major' AND 2 <> (SELECT count(DISTINCT kind) FROM action a
          WHERE (a.entity_id, a.hazard_id) = (h.entity_id, h.id)
            AND a.kind IN ('order_timed', 'listed_supervision'))""",
    "an order whose term is not its hazard's": """
        SELECT 1 FROM action a JOIN hazard h ON (h.entity_id, h.id) = (a.entity_id, a.hazard_id)
        WHERE a.kind = 'order_timed' AND a.due_on IS DISTINCT FROM h.due_on""",
    "steps out of order": """
        SELECT 1 FROM hazard h LEFT JOIN acceptance a ON (a.entity_id, a.id) = (h.entity_id, h.acceptance_id)
        WHERE rectified_on < found_on OR closed_on < rectified_on OR decided_on < rectified_on
              OR closed_on < decided_on OR due_on <= found_on""",
    "a step after the report": """
        SELECT 1 FROM hazard WHERE closed_on BETWEEN '2019-11-01' AND '2019-12-31'
           OR rectified_on BETWEEN '2019-11-01' AND '2019-12-31' OR rectified_on > '2023-06-25'""",
    "a hazard whose stage its events do not tell": """
        SELECT 1 FROM hazard h WHERE 1 <> (SELECT count(*) FROM event e
          WHERE (e.entity_id, e.subject_id) = (h.entity_id, h.id) AND kind = 'hazard_found')
        OR (stage = 'closed') <> EXISTS (SELECT FROM event e
          WHERE (e.entity_id, e.subject_id) = (h.entity_id, h.id) AND kind = 'hazard_closed')""",
    "a visit without its event": """
        SELECT 1 FROM inspection i WHERE NOT EXISTS (SELECT FROM event e
          WHERE (e.entity_id, e.subject_id) = (i.entity_id, i.id) AND kind = 'inspection_submitted')""",
    "an event at night": """
        SELECT 1 FROM event WHERE kind <> 'entity_registered'
          AND extract(hour FROM at AT TIME ZONE 'Asia/Shanghai') NOT BETWEEN 8 AND 20""",
    "a record in another region than its entity": """
        SELECT 1 FROM entity e JOIN hazard h ON h.entity_id = e.id WHERE h.region_code <> e.region_code""",
    "an entity that does not say it is invented": """
        SELECT 1 FROM entity WHERE NOT invented OR name NOT LIKE '%示例%（虚构）'""",
    "a window's visit outside its days": """
        SELECT 1 FROM inspection i JOIN campaign c ON c.id = i.campaign_id
        WHERE inspected_on NOT BETWEEN began_on AND ended_on OR EXISTS (SELECT FROM campaign w
          WHERE w.parent_id = c.id AND inspected_on BETWEEN w.began_on AND w.ended_on)""",
    "somebody in two teams of one holiday": """
        SELECT 1 FROM team_member m JOIN team t ON t.id = m.team_id JOIN campaign c ON c.id = t.campaign_id
        WHERE parent_id IS NOT NULL GROUP BY person_id, campaign_id HAVING count(*) > 1""",
}  # fmt: skip


async def numbers(url: str, statement: str) -> list[tuple[Any, ...]]:
    async with create_async_engine(url, poolclass=sa.NullPool).connect() as connection:
        return [tuple(row) for row in await connection.execute(sa.text(statement))]


@pytest.mark.parametrize("statement", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
async def test_there_is_no(campaign_url: str, statement: str) -> None:
    """What the domain forbids does not occur in a single row."""
    assert await numbers(campaign_url, f"SELECT count(*) FROM ({statement}) AS found") == [(0,)]  # noqa: S608 - ours


async def test_credit_codes_hold(campaign_url: str) -> None:
    """Invented codes pass every check of GB 32100, the inner one included, and are met once."""
    codes = [
        str(code) for (code,) in await numbers(campaign_url, "SELECT credit_code FROM entity WHERE credit_code > ''")
    ]
    assert not [code for code in codes if CreditCode.parse(code).doubts(six_digit_codes())]
    assert len(set(codes)) == len(codes) > 10_000


async def test_every_county_and_week_has_work(campaign_url: str) -> None:
    """The campaign reaches all fifteen counties that have a code, in each of its weeks, and rests at weekends."""
    visits = "FROM inspection WHERE region_code LIKE '4101%'"
    spread = f"SELECT count(DISTINCT region_code), count(DISTINCT date_trunc('week', inspected_on)) {visits}"
    assert await numbers(campaign_url, spread) == [(15, 14)]
    rhythm = f"SELECT extract(isodow FROM inspected_on) > 5, count(*) {visits} AND kind = 'enforcement' GROUP BY 1"  # noqa: S608
    by_weekend: dict[bool, int] = dict(await numbers(campaign_url, rhythm))
    assert by_weekend[True] < by_weekend[False] / 4


async def test_some_major_hazards_are_still_open(campaign_url: str) -> None:
    """The ledger shows every stage after the order, and hazards past their term."""
    stages = "SELECT stage, count(*) FROM hazard WHERE level = 'major' AND region_code LIKE '4101%' GROUP BY stage"
    by_stage: dict[str, int] = dict(await numbers(campaign_url, stages))
    assert by_stage == {
        "closed": 129,
        "accepted": 6,
        "awaiting_acceptance": 9,
        "rectifying": 16,
    }
    late = "SELECT count(*) > 3 FROM hazard WHERE level = 'major' AND stage <> 'closed' AND due_on < '2019-10-31'"
    assert await numbers(campaign_url, late) == [(True,)]
