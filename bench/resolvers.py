"""The usual way: strawberry resolvers over SQLAlchemy records, with data loaders against the n+1 problem.

A reduced schema that takes the same documents and gives the same answers. Lists of children are loaded for all parents
at once and cut to their page here, as data loaders do.
"""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NewType, cast

import sqlalchemy as sa
import strawberry
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import aliased
from starlette.requests import Request
from starlette.responses import Response
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.scalars import JSON
from strawberry.schema.config import StrawberryConfig
from strawberry.types import Info

from anjian.actions.model import Action
from anjian.china import today
from anjian.database.ids import UUID, uuid7
from anjian.entities import model as entities
from anjian.events.model import Event
from anjian.hazards import model as hazards
from anjian.regions.model import Region as RegionRow
from bench.world import OFFICER, REACHES, token

# The inputs of the documents, taken as they come.
RegionCodeFilter = NewType("RegionCodeFilter", dict[str, Any])
RegisterEntityInput = NewType("RegisterEntityInput", dict[str, Any])
SCALARS: dict[object, Any] = {
    made: strawberry.scalar(name=name, serialize=dict, parse_value=dict)
    for name, made in (("RegionCodeFilter", RegionCodeFilter), ("RegisterEntityInput", RegisterEntityInput))
}
REGIONS = {f"Bearer {token(reach)}": code for reach, code in REACHES.items()}
Load = Callable[[AsyncSession, Sequence[Any]], Awaitable[list[Any]]]


class Context(dict[str, Any]):
    """One request: its session, its viewer's region, and its loaders."""

    def __init__(self, session: AsyncSession, region: str | None) -> None:
        super().__init__()
        self.session, self.region, self.lock = session, region, asyncio.Lock()
        self.loaders: dict[str, DataLoader[Any, Any]] = {}

    def load(self, name: str, key: Any) -> Awaitable[Any]:
        if name not in self.loaders:
            work = LOADERS[name]
            self.loaders[name] = DataLoader(lambda keys: self._alone(work, keys))
        return self.loaders[name].load(key)

    async def _alone(self, work: Load, keys: Sequence[Any]) -> list[Any]:
        """A session does one thing at a time."""
        async with self.lock:
            return await work(self.session, keys)

    def within(self, query: sa.Select[Any], column: Any) -> sa.Select[Any]:
        if not self.region:
            return query
        if len(self.region) == 2:
            return query.where(sa.func.starts_with(column, self.region))
        return query.where(sa.func.left(column, sa.literal_column(str(len(self.region)))) == self.region)


def by_key(model: Any, column: Any) -> Load:
    async def load(session: AsyncSession, keys: Sequence[Any]) -> list[Any]:
        rows = (await session.scalars(sa.select(model).where(column.in_(keys)))).all()
        found = {getattr(row, column.key): row for row in rows}
        return [found.get(key) for key in keys]

    return load


def grouped(model: Any, column: Any, *order: Any) -> Load:
    async def load(session: AsyncSession, keys: Sequence[Any]) -> list[Any]:
        found = defaultdict(list)
        for row in await session.scalars(sa.select(model).where(column.in_(keys)).order_by(*order)):
            found[getattr(row, column.key)].append(row)
        return [found[key] for key in keys]

    return load


def counted(model: Any, column: Any) -> Load:
    async def load(session: AsyncSession, keys: Sequence[Any]) -> list[Any]:
        query = sa.select(column, sa.func.count()).where(column.in_(keys)).group_by(column)
        found = {key: count for key, count in await session.execute(query)}  # noqa: C416 - rows, made into pairs
        return [found.get(key, 0) for key in keys]

    return load


async def fireworks_of(session: AsyncSession, keys: Sequence[UUID]) -> list[Any]:
    profile = entities.Profile
    query = sa.select(profile).where(profile.entity_id.in_(keys), profile.sector == "fireworks")
    found = {row.entity_id: row for row in await session.scalars(query)}
    return [found.get(key) for key in keys]


LOADERS: dict[str, Load] = {
    "entity": by_key(entities.Entity, entities.Entity.id),
    "region": by_key(RegionRow, RegionRow.code),
    "fireworks": fireworks_of,
    "hazards": grouped(
        hazards.Hazard, hazards.Hazard.entity_id, hazards.Hazard.found_on.desc(), hazards.Hazard.id.desc()
    ),
    "actions": grouped(Action, Action.hazard_id, Action.issued_on.desc(), Action.id.desc()),
    "hazard count": counted(hazards.Hazard, hazards.Hazard.entity_id),
    "action count": counted(Action, Action.entity_id),
}


