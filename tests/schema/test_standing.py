"""What every rule says today, what it said before, and since when: judged at once, read through GraphQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from anjian import china
from anjian.plugin_host import PluginHost
from anjian.standing.run import Asked, Found, run_of
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import TODAY, YESTERDAY, Scratch, done, entity, scratch
from tests.schema.strangers import Site

NEXT_YEAR = datetime.now(UTC) + timedelta(days=366)
RULES = f"""
from datetime import timedelta
f = facts(Farm)
def edition(year, begins, ends=None):
    return Standard("AQ 1", Title("储罐标准", "Tanks"), begins, ends, edition=year)
OLD = edition("2001", date(2001, 1, 1), date({TODAY.year}, {TODAY.month}, {TODAY.day}) + timedelta(days=100))
NEW = edition("NEXT", OLD.effective_until + timedelta(days=1))
RULES = (
    Rule("TANKS-OLD", Clause(OLD, "1"), Title("罐多", "Many tanks"), major=f.tank_count > 10),
    Rule("TANKS-NEW", Clause(NEW, "1"), Title("罐多", "Many tanks"), major=f.tank_count > 5),
    Rule("TANKS-OWN", Clause(OLD, "2"), Title("无证", "No licence"), major=~f.licensed, confidence=Confidence.RECALLED),
)
"""
OF_THE_PROVINCE = """
from tanks_of_a_stranger import Farm as Tanks
f = facts(Tanks)
LOCAL = Standard("DB41", Title("地方标准", "Local"), date(2001, 1, 1), edition="1")
RULES = (Rule("HENAN-1", Clause(LOCAL, "1"), Title("罐多", "Many tanks"), major=f.tank_count > 1),)
"""
STANDS = """{ standingVerdicts(orderBy: [{ field: SINCE }]) { nodes {
    entity { name } rule { code } verdict since was wasSince missing
    judgements { nodes { explanation { text } edition } }
    past { nodes { verdict since until followedBy } } } } }"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


async def judged(made: Scratch, host: PluginHost, now: datetime | None = None, **asked: Any) -> Found:
    return await run_of(made.engine.database.engine, host, Asked("tanks", **asked), now or datetime.now(UTC)).judge()


async def stands(portal: Portal) -> dict[str, dict[str, Any]]:
    """By entity and rule."""
    nodes = (await portal.ask(STANDS))["standingVerdicts"]["nodes"]
    return {f"{node['entity']['name']} {node['rule']['code']}": node for node in nodes}


async def farm(portal: Portal, name: str, count: int | None, place: str = "410104") -> str:
    made = await entity(portal, "tanks", name=name, region_code=place)
    if count is not None:
        await know(portal, made, tankCount=count)
    return made


async def know(portal: Portal, farm: str, **facts: Any) -> None:
    given = {"sector": "tanks", "true_on": YESTERDAY, "facts": facts}
    await done(portal, "recordFacts", "entity { id }", entity_id=farm, **given)


