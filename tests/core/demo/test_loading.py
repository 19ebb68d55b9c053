"""Loading is all or nothing, once, and the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa
from rich.progress import Progress, TaskID
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.access.model import Role
from anjian.access.tokens import digest
from anjian.demo.loading import load

DIGEST_OF_LIANHU = """
from hashlib import sha256
from anjian.demo import scenes
from anjian.demo.fireworks import FireworksExaminer
city = scenes.lianhu(FireworksExaminer(lambda region: ()))
rows = [city.units, city.staff.people, [day for work in city.works for day in work.days()]]
print(sha256(repr(rows).encode()).hexdigest())
"""
COUNTS = """
SELECT (SELECT count(*) FROM entity), (SELECT count(*) FROM inspection), (SELECT count(*) FROM hazard),
       (SELECT count(*) FROM action), (SELECT count(*) FROM event), (SELECT count(*) FROM campaign),
       (SELECT count(*) FROM person), (SELECT count(*) FROM access_token)
"""
KEYS = "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"


class Interrupted(Exception):
    """The power fails."""


class FailingProgress(Progress):
    """Ends the loader in the middle of the days."""

    def advance(self, task_id: TaskID, advance: float = 1) -> None:
        super().advance(task_id, advance)
        if self.tasks[task_id].completed >= 6:
            raise Interrupted


async def one(url: str, statement: str) -> tuple[object, ...]:
    async with create_async_engine(url, poolclass=sa.NullPool).connect() as connection:
        return tuple((await connection.execute(sa.text(statement))).one())


async def test_a_second_load_adds_nothing(campaign_url: str) -> None:
    """Whoever starts again finds everything once."""
    before = await one(campaign_url, COUNTS)
    load(campaign_url)
    assert await one(campaign_url, COUNTS) == before


async def test_an_interrupted_load_leaves_nothing(database_url: str) -> None:
    """After a crash there is neither half a campaign nor a table without its keys."""
    before = await one(database_url, COUNTS), await one(database_url, KEYS)
    with pytest.raises(Interrupted):
        load(database_url, FailingProgress(disable=True))
    assert (await one(database_url, COUNTS), await one(database_url, KEYS)) == before


def test_the_same_is_made_on_every_machine() -> None:
    """Two processes that hash differently make the same rows, down to the last id."""
    made = {
        subprocess.run(
            [sys.executable, "-c", DIGEST_OF_LIANHU],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


async def test_tokens_are_kept_as_digests(campaign_url: str) -> None:
    """There is a bearer of every role to try; the words are not stored."""
    tokens = load(campaign_url)
    assert {token.role for token in tokens} == set(Role)
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        stored = set(await connection.scalars(sa.text("SELECT digest FROM access_token")))
    assert {digest(token.token) for token in tokens} <= stored
    assert not any(token.token.encode() in stored for token in tokens)


async def test_the_enterprise_has_something_to_mend(campaign_url: str) -> None:
    """The bearer of the enterprise's token finds a major hazard of the fireworks trade under rectification."""
    open_ones = """
        SELECT count(*) > 0 FROM role_assignment a JOIN hazard h ON h.entity_id = a.entity_id
        WHERE h.level = 'major' AND h.stage = 'rectifying' AND h.sector = 'fireworks'"""
    assert await one(campaign_url, open_ones) == (True,)
