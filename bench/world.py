"""The database that is measured: entities in every county of China, their profiles, hazards and actions.

Seeded, so that it is the same each time; written once by COPY and kept in ``.bench/<size>/`` from then on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import sqlalchemy as sa
from rich.progress import Progress
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.access.bearing import bearer, row_of
from anjian.access.model import Role
from anjian.database import migrate
from anjian.database.apart import apart
from anjian.database.embedded import Binaries, EmbeddedServer
from anjian.database.ids import UUID
from anjian.demo.copying import Bulk
from anjian.demo.set_aside import keys_set_aside
from anjian.hazards.model import Hazard
from anjian.people.model import Organization, Person
from anjian.plugin_host import load_plugins, sync
from anjian.regions.loading import load_regions
from anjian.regions.table import packaged
from anjian.settings import Settings

FIRST_DAY, DAYS = date(2024, 1, 1), 660
POINTS = 200  # different records asked for
TEMPLATE, DATABASE = "bench_built", "bench"
OFFICE, OFFICER = UUID(int=1), UUID(int=2)
PROVINCE, COUNTY = "41", "410122"
REACHES = {"nation": None, "province": PROVINCE, "county": COUNTY}
STAGES = ("registered", "rectifying", "awaiting_acceptance", "accepted", "closed", "closed", "closed", "closed")
SECTORS = ("fireworks", "chemicals", "construction", "fire", "transport")
KINDS = ("order_immediate", "order_timed", "warning_letter", "interview", "circular")
ENTITIES, PROFILES, HAZARDS, ACTIONS = 0xE, 0xF, 0xA, 0xB  # the first digit of the ids, by kind


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each; actions are a fifth of the hazards, profiles a quarter of the entities."""

    entities: int
    hazards: int

    def __str__(self) -> str:
        return f"{self.entities}-{self.hazards}"


class Unit(NamedTuple):
    """An entity as its records need it."""

    id: UUID
    region_code: str


def record_id(kind: int, number: int) -> UUID:
    """Later records have higher ids, as UUIDv7 would; what follows the time is scattered."""
    tail = int.from_bytes(hashlib.blake2b(b"%d %d" % (kind, number), digest_size=7).digest(), "big")
    return UUID(int=kind << 124 | number << 80 | 7 << 76 | 2 << 62 | tail)


def counties() -> list[str]:
    return [row.code for row in packaged() if len(row.code) == 6]


def units(size: Size) -> Iterator[Unit]:
    """Every county has some; the rest fall anywhere."""
    rng, places = Random("entities"), counties()  # noqa: S311 - the same each time is the purpose
    for number in range(size.entities):
        place = places[number] if number < len(places) else rng.choice(places)
        yield Unit(record_id(ENTITIES, number), place)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def entity_rows(all_units: Sequence[Unit]) -> Iterator[tuple[Any, ...]]:
    for number, unit in enumerate(all_units):
        name = f"{unit.region_code}号辖区第{number * 7919 % 1_000_003}安全生产有限公司"
        yield unit.id, name, "enterprise", unit.region_code, f"工业路{number}号", True, at(FIRST_DAY)


ENTITY = ("id", "name", "kind", "region_code", "address", "invented", "registered_at")


def profile_rows(all_units: Sequence[Unit]) -> Iterator[tuple[Any, ...]]:
    rng = Random("profiles")  # noqa: S311
    for unit in all_units[::4]:
        people = rng.randrange(1, 101)
        data = {"business_kind": "producer", "actual_persons": people, "approved_persons": rng.randrange(1, 101)}
        yield unit.id, "fireworks", unit.region_code, json.dumps(data)


PROFILE = ("entity_id", "sector", "region_code", "data")


class Found(NamedTuple):
    """A hazard, columns in the order of its fields."""

    entity_id: UUID
    id: UUID
    region_code: str
    sector: str
    level: str
    stage: str
    title: str
    description: str
    found_on: date
    found_by: str
    due_on: date | None
    closed_on: date | None


