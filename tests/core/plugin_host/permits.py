"""A stranger's plugin with tables of its own: permits for dangerous work, and the gas readings of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database.apart import apart, transacted

Script = Callable[..., None]

PERMITS = """
class Level(StrEnum):
    FIRST = "first"


class Permit(Row):
    number: str | None = field(Title("编号", "Number"), required=True, filter=True, max_length=40)
    level: Level | None = field(Title("级别", "Level"))
    valid_until: date | None = field(Title("有效期至", "Valid until"), sort=True)


class Reading(Row):
    oxygen: Decimal | None = field(Title("氧含量", "Oxygen"), unit=Title("%", "%"))


TABLES = [
    Table("permits", Permit, Title("作业票", "Permits")),
    Table("readings", Reading, Title("气体分析", "Gas readings"), of="permits"),
]
"""
OWN = 'tables=TABLES, migrations="permits"'
FIRST = """
op.create_table("permits", *of_entity(), sa.Column("number", sa.Text(), nullable=False), sa.Column("level", sa.Text()))
op.create_table("readings", *of_entity(permit_id="permits"), sa.Column("oxygen", sa.Numeric()))
"""
SECOND = 'op.add_column("permits", sa.Column("valid_until", sa.Date(), server_default="2026-12-31"))'

PLANT = UUID(int=7)
ROWS = (
    "INSERT INTO region (code, name, level) VALUES ('41', '河南', 'province') ON CONFLICT DO NOTHING",
    "INSERT INTO entity (id, name, kind, region_code) VALUES (:id, '厂', 'enterprise', '41')",
    "INSERT INTO plugin_permits.permits (entity_id, id, region_code, number) VALUES (:id, :id, '41', '动2026-1')",
)


def writing(site: Path) -> Script:
    """``script("0001", None, …)`` writes a migration beside the plugin's module."""

    def script(revision: str, after: str | None, work: str, folder: str = "permits") -> None:
        head = "import sqlalchemy as sa\nfrom alembic import op\nfrom anjian.plugin import of_entity\n\n"
        head += f"revision, down_revision = {revision!r}, {after!r}\n\n\ndef upgrade():\n"
        place = site / folder
        place.mkdir(exist_ok=True)
        (place / f"{revision}.py").write_text(head + indent(dedent(work), "    "), encoding="utf-8")

    return script


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Everything these statements return; ``:id`` is that of the plant."""

    async def work(connection: AsyncConnection) -> list[tuple[object, ...]]:
        results = [
            await connection.execute(sa.text(each), {"id": PLANT} if ":id" in each else {}) for each in statements
        ]
        return [tuple(row) for result in results if result.returns_rows for row in result]

    return apart(lambda: transacted(url, work))
