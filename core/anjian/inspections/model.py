"""Checklists, inspections, answers and judgements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, Versioned, to_sibling, within_places
from anjian.words import Choice


class InspectionKind(Choice):
    """In what manner it was inspected."""

    SELF_INSPECTION = "self_inspection", "企业自查", "by the enterprise itself"
    GUIDANCE = "guidance", "帮扶指导", "guidance"
    ENFORCEMENT = "enforcement", "执法检查", "enforcement"
    SUPERVISION = "supervision", "督查", "supervision of those who inspect"
    COVERT = "covert", "暗查暗访", "covert"
    CROSS_REGION = "cross_region", "异地交叉检查", "by a team of another region"
    EXPERT = "expert", "专家体检", "a check-up by experts"
    LEADER_LED = "leader_led", "领导带队检查", "led by a leader"
    LOOK_BACK = "look_back", "回头看", "a look back at what was closed"


class AnswerResult(Choice):
    """How an item was answered; what was not checked never counts as passed."""

    PASS = "pass", "合格", "as it should be"
    FAIL = "fail", "不合格", "not as it should be"
    NOT_APPLICABLE = "not_applicable", "不适用", "does not apply here"
    NOT_CHECKED = "not_checked", "未检查", "not checked"


class StoredVerdict(Choice):
    """What a rule said of the facts on a day; a person confirms."""

    MAJOR = "major", "重大", "a major hazard"
    NOT_MAJOR = "not_major", "非重大", "no major hazard"
    UNDECIDED = "undecided", "未能判定", "undecided: facts are missing"


class Checklist(Record):
    """A published edition of a checklist. A version used once never changes: ``digest`` pins its content."""

    __tablename__ = "checklist"

    code: Mapped[Code] = mapped_column(primary_key=True)
    version: Mapped[Code] = mapped_column(primary_key=True)
    sector: Mapped[Code | None] = mapped_column(index=True)  # empty for one that every sector may use
    title_zh: Mapped[str]
    title_en: Mapped[str]
    basis_zh: Mapped[str | None]
    basis_en: Mapped[str | None]
    digest: Mapped[str]
    retired: Mapped[bool] = mapped_column(server_default=sa.false())  # no installed plugin offers it any more


class ChecklistItem(Record):
    """检查内容、检查方式、问题表现、整改要求."""

    __tablename__ = "checklist_item"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["checklist_code", "checklist_version"], ["checklist.code", "checklist.version"], ondelete="CASCADE"
        ),
    )

    checklist_code: Mapped[Code] = mapped_column(primary_key=True)
    checklist_version: Mapped[Code] = mapped_column(primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)
    position: Mapped[int]
    content_zh: Mapped[str]
    content_en: Mapped[str]
    method_zh: Mapped[str]
    method_en: Mapped[str]
    problem_zh: Mapped[str]
    problem_en: Mapped[str]
    rectification_zh: Mapped[str]
    rectification_en: Mapped[str]
    facts: Mapped[list[str]] = mapped_column(server_default="{}")  # what an answer observes
    sector: Mapped[Code | None]  # that of the checklist, and of the facts
    asks: Mapped[list[str]] = mapped_column(server_default="{}")  # the facts whose values are entered with the answer
    observes: Mapped[dict[str, Any]] = mapped_column(server_default="{}")  # {fact: {result: value}}


class Rule(Record):
    """A major-hazard rule (判定条款) as a plugin declared it, kept after the plugin is gone: old verdicts cite it."""

    __tablename__ = "rule"

    code: Mapped[Code] = mapped_column(primary_key=True)
    sector: Mapped[Code] = mapped_column(index=True)
    title_zh: Mapped[str]
    title_en: Mapped[str]
    standard: Mapped[str]  # number of the standard or document
    standard_title_zh: Mapped[str]
    standard_title_en: Mapped[str]
    edition: Mapped[str]
    item: Mapped[str]  # 条款
    effective_from: Mapped[date]
    effective_until: Mapped[date | None]
    confidence: Mapped[str]  # verified, or recalled: then it only prompts a person
    rectification_zh: Mapped[str | None]
    rectification_en: Mapped[str | None]
    expression: Mapped[dict[str, Any]]
    extends: Mapped[Code | None]  # the rule of a wider region to which a stricter local one adds
    region_code: Mapped[Code | None]  # it judges only there; empty for the nation
    text: Mapped[str | None]  # as a person writes it in a sector's YAML
    facts: Mapped[list[str]] = mapped_column(server_default="{}")  # those it mentions
    wording_zh: Mapped[dict[str, Any] | None]  # {"text", "tree"}; empty only until the next start
    wording_en: Mapped[dict[str, Any] | None]
    retired: Mapped[bool] = mapped_column(server_default=sa.false())


class Inspection(OfEntity, Versioned, Record):
    """One visit to one entity (家次): who looked, when, with which checklist."""

    __tablename__ = "inspection"
    __table_args__ = (
        sa.ForeignKeyConstraint(["checklist_code", "checklist_version"], ["checklist.code", "checklist.version"]),
        *within_places("inspection", "inspected_on", "id"),
        sa.Index(None, "inspected_on", "id"),
        sa.Index("ix_inspection_campaign", "campaign_id", "inspected_on", "kind", "region_code", "entity_id"),
        sa.Index(None, "team_id"),
        sa.CheckConstraint("opened_on IS NULL OR kind = 'covert'", name="only_covert_ones_are_opened"),
        sa.CheckConstraint("posted_on IS NULL OR kind = 'self_inspection'", name="only_self_inspections_are_posted"),
        sa.CheckConstraint("(posted_on IS NULL) = (principal IS NULL)", name="posted_with_a_signature"),
        sa.Index("ix_inspection_unposted", "posting_due_on", postgresql_where=sa.text("posted_on IS NULL")),
    )

    kind: Mapped[InspectionKind]
    sector: Mapped[Code]
    inspected_on: Mapped[date]
    campaign_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaign.id"))
    team_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("team.id"))
    inspector_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    checklist_code: Mapped[Code | None]
    checklist_version: Mapped[Code | None]
    document_no: Mapped[str | None]  # 文书号
    signers: Mapped[list[str]] = mapped_column(server_default="{}")
    conclusion: Mapped[str | None]
    submitted_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    opened_on: Mapped[date | None]  # 暗查暗访向被查单位公开的日期; until then nothing of it is shown there
    posting_due_on: Mapped[date | None]  # 自查: the last day to post it inside the unit
    posted_on: Mapped[date | None]  # 自查情况在单位内部公布的日期
    posted_at: Mapped[str | None]  # 公布地点
    principal: Mapped[str | None]  # 签字的主要负责人


class Answer(Record):
    """What was found for one checklist item at one inspection."""

    __tablename__ = "answer"
    __table_args__ = (to_sibling("inspection", "inspection_id"),)

    entity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entity.id"), primary_key=True)
    inspection_id: Mapped[UUID] = mapped_column(primary_key=True)
    item_code: Mapped[Code] = mapped_column(primary_key=True)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    result: Mapped[AnswerResult]
    values: Mapped[dict[str, Any]] = mapped_column(server_default="{}")  # measured facts entered with the answer
    note: Mapped[str | None]


class Judgement(OfEntity, Record):
    """One rule applied to one entity on one day. Never changed: a later judgement follows it."""

    __tablename__ = "judgement"
    __table_args__ = (
        to_sibling("inspection", "inspection_id"),
        sa.Index(None, "entity_id", "rule_code", "judged_on"),
        *within_places("judgement", "judged_on", "id"),
        sa.Index(None, "judged_on", "id"),
        sa.Index(None, "entity_id", "inspection_id"),
    )

    rule_code: Mapped[Code] = mapped_column(sa.ForeignKey("rule.code"))
    sector: Mapped[Code]
    standard: Mapped[str]
    edition: Mapped[str]
    clause: Mapped[str]
    verdict: Mapped[StoredVerdict]
    judged_on: Mapped[date]
    judged_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    facts: Mapped[dict[str, Any]]  # the facts used, by name
    missing: Mapped[list[str]] = mapped_column(server_default="{}")  # what would still decide it
    explanation: Mapped[dict[str, Any]]  # {"zh": {"text", "facts", "tree"}, "en": …}
    inspection_id: Mapped[UUID | None]