def hazard_rows(size: Size, all_units: Sequence[Unit]) -> Iterator[Found]:
    """In the order of their finding; one in twenty is major, and those stay open."""
    rng = Random("hazards")  # noqa: S311
    for number in range(size.hazards):
        unit = all_units[int(rng.random() * len(all_units))]
        day = FIRST_DAY + timedelta(days=number * DAYS // size.hazards)
        major, stage = number % 20 == 0, STAGES[int(rng.random() * len(STAGES))]
        stage = "rectifying" if major and stage in ("accepted", "closed") else stage
        yield Found(
            unit.id,
            record_id(HAZARDS, number),
            unit.region_code,
            SECTORS[number % len(SECTORS)],
            "major" if major else "general",
            stage,
            f"第{number}号隐患：消防通道被占用",
            "现场堆放可燃物，“安全出口”标志缺失。",
            day,
            "department",
            None if stage == "registered" else day + timedelta(days=15),
            day + timedelta(days=14) if stage == "closed" else None,
        )


def action_rows(size: Size, all_units: Sequence[Unit]) -> Iterator[tuple[Any, ...]]:
    """For one hazard in ten, two actions."""
    number = 0
    for hazard in list(hazard_rows(size, all_units))[::10]:
        for later in (1, 5):
            number += 1
            day = hazard.found_on + timedelta(days=later)
            kind, said = KINDS[number % len(KINDS)], f"安监〔{day.year}〕{number}号"
            id_, key = record_id(ACTIONS, number), (hazard.entity_id, hazard.region_code, hazard.sector)
            yield *key, id_, hazard.id, kind, day, said, "《安全生产法》第六十五条", OFFICE, OFFICER, at(day)


ACTION = (
    *("entity_id", "region_code", "sector", "id", "hazard_id", "kind", "issued_on", "document_no", "basis"),
    *("issuer_id", "signed_by", "issued_at"),
)


def token(reach: str) -> str:
    return f"bench-supervisor-{reach}"


async def write_people(connection: AsyncConnection) -> None:
    await connection.execute(
        sa.insert(Organization).values(id=OFFICE, name="应急管理局", kind="department", region_code=PROVINCE)
    )
    officer = {"id": OFFICER, "name": "王监管", "kind": "officer", "organization_id": OFFICE, "region_code": PROVINCE}
    await connection.execute(sa.insert(Person).values(officer))
    for reach, code in REACHES.items():
        for record in bearer(token(reach), reach, OFFICER, Role.DEPARTMENT, region_code=code):
            await connection.execute(sa.insert(type(record)).values(row_of(record)))


async def write(url: str, size: Size, step: Callable[[str], None]) -> None:
    engine = create_async_engine(url, poolclass=sa.NullPool)
    step("regions, plugins")
    await sync(engine, load_plugins(Settings.load()))
    async with engine.begin() as connection:
        await load_regions(connection)
        await write_people(connection)
        bulk, everyone = await Bulk.of(connection), list(units(size))
        step("entities, profiles")
        await bulk.copy("entity", ENTITY, entity_rows(everyone))
        await bulk.copy("profile", PROFILE, profile_rows(everyone))
        async with keys_set_aside(connection):
            step("hazards")
            await bulk.copy("hazard", Found._fields, hazard_rows(size, everyone))
            step("actions")
            await bulk.copy("action", ACTION, action_rows(size, everyone))
            step("indexes and keys")
    step("vacuum, analyze")
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(sa.text("VACUUM (ANALYZE, FREEZE)"))


def build(server: EmbeddedServer, size: Size, progress: Progress) -> str:
    """The address of a database of this size; one that was built before is taken as it is.

    What broke off halfway is under another name and is begun anew.
    """
    url = server.url(f"{DATABASE}")
    if apart(lambda: is_built(server)):
        return url
    task = progress.add_task("", total=6)
    apart(lambda: run(server.url("postgres"), f"DROP DATABASE IF EXISTS {TEMPLATE}"))
    server.ensure_database(TEMPLATE)
    migrate.upgrade(server.url(TEMPLATE))
    apart(lambda: write(server.url(TEMPLATE), size, lambda said: progress.update(task, advance=1, description=said)))
    apart(lambda: run(server.url("postgres"), f"ALTER DATABASE {TEMPLATE} RENAME TO {DATABASE}"))
    progress.remove_task(task)
    return url


async def run(url: str, statement: str) -> Any:
    engine = create_async_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        found = await connection.execute(sa.text(statement))
        return found.first() if found.returns_rows else None


async def points(url: str) -> list[str]:
    """The ids of hazards that every viewer may see."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    within = sa.func.left(Hazard.region_code, sa.literal_column("6")) == COUNTY
    chosen = sa.select(Hazard.entity_id, Hazard.id).where(within).order_by(Hazard.id).limit(POINTS)
    async with engine.connect() as connection:
        return [f"Hazard:{entity_id}:{id_}" for entity_id, id_ in await connection.execute(chosen)]


async def tidy(url: str) -> None:
    """Take away what earlier runs registered, and let the planner know."""
    for statement in (
        "DELETE FROM event",
        "DELETE FROM profile WHERE entity_id IN (SELECT id FROM entity WHERE NOT invented)",
        "DELETE FROM entity WHERE NOT invented",
        "VACUUM (ANALYZE) entity, profile, event",
    ):
        await run(url, statement)


async def is_built(server: EmbeddedServer) -> bool:
    named = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"  # noqa: S608 - a word of ours
    return await run(server.url("postgres"), named) is not None


@contextmanager
def database(
    home: Path, size: Size, binaries: Binaries | None, progress: Progress
) -> Iterator[tuple[EmbeddedServer, str]]:
    home.mkdir(parents=True, exist_ok=True)
    with EmbeddedServer(home, binaries) as server:
        yield server, build(server, size, progress)
