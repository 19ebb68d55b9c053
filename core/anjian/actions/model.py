"""Supervision actions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, Versioned, to_sibling, within_places


class ActionKind(StrEnum):
    """Lighter first; listed supervision and joint punishment stand beside the row."""

    ORDER_IMMEDIATE = "order_immediate"  # 责令立即排除
    ORDER_TIMED = "order_timed"  # 责令限期整改
    SUPERVISION_ORDER = "supervision_order"  # 督办
    WARNING_LETTER = "warning_letter"  # 警示函
    INTERVIEW = "interview"  # 约谈
    CIRCULAR = "circular"  # 通报
    EXPOSURE = "exposure"  # 曝光
    EVACUATION = "evacuation"  # 撤出作业人员
    TEMPORARY_SUSPENSION = "temporary_suspension"  # 暂时停产停业
    SEALING = "sealing"  # 查封
    DETENTION = "detention"  # 扣押
    POWER_CUT = "power_cut"  # 停止供电
    FINE = "fine"  # 罚款
    DAILY_FINE = "daily_fine"  # 按日连续处罚
    SUSPENSION = "suspension"  # 停产停业整顿
    LICENSE_SUSPENSION = "license_suspension"  # 暂扣许可证照
    LICENSE_REVOCATION = "license_revocation"  # 吊销许可证照
    CLOSURE = "closure"  # 关闭; a department may only propose it
    CRIMINAL_TRANSFER = "criminal_transfer"  # 移送司法机关
    DISCIPLINE_TRANSFER = "discipline_transfer"  # 移交纪检监察
    LISTED_SUPERVISION = "listed_supervision"  # 挂牌督办
    JOINT_PUNISHMENT = "joint_punishment"  # 联合惩戒


class Action(OfEntity, Versioned, Record):
    """One step a public body took towards one entity, with its basis, document and signer."""

    __tablename__ = "action"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        to_sibling("inspection", "inspection_id"),
        sa.CheckConstraint("(kind IN ('fine', 'daily_fine')) = (amount_fen IS NOT NULL)", name="fines_have_amounts"),
        sa.CheckConstraint("amount_fen > 0", name="positive_amount"),
        *within_places("action", "issued_on", "id"),
        sa.Index(None, "issued_on", "id"),
        sa.Index("ix_action_campaign", "campaign_id", "kind", "issued_on", "region_code", "entity_id"),
        sa.Index(None, "entity_id", "hazard_id"),
    )

    kind: Mapped[ActionKind]
    sector: Mapped[Code]
    campaign_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaign.id"))
    hazard_id: Mapped[UUID | None]  # empty: towards the entity as a whole
    inspection_id: Mapped[UUID | None]
    issued_on: Mapped[date]
    due_on: Mapped[date | None]  # the term it sets; empty where it sets none
    document_no: Mapped[str | None]
    basis: Mapped[str]  # the article it rests on
    content: Mapped[str | None]
    issuer_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))
    signed_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    amount_fen: Mapped[int | None] = mapped_column(sa.BigInteger)
    served_on: Mapped[date | None]
    issued_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
