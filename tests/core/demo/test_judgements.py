"""The fireworks trade is judged by the installed rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.judgement import judge
from anjian.plugin import Result
from anjian.plugin_host import load_plugins
from anjian.settings import Settings

MAJOR = """
SELECT j.rule_code, j.verdict, j.judged_on, j.facts, j.edition, j.clause, j.explanation, h.title, p.data, h.stage
FROM hazard h JOIN judgement j ON (j.entity_id, j.id) = (h.entity_id, h.judgement_id)
JOIN profile p ON p.entity_id = h.entity_id AND p.sector = h.sector
WHERE h.level = 'major' AND h.sector = 'fireworks' AND h.region_code LIKE '4101%'
"""


async def rows(url: str, statement: str) -> list[Mapping[str, Any]]:
    async with create_async_engine(url, poolclass=sa.NullPool).connect() as connection:
        return [dict(row) for row in (await connection.execute(sa.text(statement))).mappings()]


async def test_major_hazards_of_the_trade_carry_their_judgement(campaign_url: str) -> None:
    """Forty-five hazards, each with the verdict, the clause and edition in force in 2019, and words for people."""
    found = await rows(campaign_url, MAJOR)
    assert len(found) == 45
    assert {row["verdict"] for row in found} == {"major"}
    assert {row["edition"] for row in found} == {"2017"}
    assert all(row["clause"].startswith("第") and row["explanation"]["zh"]["text"] for row in found)


async def test_the_engine_reaches_the_stored_verdicts_again(campaign_url: str) -> None:
    """Judging the stored facts by the installed rule gives the stored verdict: nobody wrote it by hand."""
    rules = {rule.code: rule for rule in load_plugins(Settings()).rules("fireworks", "4101")}
    for row in await rows(campaign_url, "SELECT rule_code, verdict, judged_on, facts, missing FROM judgement"):
        reached = judge(rules[row["rule_code"]], row["facts"], row["judged_on"])
        assert reached.verdict.value == row["verdict"]


async def test_what_nobody_saw_leaves_a_verdict_open(campaign_url: str) -> None:
    """An undecided verdict names the facts that would still decide it; a decided one asks for nothing."""
    open_ones = (
        "SELECT verdict = 'undecided' AS open, cardinality(missing) > 0 AS asks, count(*) FROM judgement GROUP BY 1, 2"
    )
    assert {(row["open"], row["asks"]) for row in await rows(campaign_url, open_ones)} == {(True, True), (False, False)}


async def test_answers_make_known_what_was_observed(campaign_url: str) -> None:
    """Reading the answers again by their checklist gives the very facts that were observed at that visit."""
    checklist = next(
        sector.checklists[0] for sector in load_plugins(Settings()).sectors() if sector.name == "fireworks"
    )
    items = {item.code: item for item in checklist.items}
    seen: dict[object, dict[str, object]] = {}
    for row in await rows(campaign_url, "SELECT inspection_id, item_code, result, values FROM answer"):
        told = items[row["item_code"]].observations(Result(row["result"]), row["values"])
        seen.setdefault(row["inspection_id"], {}).update(told)
    observed: dict[object, dict[str, object]] = {}
    for row in await rows(
        campaign_url, "SELECT inspection_id, fact, value FROM observation WHERE inspection_id IS NOT NULL"
    ):
        observed.setdefault(row["inspection_id"], {})[row["fact"]] = row["value"]
    assert seen == observed


async def test_the_failed_item_is_named(campaign_url: str) -> None:
    """A major hazard of the trade cites the checklist item that failed."""
    named = """
        SELECT count(*) AS n FROM hazard h JOIN answer a
          ON (a.entity_id, a.inspection_id, a.item_code) = (h.entity_id, h.inspection_id, h.item_code)
        WHERE h.level = 'major' AND h.sector = 'fireworks' AND a.result = 'fail'"""
    assert (await rows(campaign_url, named))[0]["n"] == 45


async def test_a_profile_is_the_latest_of_its_observations(campaign_url: str) -> None:
    """Each fact of a profile is the last that somebody saw; a mended fact was seen again."""
    differing = """
        SELECT o.fact FROM (SELECT DISTINCT ON (entity_id, fact) entity_id, fact, value FROM observation
          ORDER BY entity_id, fact, true_on DESC, learned_at DESC) o
        JOIN profile p USING (entity_id) WHERE p.data -> o.fact IS DISTINCT FROM o.value"""
    assert await rows(campaign_url, differing) == []


async def test_at_least_forty_entities_have_facts(campaign_url: str) -> None:
    """Every fireworks entity that was inspected in Zhengzhou has a profile."""
    profiles = "SELECT count(*) AS n FROM profile WHERE sector = 'fireworks' AND region_code LIKE '4101%'"
    assert (await rows(campaign_url, profiles))[0]["n"] == 64


def test_the_notice_was_in_force() -> None:
    """The criteria of 2017 judge the campaign of 2019."""
    assert all(rule.in_force(date(2019, 8, 1)) for rule in load_plugins(Settings()).rules("fireworks", "410104"))
