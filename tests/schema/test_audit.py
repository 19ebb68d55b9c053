"""Auditors read who did what in their region; nobody else reads any of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from anjian.access.model import Role
from anjian.audit.sealing import seal_all
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import FINE, GUANCHENG, HENAN, Scratch, entity, problems, scratch

LINES = "{ auditEntries(first: 100) { totalCount nodes { kind name role keys details position person { name } } } }"


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    """In one county an entity was registered, and somebody was refused there."""
    async with scratch(fresh_database(), host) as made:
        plant = await entity(await made.official("王五"), "fireworks")
        await problems(await made.enterprise("周厂长", plant), "issueAction", entity_id=plant, **FINE)
        yield made


async def lines(portal: Portal) -> list[dict[str, Any]]:
    """But for those of the readers themselves: their sign-ins, and what they were shown."""
    found: list[dict[str, Any]] = (await portal.ask(LINES))["auditEntries"]["nodes"]
    return [line for line in found if line["kind"] in ("CHANGED", "REFUSED")]


@pytest.mark.parametrize("region", [None, HENAN, GUANCHENG])
async def test_an_auditor_reads_what_happened_in_their_region(office: Scratch, region: str | None) -> None:
    """The change and the refusal, latest first, each with who and why."""
    auditor = await office.official("审计甲", Role.AUDITOR, region_code=region)
    refusal, change = await lines(auditor)
    assert (change["kind"], change["name"], change["person"]["name"]) == ("CHANGED", "registerEntity", "王五")
    assert (refusal["kind"], refusal["role"], refusal["details"]) == (
        "REFUSED",
        "enterprise",
        {"codes": ["NOT_ALLOWED"]},
    )
    assert refusal["keys"] == change["keys"][:1]


async def test_another_region_reads_nothing_of_it(office: Scratch) -> None:
    """Not a line, not a count."""
    assert await lines(await office.official("审计乙", Role.AUDITOR, region_code="14")) == []


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.AUDITOR, Role.ADMINISTRATOR, Role.ENTERPRISE)]
)
async def test_nobody_else_reads_the_audit(office: Scratch, role: Role) -> None:
    """Neither as a list nor one by one."""
    auditor = await office.official("审计丙", Role.AUDITOR)
    (known,) = (await auditor.ask("{ auditEntries(first: 1) { nodes { id } } }"))["auditEntries"]["nodes"]
    other = await office.official("某人", role)
    assert await lines(other) == []
    assert await other.ask("query N($id: ID!) { node(id: $id) { id } }", id=known["id"]) == {"node": None}


async def test_a_line_tells_its_place_in_the_chain(office: Scratch) -> None:
    """Empty until it is sealed."""
    auditor = await office.official("审计丁", Role.AUDITOR)
    assert {line["position"] for line in await lines(auditor)} == {None}
    engine = office.engine.database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await seal_all(connection)
    refusal, change = await lines(auditor)
    assert refusal["position"] > change["position"] > 0
