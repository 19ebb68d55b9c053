"""Entities, profiles and observations."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID, uuid7
from anjian.database.record import Code, OfEntity, Record, Versioned, to_sibling, within_places
from anjian.words import Choice


class EntityKind(Choice):
    """What is supervised."""

    ENTERPRISE = "enterprise", "企业", "an enterprise"
    SITE = "site", "场所（厂区）", "a site of an enterprise"
    PROJECT = "project", "建设项目", "a construction project"
    PLACE = "place", "公共场所", "a public place"
    FLEET = "fleet", "车队", "a fleet"
    BUILDING = "building", "建筑物", "a building"


class CoordinateSystem(Choice):
    """The datum a coordinate was given in; GCJ02 and BD09 are shifted by law and never pass for WGS84."""

    WGS84 = "wgs84", "世界大地坐标系", "the datum of GPS"
    CGCS2000 = "cgcs2000", "国家大地坐标系", "the national datum"
    GCJ02 = "gcj02", "国测局加偏坐标", "shifted by the national bureau"
    BD09 = "bd09", "百度加偏坐标", "shifted once more by Baidu"


class Entity(Versioned, Record):
    """One enterprise, site, project, place, fleet or building under supervision: the root of all that happens there."""

    __tablename__ = "entity"
    __table_args__ = (
        sa.CheckConstraint("(longitude IS NULL) = (latitude IS NULL)", name="whole_coordinates"),
        sa.CheckConstraint("(longitude IS NULL) = (coordinate_system IS NULL)", name="named_coordinates"),
        sa.Index(None, "region_code", "id"),
        *within_places("entity", "name", "id"),
        sa.Index(None, "name", "id"),
        sa.Index(None, "registered_at", "id"),
        sa.Index(None, "predecessor_id"),
        sa.CheckConstraint("predecessor_id <> id", name="no_heir_of_itself"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    name: Mapped[str]
    kind: Mapped[EntityKind]
    credit_code: Mapped[Code | None]  # 统一社会信用代码; empty for parts of an enterprise and unregistered places
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    address: Mapped[str | None]
    predecessor_id: Mapped[
        UUID | None
    ]  # 前身: whose place it took over. No key refers there: it may lie on another shard
    longitude: Mapped[Decimal | None] = mapped_column(sa.Numeric(10, 7))  # as given, in coordinate_system
    latitude: Mapped[Decimal | None] = mapped_column(sa.Numeric(10, 7))
    coordinate_system: Mapped[CoordinateSystem | None]
    invented: Mapped[bool] = mapped_column(server_default=sa.false())  # made up for a demonstration
    registered_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())


class EntityIdentifier(Record):
    """One identifier, one entity: written before the entity, so that a credit code is unique across all shards.

    ``kind`` tells the scheme: ``credit_code`` (GB 32100), or an alias such as an old registration number.
    """

    __tablename__ = "entity_identifier"

    kind: Mapped[Code] = mapped_column(primary_key=True)
    value: Mapped[Code] = mapped_column(primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(index=True)


class Profile(Versioned, Record):
    """What one sector knows of one entity: the latest observations, typed by the plugin's profile.

    Its presence means "supervised under this sector". A key that is absent was never observed.
    """

    __tablename__ = "profile"
    __table_args__ = (
        sa.Index(None, "sector", "region_code", "entity_id"),
        sa.Index(None, "sector", "schema_version", "entity_id"),
    )

    entity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entity.id"), primary_key=True)
    sector: Mapped[Code] = mapped_column(primary_key=True)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    data: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    schema_version: Mapped[int] = mapped_column(server_default="1")  # of the plugin's profile that wrote ``data``
    updated_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())


class Observation(OfEntity, Record):
    """One fact as somebody saw it: never changed, only followed by a later one."""

    __tablename__ = "observation"
    __table_args__ = (
        to_sibling("inspection", "inspection_id"),
        sa.Index(None, "entity_id", "sector", "fact", "true_on", "learned_at"),
    )

    sector: Mapped[Code]
    fact: Mapped[Code]
    value: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))  # empty: derived before, unknown since
    true_on: Mapped[date]  # when it was so
    learned_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())  # when we were told
    inspection_id: Mapped[UUID | None]  # empty: recorded outside an inspection
    observed_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    upgraded_to: Mapped[int | None]  # told again by an upgrade to this version; empty: as somebody saw it
