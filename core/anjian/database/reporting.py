"""The rights of a role for reports (BI tools, a statistician's SQL): to read cases of one region, and no people.

The server's own way is scoped by what the compiler writes. Here somebody else writes the SQL, so PostgreSQL guards the
rows: row-level security by the region of who signed in, and only the columns that tell of cases. It restricts roles for
reports alone. For everybody else who was granted a table its policy is always true, which costs their plans nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.database.grants import check
from anjian.database.models import metadata
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region

SCHEMA, EVERYBODY = "reporting", "everybody"
CASES = (
    "acceptance",
    "action",
    "answer",
    "assessment",
    "entity",
    "escalation",
    "extension",
    "hazard",
    "inspection",
    "judgement",
    "ledger_entry",
    "listing",
    "look_back",
    "major_report",
    "observation",
    "opinion",
    "past_verdict",
    "profile",
    "proposal",
    "protection",
    "rectification",
    "rectification_plan",
    "report",
    "standing_verdict",
    "target_excuse",
)
OPEN = (
    "campaign",
    "campaign_body",
    "campaign_chase",
    "campaign_duty",
    "campaign_indicator",
    "campaign_ladder",
    "campaign_list",
    "campaign_mechanism",
    "campaign_pair",
    "campaign_phase",
    "campaign_sector",
    "campaign_target",
    "campaign_task",
    "checklist",
    "checklist_item",
    "fact",
    "organization",
    "ranking",
    "ranking_part",
    "ranking_row",
    "region",
    "report_figure",
    "report_move",
    "rule",
    "sector",
    "task_progress",
)
OF_PEOPLE = frozenset(
    {"signers", "signer_ids", "checked_by_ids", "received_by", "principal"}
    | {"signed_leading", "signed_inspecting", "signed_inspected"}
)
WHOSE = f"{SCHEMA}.region_code()"
SETTING = (
    f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
    f'CREATE TABLE IF NOT EXISTS {SCHEMA}.reader (role name PRIMARY KEY, region_code text COLLATE "C" NOT NULL)',
    # Of who signed in, whatever role they took on since; NULL for a stranger, who then sees no row.
    f"CREATE OR REPLACE FUNCTION {WHOSE} RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog"  # noqa: S608 - our own words
    f" AS 'SELECT region_code FROM {SCHEMA}.reader WHERE role = session_user'",
)


async def grant_reporting(url: str, role: str, region: str | None) -> None:
    """``region``: the prefix of what it reads; empty for the nation. To be repeated after an upgrade."""
    code = canonical(region) if region else ""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        await check(connection, role)
        await require_region(connection, code)
        for statement in (*SETTING, *statements(connection.dialect.identifier_preparer.quote(role))):
            await connection.execute(sa.text(statement))
        await connection.execute(sa.text(READER), {"role": role, "region": code})


READER = (
    f"INSERT INTO {SCHEMA}.reader VALUES (:role, :region)"  # noqa: S608 - our own words
    " ON CONFLICT (role) DO UPDATE SET region_code = EXCLUDED.region_code"
)


async def require_region(connection: AsyncConnection, code: str) -> None:
    if code and await connection.scalar(sa.select(Region.code).where(Region.code == code)) is None:
        raise UnknownRegion(region=code)


def statements(role: str) -> Iterator[str]:
    """The role comes quoted; all other names are ours."""
    yield f"GRANT USAGE ON SCHEMA public, {SCHEMA} TO {role}"
    yield f"GRANT EXECUTE ON FUNCTION {WHOSE} TO {role}"
    for table in OPEN:
        yield f"GRANT SELECT ON {table} TO {role}"
    for table in CASES:
        yield from guarded(table, role)
        yield f"GRANT SELECT ({', '.join(told(metadata.tables[table]))}) ON {table} TO {role}"


def guarded(table: str, role: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS {EVERYBODY} ON {table}"
    yield f"CREATE POLICY {EVERYBODY} ON {table} USING (true) WITH CHECK (true)"
    yield f"DROP POLICY IF EXISTS {role} ON {table}"
    within = f"starts_with(region_code, (SELECT {WHOSE}))"
    yield f"CREATE POLICY {role} ON {table} AS RESTRICTIVE FOR SELECT TO {role} USING ({within})"


def told(table: sa.Table) -> list[str]:
    """Every column but those of people: whoever acted, signed or received."""
    people = {
        column.name for column in table.columns for key in column.foreign_keys if key.column.table.name == "person"
    }
    return [column.name for column in table.columns if column.name not in OF_PEOPLE | people | ACTED_BY]


ACTED_BY = frozenset({"rectified_by", "accepted_by"})  # of the very records, so their keys lead there
