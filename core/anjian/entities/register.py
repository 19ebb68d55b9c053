"""Registers an entity: from here on it is supervised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from anjian.codes.coordinates import Point
from anjian.codes.credit_code import CreditCode
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, Of
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import CoordinateSystem, Entity, EntityIdentifier, EntityKind, Profile
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.plugin import Sector
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """A place as it was measured, and the datum it was measured in."""

    words: ClassVar[Title] = Title("实测位置及其坐标系", "A place as it was measured, and the datum it was measured in")

    longitude: Annotated[Decimal, Title("经度，单位为度", "degrees east")]
    latitude: Annotated[Decimal, Title("纬度，单位为度", "degrees north")]
    system: Annotated[CoordinateSystem, Title("坐标系", "the datum they were given in")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntity(Command):
    """登记监管对象."""

    name: Annotated[str, Title("名称", "its name"), Limit(200)]
    kind: Annotated[EntityKind, Title("类别", "what it is")]
    region_code: Annotated[str, Title("所在行政区划代码", "code of the region it lies in"), Limit(40)]
    credit_code: Annotated[
        str | None, Title("统一社会信用代码；未独立登记的场所为空", "empty for places without their own"), Limit(200)
    ] = None
    address: Annotated[str | None, Title("地址", "its address"), Limit(200)] = None
    coordinates: Annotated[Coordinates | None, Title("坐标", "where it lies")] = None
    predecessor_id: Annotated[
        UUID | None,
        Title("前身：接手同一场所时，原监管对象", "whose place it took over: the entity that was there"),
        Of("Entity"),
    ] = None
    sectors: Annotated[tuple[str, ...], Title("行业领域", "the sectors it is supervised under"), Limit(200)] = ()


class CreditCodeTaken(AnjianError):
    code = "CREDIT_CODE_TAKEN"
    words = Title(
        "统一社会信用代码 {credit_code} 已登记；请查找已有的监管对象，不要重复登记",
        "an entity with the credit code {credit_code} is registered already: find it, do not register it twice",
    )


class OutsideYourRegion(AnjianError):
    code = "OUTSIDE_YOUR_REGION"
    words = Title(
        "行政区划 {region} 不在您的辖区（{yours}）内；请由当地部门登记",
        "the region {region} is not under yours ({yours}): let its own department register it",
    )


async def register_entity(desk: Desk, command: RegisterEntity) -> Entity:
    with Review() as review:
        with review.of("regionCode"):
            region_code = await known_region(desk, command.region_code)
        with review.of("creditCode"):
            credit_code = command.credit_code and CreditCode.parse(command.credit_code).text
        with review.of("coordinates"):
            check_place(command.coordinates)
        with review.of("predecessorId"):
            if command.predecessor_id is not None and await lookup.taken(desk, command.predecessor_id) is None:
                raise lookup.NotFound(noun_zh="该前身", noun_en="predecessor")
        sectors = known_sectors(desk, review, command.sectors)
    entity = await registered(desk, command, region_code, credit_code)
    supervise(desk, entity, sectors)
    log(desk, EventKind.ENTITY_REGISTERED, entity, name=entity.name, sectors=[sector.name for sector in sectors])
    return entity


async def known_region(desk: Desk, text: str) -> str:
    code = canonical(text)
    if await desk.session.get(Region, code) is None:
        raise UnknownRegion(region=code)
    if not code.startswith(desk.viewer.region_code or ""):
        raise OutsideYourRegion(region=code, yours=desk.viewer.region_code)
    return code


def check_place(coordinates: Coordinates | None) -> None:
    if coordinates is not None:
        Point(float(coordinates.longitude), float(coordinates.latitude), coordinates.system)


def known_sectors(desk: Desk, review: Review, names: Sequence[str]) -> list[Sector]:
    found = []
    for place, name in enumerate(names):
        with review.of("sectors", place):
            found.append(lookup.sector(desk, name))
    return list({sector.name: sector for sector in found}.values())


async def registered(desk: Desk, command: RegisterEntity, region_code: str, credit_code: str | None) -> Entity:
    place = command.coordinates
    entity = Entity(
        id=uuid7(),
        name=command.name.strip(),
        kind=command.kind,
        credit_code=credit_code,
        region_code=region_code,
        address=command.address,
        longitude=place and place.longitude,
        latitude=place and place.latitude,
        coordinate_system=place and place.system,
        predecessor_id=command.predecessor_id,
        registered_at=desk.now,
    )
    if credit_code is not None:
        await reserve(desk, credit_code, entity.id)
    desk.session.add(entity)
    await desk.session.flush()
    return entity


async def reserve(desk: Desk, credit_code: str, entity_id: UUID) -> None:
    """Two who register one code at once: the second waits here for the first, then hears that it is taken."""
    row = {"kind": "credit_code", "value": credit_code, "entity_id": entity_id}
    claim = insert(EntityIdentifier).on_conflict_do_nothing().returning(sa.literal(1))
    if await desk.session.scalar(claim, row) is None:
        raise CreditCodeTaken(credit_code=credit_code, path=("creditCode",))


def supervise(desk: Desk, entity: Entity, sectors: Sequence[Sector]) -> None:
    desk.session.add_all(empty_profile(desk, entity, sector) for sector in sectors)


def empty_profile(desk: Desk, entity: Entity, sector: Sector) -> Profile:
    return Profile(
        entity_id=entity.id,
        sector=sector.name,
        region_code=entity.region_code,
        data={},
        schema_version=sector.profile.schema_version,
        updated_at=desk.now,
    )
