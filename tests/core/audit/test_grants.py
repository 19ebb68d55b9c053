"""The role a server runs under can add to the audit, and can neither change nor delete anything there."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from anjian.audit.sealing import seal_all
from anjian.audit.verifying import verify
from anjian.database.grants import NoSuchDatabaseRole, RoleOwnsTables, grant
from tests.core.commands.house import House, furnish, order

ROLE = "anjian_server"
REWRITING = (
    "UPDATE audit_entry SET name = 'x'",
    "UPDATE audit_seal SET digest = ''",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_seal",
    "TRUNCATE audit_entry CASCADE",
    "TRUNCATE audit_seal",
)


@pytest.fixture
async def served(database_url: str) -> AsyncIterator[House]:
    """A house whose commands run under the server's own role."""
    owner = create_async_engine(database_url, poolclass=sa.NullPool)
    async with async_sessionmaker(owner).begin() as session:
        await furnish(session)
        await session.execute(sa.text(f"DROP ROLE IF EXISTS {ROLE}"))
        await session.execute(sa.text(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}'"))
    await grant(database_url, ROLE)
    engine = create_async_engine(make_url(database_url).set(username=ROLE, password=ROLE))
    yield House(async_sessionmaker(engine, expire_on_commit=False))
    await engine.dispose()
    async with owner.begin() as connection:
        await connection.execute(sa.text(f"DROP OWNED BY {ROLE}"))
        await connection.execute(sa.text(f"DROP ROLE {ROLE}"))


async def test_the_servers_role_works_and_cannot_rewrite_the_audit(served: House, database_url: str) -> None:
    """It runs commands and seals what they leave; whatever would rewrite the audit is refused by PostgreSQL."""
    await served.do(order(await served.hazard(await served.entity())), await served.inspector())
    engine = served.sessions.kw["bind"]
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await seal_all(connection)
        for statement in REWRITING:
            with pytest.raises(ProgrammingError, match="permission denied"):
                await connection.execute(sa.text(statement))
    assert (await verify(database_url)).head.position >= 1


async def test_rights_are_given_only_to_whom_they_bind(database_url: str) -> None:
    """The owner of the tables could take them back at any time, and a mistyped name gets nothing."""
    with pytest.raises(RoleOwnsTables):
        await grant(database_url, make_url(database_url).username or "")
    with pytest.raises(NoSuchDatabaseRole):
        await grant(database_url, 'nobody"; DROP TABLE person; --')