async def test_a_verdict_stands_until_another_takes_its_place(site: Site, fresh_database: FreshDatabase) -> None:
    """Facts, then a new edition: each change says what it was, since when, and keeps the old verdict with its days."""
    site.install("tanks", "sectors=[Sector(profile=Farm, rules=RULES)]", RULES)
    host = site.host()
    async with scratch(fresh_database(), host) as made:
        inspector = await made.official("王五")
        one = await farm(inspector, "甲", 7)
        await farm(inspector, "乙", None)
        assert (await judged(made, host)).new.total() == 4
        first = await stands(inspector)
        assert {pair: node["verdict"] for pair, node in first.items()} == {
            "甲 TANKS-OLD": "NOT_MAJOR",
            "甲 TANKS-OWN": "UNDECIDED",
            "乙 TANKS-OLD": "UNDECIDED",
            "乙 TANKS-OWN": "UNDECIDED",
        }
        assert first["乙 TANKS-OLD"]["missing"] == ["tank_count"]
        await know(inspector, one, tankCount=12)
        assert (await judged(made, host)).new.total() == 1
        changed = (await stands(inspector))["甲 TANKS-OLD"]
        assert [changed[name] for name in ("verdict", "was", "since", "wasSince")] == [
            *("MAJOR", "NOT_MAJOR"),
            *(str(TODAY), str(TODAY)),
        ]
        assert changed["judgements"]["nodes"] == [{"explanation": {"text": "储罐数 12 > 10"}, "edition": "2001"}]
        assert changed["past"]["nodes"] == [
            {"verdict": "NOT_MAJOR", "since": str(TODAY), "until": str(TODAY), "followedBy": "MAJOR"}
        ]
        assert (await judged(made, host, NEXT_YEAR)).new.total() == 2
        later = await stands(inspector)
        assert set(later) == {"甲 TANKS-NEW", "乙 TANKS-NEW"}
        ended = await inspector.ask("{ pastVerdicts(first: 1) { totalCount nodes { until followedBy } } }")
        day = str(china.today(NEXT_YEAR))
        assert ended["pastVerdicts"] == {"totalCount": 5, "nodes": [{"until": day, "followedBy": None}]}


async def test_a_province_judges_its_own(site: Site, fresh_database: FreshDatabase) -> None:
    """The rule of a provincial plugin says nothing of other provinces; a region that is named is judged alone."""
    site.install("tanks", "sectors=[Sector(profile=Farm, rules=RULES)]", RULES)
    adds = 'sectors=[Sector(profile=Tanks, name="tanks", rules=RULES)], region="41"'
    site.install("henan", adds, OF_THE_PROVINCE, prefix="Henan")
    host = site.host()
    async with scratch(fresh_database(), host) as made:
        inspector = await made.official("王五")
        for name, place in {"豫": "410104", "冀": "130102"}.items():
            await farm(inspector, name, 3, place)
        assert (await judged(made, host, region="13")).pairs.total() == 2
        assert set(await stands(inspector)) == {"冀 TANKS-OLD", "冀 TANKS-OWN"}
        await judged(made, host)
        assert {pair for pair in await stands(inspector) if "HENAN" in pair} == {"豫 HENAN-1"}
        henan = await made.official("赵六", region_code="41")
        assert {pair[0] for pair in await stands(henan)} == {"豫"}


async def test_another_day_is_told_and_not_kept(site: Site, fresh_database: FreshDatabase) -> None:
    """Of a day that has passed by what was known of it, of a day to come by the edition that will judge."""
    site.install("tanks", "sectors=[Sector(profile=Farm, rules=RULES)]", RULES)
    host = site.host()
    async with scratch(fresh_database(), host) as made:
        inspector = await made.official("王五")
        await farm(inspector, "甲", 7)
        before = await judged(made, host, on=YESTERDAY - timedelta(days=1))
        assert {f"{code} {verdict}" for code, verdict in before.pairs} == {"TANKS-OLD undecided", "TANKS-OWN undecided"}
        after = await judged(made, host, on=china.today(NEXT_YEAR))
        assert {f"{code} {verdict}" for code, verdict in after.pairs} == {"TANKS-NEW major"}
        assert (before.keeps, after.keeps, await stands(inspector)) == (False, False, {})


async def test_a_verdict_of_newer_facts_stays(site: Site, fresh_database: FreshDatabase) -> None:
    """A run that read a profile before it was changed comes too late to say anything of it."""
    site.install("tanks", "sectors=[Sector(profile=Farm, rules=RULES)]", RULES)
    host = site.host()
    async with scratch(fresh_database(), host) as made:
        inspector = await made.official("王五")
        await farm(inspector, "甲", 7)
        await judged(made, host)
        newer = "UPDATE standing_verdict SET verdict = 'major', profile_version = 9 WHERE rule_code = 'TANKS-OLD'"
        async with made.engine.database.engine.begin() as connection:
            await connection.execute(sa.text(newer))
        assert (await judged(made, host)).new.total() == 0
        assert (await stands(inspector))["甲 TANKS-OLD"]["verdict"] == "MAJOR"
