"""A role for reports reads the cases of its region by whatever SQL, and no people, audit or reports of the public."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, async_sessionmaker, create_async_engine

from anjian.database.grants import NoSuchDatabaseRole, grant
from anjian.database.models import metadata
from anjian.database.reporting import CASES, grant_reporting, told
from anjian.regions.codes import UnknownRegion
from tests.core.commands.house import House, furnish, order

READER, SERVER = "anjian_reader", "anjian_server_beside"
REFUSED = (
    "SELECT name FROM person",
    "SELECT * FROM audit_entry",
    "SELECT * FROM access_token",
    "SELECT * FROM public_report",
    "SELECT * FROM sealed.informant",
    "SELECT finder_id FROM hazard",
    "SELECT region_code FROM reporting.reader",
    "DELETE FROM hazard",
    "UPDATE reporting.reader SET region_code = ''",
)


@pytest.fixture
async def owner(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(database_url, poolclass=sa.NullPool)
    async with async_sessionmaker(engine).begin() as session:
        await furnish(session)
        for role in (READER, SERVER):
            await session.execute(sa.text(f"DROP ROLE IF EXISTS {role}"))
            await session.execute(sa.text(f"CREATE ROLE {role} LOGIN PASSWORD '{role}'"))
    yield engine
    async with engine.begin() as connection:
        for role in (READER, SERVER):
            await connection.execute(sa.text(f"DROP OWNED BY {role}"))
            await connection.execute(sa.text(f"DROP ROLE {role}"))


def signed_in(url: str, role: str) -> AsyncEngine:
    return create_async_engine(make_url(url).set(username=role, password=role), poolclass=sa.NullPool)


async def regions(connection: AsyncConnection, table: str) -> set[str]:
    return set(await connection.scalars(sa.text(f"SELECT region_code FROM {table}")))  # noqa: S608 - our own table


async def test_a_role_for_reports_reads_its_region_alone(owner: AsyncEngine, database_url: str) -> None:
    """Counts and joins included; another region is given by granting again."""
    house = House(async_sessionmaker(owner, expire_on_commit=False))
    for region in ("410104", "4101", "14"):
        await house.hazard(await house.entity(region_code=region))
    await grant_reporting(database_url, READER, "410104")
    async with signed_in(database_url, READER).connect() as connection:
        assert await regions(connection, "hazard") == await regions(connection, "entity") == {"410104"}
        joined = (
            "SELECT count(*) FROM hazard h JOIN entity e ON e.id = h.entity_id JOIN region r ON r.code = e.region_code"
        )
        assert await connection.scalar(sa.text(joined)) == 1
    await grant_reporting(database_url, READER, "41")
    async with signed_in(database_url, READER).connect() as connection:
        assert await regions(connection, "hazard") == {"4101", "410104"}
    await grant_reporting(database_url, READER, None)
    async with signed_in(database_url, READER).connect() as connection:
        assert await regions(connection, "hazard") == {"4101", "410104", "14"}


@pytest.mark.parametrize("statement", REFUSED)
async def test_people_and_sealed_tables_are_out_of_reach(owner: AsyncEngine, database_url: str, statement: str) -> None:
    """Whatever it writes: PostgreSQL refuses."""
    await grant_reporting(database_url, READER, "41")
    async with signed_in(database_url, READER).connect() as connection:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await connection.execute(sa.text(statement))


async def test_a_server_beside_it_works_as_before(owner: AsyncEngine, database_url: str) -> None:
    """Its role, granted before or after, sees and writes every row, by the same plans."""
    await grant(database_url, SERVER)
    await grant_reporting(database_url, READER, "14")
    engine = signed_in(database_url, SERVER)
    house = House(async_sessionmaker(engine, expire_on_commit=False))
    await house.do(order(await house.hazard(await house.entity())), await house.inspector())
    explained = "EXPLAIN (COSTS OFF) SELECT * FROM hazard WHERE left(region_code, 6) = '410104' AND level = 'major'"
    async with engine.connect() as server, owner.connect() as unbound:
        plans = [(await each.scalars(sa.text(explained))).all() for each in (server, unbound)]
    assert plans[0] == plans[1]


def test_every_table_of_cases_has_a_region() -> None:
    """By which its rows are guarded; of people no column is left."""
    assert all("region_code" in metadata.tables[table].c for table in CASES)
    assert {"signers", "accepted_by", "signer_ids"}.isdisjoint(told(metadata.tables["acceptance"]))


async def test_a_wrong_name_or_region_gets_nothing(owner: AsyncEngine, database_url: str) -> None:
    """A role that is not there, a region that is none."""
    with pytest.raises(NoSuchDatabaseRole):
        await grant_reporting(database_url, "nobody", "41")
    with pytest.raises(UnknownRegion):
        await grant_reporting(database_url, READER, "99")
