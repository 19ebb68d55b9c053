"""The table of a hazard's life: its page, its words, and what GraphQL tells of the next steps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path

import pytest_asyncio

from anjian.access.model import Role
from anjian.hazards.life import LIFE, TITLES, next_steps
from anjian.hazards.model import HazardLevel, Stage
from anjian.plugin_host import PluginHost
from anjian_schema.handbook.life import page
from anjian_schema.mutations import COMMANDS
from tests.conftest import FreshDatabase
from tests.schema.scratch import ORDER, Scratch, done, entity, in_english, major, scratch
from tests.schema.test_errors_documented import errors

PAGE = Path(__file__).parents[2] / "docs" / "hazard-life.md"
NEXT = "query Next($id: ID!) { hazard(id: $id) { stage nextSteps { command title to who mine needs basis } } }"


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


def test_the_page_is_the_table() -> None:
    """`python -m anjian_schema.handbook.life > docs/hazard-life.md` after each change of the table."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_table_speaks_of_commands_and_errors_there_are() -> None:
    """Each step is a command that somebody can send, each need a code that somebody can hear."""
    assert {one.command for one in LIFE} == TITLES.keys()
    assert TITLES.keys() <= COMMANDS.keys()
    assert {need.code for one in LIFE for need in one.needs} <= {kind.code for kind in errors()}


def test_one_command_leads_to_one_place() -> None:
    """From where a hazard is, no command has two meanings; every stage but the last leads on, and each is reached."""
    for level, stage in product(HazardLevel, Stage):
        commands = [one.command for one in next_steps(level, stage)]
        assert len(commands) == len(set(commands))
    for level in HazardLevel:
        reached, before = {Stage.REGISTERED}, set[Stage]()
        while reached != before:
            before = set(reached)
            reached |= {one.to for stage in before for one in next_steps(level, stage) if one.to}
        assert Stage.CLOSED in reached


async def test_next_steps(office: Scratch) -> None:
    """A portal asks what may be done next, by whom, and what must exist first."""
    inspector = await office.official("王五")
    plant = await entity(inspector, "fireworks")
    hazard = await major(inspector, plant)
    told = (await inspector.ask(NEXT, id=hazard))["hazard"]
    steps = {step["command"]: step for step in told["nextSteps"]}
    assert list(steps) == [one.command for one in next_steps(HazardLevel.MAJOR, Stage.REGISTERED)]
    ordering = steps["orderRectification"]
    assert (ordering["title"], ordering["to"], ordering["mine"]) == ("责令限期整改", "RECTIFYING", True)
    assert ordering["needs"] == ["等级没有待复核的评定", "期限不早于当日"]
    assert "监管部门" in ordering["who"]
    await done(inspector, "orderRectification", "hazard { id }", hazard_id=hazard, **ORDER)
    auditor = in_english(await office.official("周八", Role.AUDITOR))
    told = (await auditor.ask(NEXT, id=hazard))["hazard"]
    mending = {step["command"]: step for step in told["nextSteps"]}["submitRectification"]
    assert (mending["title"], mending["to"], mending["mine"]) == (
        "Tell how a hazard was mended",
        "AWAITING_ACCEPTANCE",
        False,
    )
