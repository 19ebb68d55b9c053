"""One statement over all profiles says what one rule after another says of one profile after another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import pytest_asyncio
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from anjian import china
from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.desk import Desk
from anjian.database.embedded import EmbeddedServer
from anjian.database.ids import uuid7
from anjian.entities.model import Profile
from anjian.entities.observing import seen_by
from anjian.judgement import judge, rules_on
from anjian.plugin_host import PluginHost
from anjian.standing.judging import judged
from anjian.standing.run import Asked, run_of

NOW = datetime.now(UTC)
TODAY = china.today(NOW)
Verdicts = dict[tuple[object, str], tuple[str, set[str]]]


@pytest_asyncio.fixture(scope="module")
async def engine(postgres: EmbeddedServer, campaign_template: str) -> AsyncIterator[AsyncEngine]:
    """The demonstration, to be written to."""
    postgres.ensure_database("standing", template=campaign_template)
    engine = create_async_engine(postgres.url("standing"))
    yield engine
    await engine.dispose()


async def one_by_one(engine: AsyncEngine, host: PluginHost, on: date) -> Verdicts:
    found: Verdicts = {}
    async with AsyncSession(engine) as session:
        desk = Desk(session, Viewer(uuid7(), Role.DEPARTMENT), NOW, host)
        for profile in (await session.scalars(sa.select(Profile))).all():
            facts = {name: seen.value for name, seen in (await seen_by(desk, profile, on)).items()}
            for rule in rules_on(host.rules(profile.sector, profile.region_code), on):
                reached = judge(rule, facts, on)
                found[profile.entity_id, rule.code] = reached.verdict.value, set(reached.missing)
    return found


@pytest.mark.parametrize("on", [TODAY, date(2019, 8, 15), date(2019, 9, 15), date(2017, 11, 12)], ids=str)
async def test_the_demonstration_is_judged_the_same(engine: AsyncEngine, host: PluginHost, on: date) -> None:
    """Verdict and missing facts of every rule on every entity, by the edition and the knowledge of the day."""
    sectors = {sector.name for sector in host.sectors()}
    at_once: Verdicts = {}
    async with engine.connect() as connection:
        for book in [run_of(engine, host, Asked(name), NOW).book for name in sorted(sectors)]:
            for row in await connection.execute(judged(book, on, TODAY)):
                at_once[row.entity_id, row.rule_code] = row.verdict, set(row.missing)
    assert at_once == await one_by_one(engine, host, on)
    assert bool(at_once) == (on > date(2017, 11, 12))


async def kept(engine: AsyncEngine, *tables: str) -> Any:
    async with engine.connect() as connection:
        return [(await connection.execute(sa.text(f"SELECT * FROM {name} ORDER BY 1, 2"))).all() for name in tables]  # noqa: S608 - our own names


async def test_broken_off_repeated_and_twice_at_once(engine: AsyncEngine, host: PluginHost) -> None:
    """A run that broke off is finished by the next; whoever runs after it, or beside it, finds nothing to write."""
    run = run_of(engine, host, Asked("fireworks"), NOW)
    pairs = len((await one_by_one(engine, host, TODAY)).keys())

    def pull_the_plug(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await run.judge(pull_the_plug, batch=10)
    assert 0 < len((await kept(engine, "standing_verdict"))[0]) < pairs
    both = await asyncio.gather(*(run_of(engine, host, Asked("fireworks"), NOW).judge(batch=7) for _ in range(2)))
    before = await kept(engine, "standing_verdict", "past_verdict", "judgement")
    assert len(before[0]) == pairs
    assert [found.pairs.total() for found in both] == [pairs, pairs]
    again = await run.judge()
    assert again.new.total() == 0
    assert await kept(engine, "standing_verdict", "past_verdict", "judgement") == before


async def test_who_must_act_is_told_why(engine: AsyncEngine, host: PluginHost) -> None:
    """Every verdict that is newly major has a judgement with its reasons; no other one has got any."""
    await run_of(engine, host, Asked("fireworks"), NOW).judge()
    reasons = """
        SELECT s.verdict = 'major' AS major, count(j) AS told,
          count(*) FILTER (WHERE j.explanation #>> '{zh,text}' <> '') = count(*) AS all_told
        FROM standing_verdict s LEFT JOIN judgement j
          ON (j.entity_id, j.rule_code, j.judged_on, j.verdict) = (s.entity_id, s.rule_code, s.since, s.verdict)
        GROUP BY 1 ORDER BY 1"""
    async with engine.connect() as connection:
        others, major = (await connection.execute(sa.text(reasons))).all()
    assert (others.told, major.all_told) == (0, True)
