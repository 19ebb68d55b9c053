"""Ladders as portals see them: what was taken over a hazard, and why."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest_asyncio

from anjian.access.model import Role
from anjian.ladders.climb import climb
from anjian.ladders.shipping import ship
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.schema.scratch import GUANCHENG, ORDER, TODAY, Scratch, done, entity, in_english, major, refused, scratch

LADDER: dict[str, Any] = {
    "code": "GUANCHENG",
    "title": {"zh": "管城递进", "en": "the ladder of Guancheng"},
    "source": "管城区安委办",
    "region": GUANCHENG,
    "steps": [
        {
            "name": "interview",
            "title": {"zh": "约谈", "en": "interview"},
            "when": {"kind": "overdue", "number": 2},
            "does": "interview",
            "authority": "committee_office",
            "termDays": 5,
            "answer": {"zh": "整改承诺", "en": "a promise"},
        }
    ],
}
TAKEN = """query ($id: ID!) { hazard(id: $id) { escalations { nodes {
    id step title why answerBy authority ladder { code edition } proposal { kind reason proposer { name } }
    stoppedOn stopReason } } } }"""


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


async def test_a_hazard_past_its_term(office: Scratch) -> None:
    """Saved, in force, climbed; the step says why in the reader's language, and a person stops it with a reason."""
    official = await office.official("王五", Role.DEPARTMENT)
    hazard = await major(official, await entity(official, "fireworks"))
    await done(official, "orderRectification", "hazard { id }", hazard_id=hazard, **ORDER | {"due_on": TODAY})
    saved = await done(official, "saveLadder", "ladder { id status edition }", document=LADDER)
    assert (saved["ladder"]["status"], saved["ladder"]["edition"]) == ("DRAFT", 1)
    await done(official, "activateLadder", "ladder { status }", ladder_id=saved["ladder"]["id"])
    await climb(office.engine.database.sessions, datetime.now(UTC) + timedelta(days=2))
    (taken,) = (await official.ask(TAKEN, id=hazard))["hazard"]["escalations"]["nodes"]
    assert (taken["step"], taken["title"], taken["authority"]) == ("interview", "约谈", "COMMITTEE_OFFICE")
    assert taken["why"] == f"整改期限 {TODAY} 已过 2 日（满 2 日触发）"
    assert taken["proposal"]["kind"] == "INTERVIEW"
    assert taken["proposal"]["proposer"] is None
    (english,) = (await in_english(official).ask(TAKEN, id=hazard))["hazard"]["escalations"]["nodes"]
    assert english["why"] == f"its term ended on {TODAY}, 2 days ago (due at 2)"
    stopped = await done(
        official, "stopEscalation", "escalation { stopReason }", escalation_id=taken["id"], reason="涉诉"
    )
    assert stopped["escalation"] == {"stopReason": "涉诉"}


async def test_a_ladder_that_is_none(office: Scratch) -> None:
    """What is wrong is said where it stands, in both languages."""
    official = await office.official("李一", Role.DEPARTMENT)
    step = LADDER["steps"][0] | {"after": "letter", "termDays": None}
    assert await refused(official, "saveLadder", document=LADDER | {"steps": [step]}) == {
        "LADDER_TERM_MISSING": ["input", "document", "steps", "0", "termDays"],
        "LADDER_GAP": ["input", "document", "steps", "0", "after"],
    }


async def test_what_comes_with_anjian(office: Scratch) -> None:
    """A start writes it once, as drafts: nothing climbs that nobody brought into force."""
    for _ in range(2):
        await ship(office.engine.database.engine)
    official = await office.official("赵二", Role.DEPARTMENT)
    answer = await official.ask(
        "{ ladders(filter: { status: { eq: DRAFT } }) { nodes { code steps { totalCount } } } }"
    )
    steps = {ladder["code"]: ladder["steps"]["totalCount"] for ladder in answer["ladders"]["nodes"]}
    assert steps == {"GUANGXI-FOUR-FORMS": 4, "ZHENGZHOU-SEQUENCE": 7}