def context(info: Info) -> Context:
    return cast("Context", info.context)


@strawberry.type
class Region:
    code: str
    name: str
    above: strawberry.Private[str | None]

    @strawberry.field
    async def parent(self, info: Info) -> Region | None:
        return region_of(await context(info).load("region", self.above)) if self.above else None


def region_of(row: Any) -> Region:
    return Region(code=row.code, name=row.name, above=row.parent_code)


@strawberry.type
class ActionNode:
    id: strawberry.ID
    kind: str
    issued_on: date
    document_no: str | None


@strawberry.type
class Actions:
    nodes: list[ActionNode]
    total_count: int


@strawberry.type
class Fireworks:
    actual_persons: int | None
    approved_persons: int | None


@strawberry.type
class HazardNode:
    row: strawberry.Private[hazards.Hazard]
    title: str
    description: str | None
    due_on: date | None
    found_on: date

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"Hazard:{self.row.entity_id}:{self.row.id}")

    @strawberry.field
    def level(self) -> str:
        return self.row.level.name

    @strawberry.field
    def stage(self) -> str:
        return self.row.stage.name

    @strawberry.field
    def overdue(self) -> bool:
        due = self.row.due_on
        return due is not None and self.row.stage is not hazards.Stage.CLOSED and due < today(datetime.now(UTC))

    @strawberry.field
    async def entity(self, info: Info) -> EntityNode:
        return entity_of(await context(info).load("entity", self.row.entity_id))

    @strawberry.field
    async def region(self, info: Info) -> Region:
        return region_of(await context(info).load("region", self.row.region_code))

    @strawberry.field
    async def actions(self, info: Info, first: int = 20) -> Actions:
        rows = await context(info).load("actions", self.row.id)
        return Actions(nodes=[action_of(row) for row in rows[:first]], total_count=len(rows))


def hazard_of(row: hazards.Hazard) -> HazardNode:
    return HazardNode(row=row, title=row.title, description=row.description, due_on=row.due_on, found_on=row.found_on)


def action_of(row: Action) -> ActionNode:
    id_ = strawberry.ID(f"Action:{row.entity_id}:{row.id}")
    return ActionNode(id=id_, kind=row.kind.name, issued_on=row.issued_on, document_no=row.document_no)


@strawberry.type
class Hazards:
    """``counting`` is asked only where a count is."""

    rows: strawberry.Private[Callable[[], Awaitable[Sequence[hazards.Hazard]]]]
    counting: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field
    async def nodes(self) -> list[HazardNode]:
        return [hazard_of(row) for row in await self.rows()]

    @strawberry.field
    async def total_count(self) -> int:
        return await self.counting()


@strawberry.type
class EntityNode:
    row: strawberry.Private[entities.Entity]
    name: str
    address: str | None
    version: int

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"Entity:{self.row.id}")

    @strawberry.field
    def kind(self) -> str:
        return self.row.kind.name

    @strawberry.field
    async def region(self, info: Info) -> Region:
        return region_of(await context(info).load("region", self.row.region_code))

    @strawberry.field
    async def hazards(self, info: Info, first: int = 20) -> Hazards:
        async def rows() -> Sequence[hazards.Hazard]:
            found: Sequence[hazards.Hazard] = (await context(info).load("hazards", self.row.id))[:first]
            return found

        async def count() -> int:
            return cast("int", await context(info).load("hazard count", self.row.id))

        return Hazards(rows=rows, counting=count)

    @strawberry.field
    async def actions(self, info: Info) -> Actions:
        return Actions(nodes=[], total_count=await context(info).load("action count", self.row.id))

    @strawberry.field
    async def fireworks(self, info: Info) -> Fireworks | None:
        row = await context(info).load("fireworks", self.row.id)
        return row and Fireworks(
            actual_persons=row.data.get("actual_persons"), approved_persons=row.data.get("approved_persons")
        )


def entity_of(row: entities.Entity) -> EntityNode:
    return EntityNode(row=row, name=row.name, address=row.address, version=row.version)


@strawberry.type
class Entities:
    nodes: list[EntityNode]


@strawberry.type
class FigureRows:
    rows: list[FigureRow]


@strawberry.type
class FigureRow:
    keys: list[Named]
    values: list[Named]


@strawberry.type
class Named:
    name: str
    value: str | None


