"""Events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID, uuid7
from anjian.database.record import Code, Record
from anjian.words import Choice

CURRENT_TRANSACTION = sa.text("pg_current_xact_id()::text::bigint")


class EventKind(Choice):
    """What happened, in the past tense of the domain."""

    ENTITY_REGISTERED = "entity_registered", "对象已登记", "an entity was registered"
    ENTITY_CHANGED = "entity_changed", "对象信息已变更", "an entity was changed"
    FACTS_RECORDED = "facts_recorded", "事实已登记", "facts were recorded"
    LEDGER_UPDATED = "ledger_updated", "台账已更新", "a ledger was updated"
    PROFILE_UPGRADED = "profile_upgraded", "档案已升级", "a profile was brought up to a new version"
    ROWS_WRITTEN = "rows_written", "插件的表已写入", "rows of a plugin's own table were written"
    INSPECTION_SUBMITTED = "inspection_submitted", "检查已提交", "an inspection was submitted"
    HAZARD_FOUND = "hazard_found", "发现隐患", "a hazard was found"
    RECTIFICATION_ORDERED = "rectification_ordered", "已责令整改", "rectification was ordered"
    RECTIFICATION_SUBMITTED = "rectification_submitted", "整改已提交", "rectification was submitted"
    RECTIFICATION_ACCEPTED = "rectification_accepted", "验收通过", "rectification was accepted"
    RECTIFICATION_REJECTED = "rectification_rejected", "验收不通过", "rectification was rejected"
    HAZARD_CLOSED = "hazard_closed", "隐患已销号", "a hazard was closed"
    ACTION_ISSUED = "action_issued", "措施已作出", "an action was issued"
    EVIDENCE_ATTACHED = "evidence_attached", "证据已附上", "evidence was attached"
    ACTION_SERVED = "action_served", "文书已送达", "an action was served"
    ACTION_COMPLIED = "action_complied", "措施已履行", "an action was complied with"
    ACTION_EXTENDED = "action_extended", "措施已延期", "an action was extended"
    ACTION_LIFTED = "action_lifted", "措施已解除", "an action was lifted"
    ACTION_REVOKED = "action_revoked", "措施已撤销", "an action was revoked"
    ACTION_PROPOSED = "action_proposed", "措施已建议", "an action was proposed"
    PROPOSAL_DECLINED = "proposal_declined", "建议未采纳", "a proposal was declined"
    LISTING_PUBLISHED = "listing_published", "挂牌已公告", "a listing was announced"
    CONFLICT_DECLARED = "conflict_declared", "已申报利害关系", "a conflict of interest was declared"
    HAZARD_ATTRIBUTED = "hazard_attributed", "隐患已归属行动", "a hazard was attributed to a campaign"
    ESCALATED = "escalated", "已递进", "a step of a ladder was taken"
    ESCALATION_ANSWERED = "escalation_answered", "递进已答复", "a step of a ladder was answered"
    ESCALATION_STOPPED = "escalation_stopped", "递进已中止", "a ladder was stopped"
    ESCALATION_RESUMED = "escalation_resumed", "递进已恢复", "a ladder was resumed"
    HAZARD_ASSESSED = "hazard_assessed", "隐患已定级", "a hazard was assessed"
    LEVEL_PROPOSED = "level_proposed", "级别待复核", "a level was proposed"
    LEVEL_CONFIRMED = "level_confirmed", "级别已复核同意", "a level was confirmed"
    LEVEL_REFUSED = "level_refused", "级别复核不同意", "a level was refused"
    FIXED_ON_THE_SPOT = "fixed_on_the_spot", "已当场整改", "a hazard was mended on the spot"
    MAJOR_HAZARD_REPORTED = "major_hazard_reported", "重大隐患已上报", "a major hazard was reported"
    PLAN_SUBMITTED = "plan_submitted", "整改方案已提交", "a rectification plan was submitted"
    PLAN_APPROVED = "plan_approved", "整改方案已批准", "a rectification plan was approved"
    PLAN_RETURNED = "plan_returned", "整改方案已退回", "a rectification plan was returned"
    PROTECTION_RECORDED = "protection_recorded", "防护措施已登记", "protection in the meantime was recorded"
    EXTENSION_REQUESTED = "extension_requested", "已申请延期", "an extension was requested"
    EXTENSION_APPROVED = "extension_approved", "延期已批准", "an extension was approved"
    EXTENSION_REFUSED = "extension_refused", "延期未批准", "an extension was refused"
    HAZARD_REOPENED = "hazard_reopened", "隐患已重新打开", "a hazard was reopened"
    INSPECTION_OPENED = "inspection_opened", "暗查已公开", "a covert inspection was opened"
    LOOK_BACK_PLANNED = "look_back_planned", "回头看已安排", "a look-back was planned"
    LOOK_BACK_DONE = "look_back_done", "回头看已完成", "a look-back was done"
    SELF_INSPECTION_POSTED = "self_inspection_posted", "自查已公布", "a self-inspection was posted"
    OPINION_ISSUED = "opinion_issued", "意见书已出具", "a written opinion was issued"


class SubjectKind(Choice):
    """Which noun an event speaks of."""

    ENTITY = "entity", "监管对象", "an entity"
    INSPECTION = "inspection", "检查", "an inspection"
    HAZARD = "hazard", "隐患", "a hazard"
    ACTION = "action", "监管措施", "an action"
    PROPOSAL = "proposal", "措施建议", "a proposal"
    LISTING = "listing", "挂牌督办", "a listing"
    ESCALATION = "escalation", "递进", "an escalation"


class Event(Record):
    """One change: the audit log, the timeline and the feeds all read this line. Never changed, never deleted."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index(None, "entity_id", "subject_id", "at", "id"),
        sa.Index(None, "at", "id"),
        sa.Index(None, "transaction_id", "id"),
    )

    entity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entity.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    region_code: Mapped[Code]  # the entity's own; its foreign key stands there
    kind: Mapped[EventKind]
    subject_kind: Mapped[SubjectKind]
    subject_id: Mapped[UUID]
    inspection_id: Mapped[UUID | None]  # of which it came; whoever must not know of that one is not shown this line
    actor_id: Mapped[UUID | None]  # empty: the system itself
    data: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    trace_id: Mapped[str | None]
    # The transaction that wrote it, by PostgreSQL's own count. Delivery follows it: what happened earlier may be
    # committed later, and neither ``at`` nor ``id`` tells when everything before a line has been written.
    transaction_id: Mapped[int] = mapped_column(sa.BigInteger, server_default=CURRENT_TRANSACTION)


class EventBookmark(Record):
    """How far a plugin has been told: each event up to this one it has taken, or it was parked."""

    __tablename__ = "event_bookmark"

    plugin: Mapped[Code] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(sa.BigInteger)
    event_id: Mapped[UUID]


class ParkedEvent(Record):
    """An event that a plugin could not take, however often it was told; kept for whoever mends the plugin."""

    __tablename__ = "parked_event"

    plugin: Mapped[Code] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str]
    parked_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
