"""The chain: whatever is changed past the server is found, at the place where it was changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from anjian.audit.model import AuditEntry, AuditSeal
from anjian.audit.origin import Acting
from anjian.audit.sealing import seal_all, seal_since, sealing
from anjian.audit.verifying import AuditChainBroken, AuditHeadDiffers, Head, KnownHeadWrong, Verified, verify
from anjian.audit.writing import Touched, saw
from tests.core.commands.house import NOW, House


@pytest.fixture
async def base(house: House) -> AsyncIterator[AsyncEngine]:
    """A database without an audit."""
    engine: AsyncEngine = house.sessions.kw["bind"]
    await spoil(engine, "TRUNCATE audit_seal, audit_entry")
    yield engine
    await spoil(engine, "TRUNCATE audit_seal, audit_entry")


async def spoil(engine: AsyncEngine, statement: str) -> None:
    """As somebody would who has the database in hand."""
    async with engine.begin() as connection:
        await connection.execute(sa.text("SET LOCAL session_replication_role = replica"))  # foreign keys sleep
        await connection.execute(sa.text(statement))


async def write(house: House, count: int) -> None:
    acting = Acting(await house.inspector(), NOW)
    for number in range(count):
        await saw(house.sessions, acting, f"Q{number}", Touched([f"person:{number}"], details={"n": "一"}))


async def seal(engine: AsyncEngine) -> int:
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        return await seal_all(connection)


async def verified(base: AsyncEngine, known: Head | None = None) -> Verified:
    return await verify(base.url.render_as_string(hide_password=False), known)


async def test_a_whole_chain_is_verified(house: House, base: AsyncEngine) -> None:
    """Every entry is a link, in order; what is written afterwards only lengthens it."""
    await write(house, 5)
    await seal(base)
    first = await verified(base)
    assert (first.head.position, first.unsealed) == (5, 0)
    await write(house, 2)
    assert (await verified(base)).unsealed == 2
    await seal(base)
    assert (await verified(base, first.head)).head.position == 7


SPOILS = {
    "an entry was rewritten": "UPDATE audit_entry SET name = 'Q9' WHERE name = 'Q2'",
    "details were rewritten": "UPDATE audit_entry SET details = '{}' WHERE name = 'Q2'",
    "somebody else is named": "UPDATE audit_entry SET person_id = NULL WHERE name = 'Q2'",
    "an hour was moved": "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE name = 'Q2'",
    "an entry is gone": "DELETE FROM audit_entry WHERE name = 'Q2'",
    "a seal is gone": "DELETE FROM audit_seal WHERE position = 3",
    "a seal was rewritten": r"UPDATE audit_seal SET digest = '\x00' WHERE position = 3",
    "entry and seal are gone": "WITH gone AS (DELETE FROM audit_seal WHERE position = 3 RETURNING entry_id) "
    "DELETE FROM audit_entry USING gone WHERE id = entry_id",
}


@pytest.mark.parametrize("statement", SPOILS.values(), ids=SPOILS)
async def test_the_first_broken_place_is_named(house: House, base: AsyncEngine, statement: str) -> None:
    """The third of five entries was tampered with, and the third place is named."""
    await write(house, 5)
    await seal(base)
    await spoil(base, statement)
    with pytest.raises(AuditChainBroken) as found:
        await verified(base)
    assert found.value.facts["position"] == 3


async def test_an_end_that_was_taken_away(house: House, base: AsyncEngine) -> None:
    """A shorter chain is a whole chain; only who noted its end can tell."""
    await write(house, 3)
    await seal(base)
    noted = (await verified(base)).head
    await spoil(base, "DELETE FROM audit_seal WHERE position = 3")
    await spoil(base, "DELETE FROM audit_entry WHERE name = 'Q2'")
    assert (await verified(base)).head.position == 2
    with pytest.raises(AuditHeadDiffers):
        await verified(base, noted)
    with pytest.raises(AuditHeadDiffers):
        await verified(base, Head(2, noted.digest))


async def test_nothing_is_left_out_while_others_still_write(house: House, base: AsyncEngine) -> None:
    """What a slow transaction wrote long before it ended is sealed after it ended, once."""
    acting = Acting(await house.inspector(), NOW)
    async with base.connect() as slow:
        await slow.execute(sa.insert(AuditEntry).values(at=NOW, kind="changed", name="slow"))
        await saw(house.sessions, acting, "quick", Touched())
        until = await seal(base)
        await slow.commit()
    async with base.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        until = await seal_since(connection, until)
        await seal_since(connection, until)
        assert await names(connection) == ["slow", "quick"]
    assert (await verified(base)).unsealed == 0


async def names(connection: AsyncConnection) -> list[str | None]:
    """Of the sealed entries, in the order of the chain."""
    sealed = sa.select(AuditEntry.name).join(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
    return list(await connection.scalars(sealed.order_by(AuditSeal.position)))


async def test_what_came_from_another_server_is_sealed(house: House, base: AsyncEngine) -> None:
    """Its transactions had numbers that nobody has here yet."""
    async with house.sessions.begin() as session:
        session.add(AuditEntry(at=NOW, kind="changed", name="restored", transaction_id=2**60))
    await seal(base)
    assert (await verified(base)).head.position == 1


async def test_two_servers_seal_one_chain(house: House, base: AsyncEngine) -> None:
    """They take turns; each entry is sealed once, within moments."""
    async with sealing(base, poll=0.02), sealing(base, poll=0.02):
        await write(house, 20)
        async with asyncio.timeout(60):
            while (await verified(base)).unsealed:  # noqa: ASYNC110 - another task makes it true
                await asyncio.sleep(0.02)
    assert (await verified(base)).head.position == 20


async def test_anybody_can_repeat_the_arithmetic(house: House, base: AsyncEngine) -> None:
    """As the documentation says it: SHA-256 over the digest before and the entry as JSON with sorted keys."""
    await write(house, 1)
    await seal(base)
    async with house.sessions() as session:
        entry = (await session.execute(sa.select(*AuditEntry.__table__.c))).mappings().one()
        stored = await session.scalar(sa.select(AuditSeal.digest))
    content = {key: value for key, value in entry.items() if key != "transaction_id"}
    content |= {"position": 1, "at": "2026-11-22T02:00:00.000000+00:00"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    assert hashlib.sha256(bytes(32) + text.encode()).digest() == stored


@given(position=st.integers(0, 2**62), digest=st.binary(min_size=32, max_size=32))
def test_a_head_is_read_as_it_is_written(position: int, digest: bytes) -> None:
    """What was noted on paper leads back to the same link."""
    assert Head.read(str(Head(position, digest))) == Head(position, digest)


@pytest.mark.parametrize("text", ["", "7", "seven:00", "7:xyz"])
def test_a_head_that_cannot_be_read(text: str) -> None:
    """It is told how one is written."""
    with pytest.raises(KnownHeadWrong):
        Head.read(text)