@strawberry.type
class Query:
    @strawberry.field
    async def hazard(self, info: Info, id: strawberry.ID) -> HazardNode | None:  # noqa: A002 - the argument's name
        _, entity_id, id_ = id.split(":")
        model = hazards.Hazard
        query = sa.select(model).where(model.entity_id == UUID(entity_id), model.id == UUID(id_))
        row = await context(info).session.scalar(context(info).within(query, model.region_code))
        return row and hazard_of(row)

    @strawberry.field
    def hazards(self, info: Info, first: int, filter: JSON, order_by: JSON) -> Hazards:  # noqa: A002
        model, asked = hazards.Hazard, context(info)
        chosen = sa.select(model).where(
            model.level == hazards.HazardLevel.MAJOR, model.stage == hazards.Stage.RECTIFYING
        )
        query = asked.within(chosen, model.region_code)

        async def rows() -> Sequence[hazards.Hazard]:
            async with asked.lock:
                return (await asked.session.scalars(query.order_by(model.due_on, model.id).limit(first))).all()

        async def count() -> int:
            async with asked.lock:
                return await asked.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0

        return Hazards(rows=rows, counting=count)

    @strawberry.field
    async def entities(self, info: Info, first: int, filter: JSON) -> Entities:  # noqa: A002
        model, given = entities.Entity, cast("dict[str, Any]", filter)
        query = context(info).within(sa.select(model), model.region_code)
        if "fireworks" in given:
            profile = aliased(entities.Profile)
            query = query.join(profile, sa.and_(profile.entity_id == model.id, profile.sector == "fireworks")).where(
                profile.data["actual_persons"].astext.cast(sa.BigInteger) > given["fireworks"]["actualPersons"]["gt"]
            )
        rows = await context(info).session.scalars(query.order_by(model.name, model.id).limit(first))
        return Entities(nodes=[entity_of(row) for row in rows])

    @strawberry.field
    async def figures(
        self,
        info: Info,
        names: JSON,
        group_by: JSON,
        filter: JSON,  # noqa: A002
        within: RegionCodeFilter | None = None,  # nobody asks: it names the type for the documents' variables
    ) -> FigureRows:
        model = hazards.Hazard
        province = sa.func.left(model.region_code, sa.literal_column("2"))
        keys = (province, model.level, model.stage)
        query = sa.select(*keys, sa.func.count()).group_by(*keys).order_by(*keys)
        rows = await context(info).session.execute(context(info).within(query, model.region_code))
        return FigureRows(rows=[figure_row(*row) for row in rows])


def figure_row(province: str, level: hazards.HazardLevel, stage: hazards.Stage, count: int) -> FigureRow:
    words = {"PROVINCE": province, "LEVEL": level.name, "STAGE": stage.name}
    keys = [Named(name=name, value=value) for name, value in words.items()]
    return FigureRow(keys=keys, values=[Named(name="HAZARDS_FOUND", value=str(count))])


@strawberry.type
class UserError:
    code: str


@strawberry.type
class Registered:
    entity: EntityNode
    user_errors: list[UserError]


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def register_entity(self, info: Info, input: RegisterEntityInput) -> Registered:  # noqa: A002
        given, session, now = input, context(info).session, datetime.now(UTC)
        region = given["regionCode"]
        if not region.startswith(context(info).region or ""):
            raise PermissionError(region)
        entity = entities.Entity(
            id=uuid7(),
            name=given["name"],
            kind=entities.EntityKind[given["kind"]],
            region_code=region,
            address=given["address"],
            registered_at=now,
        )
        session.add(entity)
        await session.flush()
        of_entity = {"entity_id": entity.id, "region_code": region}
        session.add_all(
            entities.Profile(**of_entity, sector=name, data={}, updated_at=now) for name in given["sectors"]
        )
        told = {"kind": "entity_registered", "subject_kind": "entity", "subject_id": entity.id, "actor_id": OFFICER}
        session.add(Event(**of_entity, **told, at=now, data={"name": entity.name, "sectors": given["sectors"]}))
        await session.commit()
        return Registered(entity=entity_of(entity), user_errors=[])


class Application(GraphQL[Context, None]):
    """A session for each request, and nothing shared but the pool."""

    def __init__(self, url: str) -> None:
        super().__init__(strawberry.Schema(Query, Mutation, config=StrawberryConfig(scalar_map=SCALARS)))
        self.engine: AsyncEngine = create_async_engine(
            url, pool_size=10, max_overflow=0, connect_args={"server_settings": {"timezone": "Asia/Shanghai"}}
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            scope["session"] = session
            await super().__call__(scope, receive, send)

    async def get_context(self, request: Any, response: Response) -> Context:  # type: ignore[override]  # ours alone
        asked = cast("Request", request)
        return Context(asked.scope["session"], REGIONS[asked.headers["authorization"]])


app = Application(os.environ["BENCH_DATABASE_URL"])
