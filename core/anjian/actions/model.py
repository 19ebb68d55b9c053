"""Supervision actions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, Versioned, to_sibling, within_places
from anjian.words import Choice


class ActionKind(Choice):
    """Lighter first; listed supervision and joint punishment stand beside the row."""

    ORDER_IMMEDIATE = "order_immediate", "责令立即排除", "order to remove at once"
    ORDER_TIMED = "order_timed", "责令限期改正", "order to mend by a day"
    SUPERVISION_ORDER = "supervision_order", "督办", "supervision order"
    WARNING_LETTER = "warning_letter", "警示函、提示函", "warning letter"
    INTERVIEW = "interview", "约谈", "interview"
    CIRCULAR = "circular", "通报", "circular"
    EXPOSURE = "exposure", "曝光", "exposure"
    EVACUATION = "evacuation", "责令撤出作业人员", "order people to leave"
    TEMPORARY_SUSPENSION = "temporary_suspension", "责令暂时停产停业、停止使用", "temporary stop"
    SEALING = "sealing", "查封", "sealing"
    DETENTION = "detention", "扣押", "seizure"
    POWER_CUT = "power_cut", "通知停止供电、供应民爆物品", "power or explosives cut off"
    FINE = "fine", "罚款", "fine"
    DAILY_FINE = "daily_fine", "按日连续处罚", "daily fine"
    SUSPENSION = "suspension", "责令停产停业整顿", "stop for rectification"
    LICENSE_SUSPENSION = "license_suspension", "暂扣许可证照", "licence suspended"
    LICENSE_REVOCATION = "license_revocation", "吊销许可证照", "licence revoked"
    CLOSURE = "closure", "予以关闭", "closure"  # a department may only propose it
    CRIMINAL_TRANSFER = "criminal_transfer", "移送司法机关", "transfer to the police"
    DISCIPLINE_TRANSFER = "discipline_transfer", "移交纪检监察", "transfer to discipline bodies"
    LISTED_SUPERVISION = "listed_supervision", "挂牌督办", "listed supervision"
    JOINT_PUNISHMENT = "joint_punishment", "联合惩戒", "joint punishment"


class ServiceMethod(Choice):
    """How a document reached the party."""

    DIRECT = "direct", "直接送达", "handed over"
    LEFT = "left", "留置送达", "left there before witnesses"
    POST = "post", "邮寄送达", "by post"
    ENTRUSTED = "entrusted", "委托送达", "through another body"
    ELECTRONIC = "electronic", "电子送达", "electronically"
    ANNOUNCED = "announced", "公告送达", "by public announcement"


class Action(OfEntity, Versioned, Record):
    """One step a public body took towards one entity, with its basis, document and signer."""

    __tablename__ = "action"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        to_sibling("inspection", "inspection_id"),
        sa.CheckConstraint("(kind IN ('fine', 'daily_fine')) = (amount_fen IS NOT NULL)", name="fines_have_amounts"),
        sa.CheckConstraint("amount_fen > 0", name="positive_amount"),
        sa.CheckConstraint("(served_on IS NULL) OR (served_on >= issued_on)", name="served_after_issue"),
        sa.CheckConstraint("(revoked_on IS NULL) = (revocation IS NULL)", name="revoked_for_a_reason"),
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
    document_no: Mapped[str | None]  # 文书号, as it stands on the document
    document_word: Mapped[str | None]  # 机关代字
    document_year: Mapped[int | None]
    document_sequence: Mapped[int | None]
    basis: Mapped[str]  # the article it rests on
    article: Mapped[dict[str, Any] | None]  # that article as it stood on record when the action was taken
    content: Mapped[str | None]
    issuer_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))
    signed_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    signer_ids: Mapped[list[UUID]] = mapped_column(server_default="{}")  # the officers who signed it
    approved_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # the head, where the law asks for it
    amount_fen: Mapped[int | None] = mapped_column(sa.BigInteger)
    told_at: Mapped[datetime | None]  # when the party was told beforehand
    takes_effect_at: Mapped[datetime | None]
    emergency: Mapped[str | None]  # why it could not be told beforehand
    extended_from: Mapped[date | None]  # the last day of its term before it was extended
    extension: Mapped[str | None]  # why
    served_on: Mapped[date | None]
    served_how: Mapped[ServiceMethod | None]
    received_by: Mapped[str | None]
    refusal: Mapped[str | None]  # 拒绝签收: what was noted, and who witnessed it
    complied_on: Mapped[date | None]
    compliance: Mapped[str | None]
    checked_by: Mapped[list[UUID]] = mapped_column(server_default="{}")
    lifted_on: Mapped[date | None]  # 解除: resumption consented to, seal lifted, taken off the board
    lifting: Mapped[str | None]
    lifted_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))
    revoked_on: Mapped[date | None]  # 撤销: by its issuer or a body above
    revocation: Mapped[str | None]
    revoked_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))
    issued_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())


class DocumentNumber(Record):
    """One number, one document of its issuing body: written before the action, and so unique across all shards.

    A document may order several hazards of one entity mended: it is the same one if entity, kind and day are the same.
    """

    __tablename__ = "document_number"

    issuer_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organization.id"), primary_key=True)
    number: Mapped[Code] = mapped_column(primary_key=True)  # however its brackets and zeros were written
    entity_id: Mapped[UUID]
    kind: Mapped[ActionKind]
    issued_on: Mapped[date]


class Proposal(OfEntity, Versioned, Record):
    """提请、建议: an action that somebody asks of the body that may take it."""

    __tablename__ = "proposal"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        to_sibling("action", "action_id", name="fk_proposal_action"),
        sa.CheckConstraint("(declined_on IS NULL) = (refusal IS NULL)", name="declined_for_a_reason"),
        sa.CheckConstraint("action_id IS NULL OR declined_on IS NULL", name="one_answer"),
        *within_places("proposal", "proposed_on", "id"),
        sa.Index(None, "proposed_on", "id"),
        sa.Index(None, "entity_id", "hazard_id"),
    )

    kind: Mapped[ActionKind]
    sector: Mapped[Code]
    hazard_id: Mapped[UUID | None]
    reason: Mapped[str]  # the facts it rests on
    basis: Mapped[str]
    proposed_on: Mapped[date]
    proposer_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))  # empty: a ladder did
    proposed_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    answer_by: Mapped[date | None]  # when an answer is expected
    action_id: Mapped[UUID | None]  # what came of it
    declined_on: Mapped[date | None]
    refusal: Mapped[str | None]
    decided_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
