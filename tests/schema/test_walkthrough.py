"""docs/walkthrough.md, walked as it stands: each operation sent with its token, each answer compared."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest_asyncio

from anjian.database.embedded import EmbeddedServer
from anjian.demo.tokens import COMMITTEE_OFFICE, ENTERPRISE, INSPECTOR, ZHENGZHOU
from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from tests.portal import Portal
from tests.schema.scratch import TODAY

PAGE = (Path(__file__).parents[2] / "docs" / "walkthrough.md").read_text(encoding="utf-8")
STEP = (
    r"^令牌 token `(?P<token>[\w-]+)`\n\n```graphql\n(?P<query>.*?)```\n\n"
    r"(?:变量 variables\n\n```json\n(?P<variables>.*?)```\n\n)?答复 answer\n\n```json\n(?P<answer>.*?)```"
)
DAYS = {"TODAY": TODAY.isoformat(), "NEXT_MONTH": (TODAY + timedelta(days=30)).isoformat()}


class Step(NamedTuple):
    """One operation, its variables and its answer as the page shows them, with words in angle brackets."""

    token: str
    query: str
    variables: str | None
    answer: str


STEPS = [Step(*found.groups()) for found in re.finditer(STEP, PAGE, re.DOTALL | re.MULTILINE)]


@pytest_asyncio.fixture(scope="module")
async def walker(
    postgres: EmbeddedServer, campaign_template: str, settings: Settings, host: PluginHost, composed: Composed
) -> AsyncIterator[Portal]:
    """The demonstration, to be written to."""
    postgres.ensure_database("walked", template=campaign_template)
    async with Engine.open(settings, postgres.url("walked"), host, composed) as engine:
        yield Portal(engine)


def test_four_roles_take_turns() -> None:
    """And no operation of the page is left out of the walk."""
    assert {step.token for step in STEPS} == {ENTERPRISE, COMMITTEE_OFFICE, ZHENGZHOU, INSPECTOR}
    assert len(STEPS) == PAGE.count("```graphql")


async def test_from_a_failed_self_inspection_to_close_out(walker: Portal) -> None:
    """Listing, plan, rectification, acceptance, with the refusals on the way; a hole in an answer is learnt from it."""
    known = dict(DAYS)
    for step in STEPS:
        variables = json.loads(filled(step.variables or "{}", known))
        got = await walker.of(step.token).response(step.query, **variables)
        learn(json.loads(step.answer), got, known)
        assert got == json.loads(filled(step.answer, known))


def filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda hole: known.get(hole[1], hole[0]), text)


def learn(told: Any, got: Any, known: dict[str, str]) -> None:
    """What stands where the page has a word of its own."""
    match told, got:
        case dict(), dict():
            for name in told.keys() & got.keys():
                learn(told[name], got[name], known)
        case list(), list():
            for one, other in zip(told, got, strict=False):
                learn(one, other, known)
        case str(), str() if hole := re.fullmatch(r"<(\w+)>", told):
            known.setdefault(hole[1], got)
