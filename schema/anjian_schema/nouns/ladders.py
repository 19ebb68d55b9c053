"""递进措施：阶梯、步骤、已采取的步骤."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause

from anjian.ladders.model import Escalation, Ladder, LadderStep
from anjian.words import Title
from anjian_schema.compiler.catalog import PUBLIC, Type
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    has_many,
    identity,
    in_language,
    of_entity_scope,
    region_filter,
    sibling,
    table,
)


def _taken(ladder: FromClause, escalation: FromClause) -> ColumnElement[bool]:
    return escalation.c.ladder_code == ladder.c.code


TYPES = [
    Type(
        "Ladder",
        Title("递进措施阶梯的一个版次。", "One edition of a ladder."),
        [
            identity(Ladder, "Ladder", "id"),
            column(Ladder.code, "编码。", "Its code.", filter=True, sort=True),
            column(Ladder.edition, "版次。", "Its edition.", filter=True, sort=True),
            column(Ladder.status, "草稿、启用、停用。", "Draft, active or retired.", filter=True),
            in_language("title", "title", "名称。", "Its title."),
            column(Ladder.sector, "适用行业；不限时为空。", "The sector it is for; empty: all.", filter=True),
            column(Ladder.level, "适用的隐患等级；不限时为空。", "The level it is for; empty: both.", filter=True),
            column(Ladder.source, "出处。", "Where it comes from."),
            column(Ladder.document, "原文（JSON）。", "As it was written."),
            column(Ladder.saved_at, "保存时间。", "Saved at."),
            column(Ladder.activated_at, "启用时间。", "Activated at."),
            column(Ladder.retired_at, "停用时间。", "Retired at."),
            belongs_to("region", "Region", "适用区划；不限时为空。", "The region it is for.", "region_code", "code"),
            has_many("steps", "LadderStep", "步骤。", "Its steps.", by("id", "ladder_id")),
            has_many("escalations", "Escalation", "已采取的步骤。", "Steps that were taken.", _taken),
        ],
        table(Ladder),
        ("id",),
        PUBLIC,
        order=[("code", False), ("edition", True)],
    ),
    Type(
        "LadderStep",
        Title("阶梯的一步。", "A step of a ladder."),
        [
            column(LadderStep.position, "次序。", "Its place.", sort=True),
            column(LadderStep.name, "名称（编码）。", "Its name."),
            in_language("title", "title", "标题。", "Its title."),
            column(LadderStep.trigger, "触发条件。", "What it waits for."),
            column(LadderStep.number, "天数或次数。", "How many days or times."),
            column(LadderStep.after, "以哪一步为前提；没有前提的为空。", "The step it follows; empty: a first one."),
            column(LadderStep.action, "提请的措施；只提醒的为空。", "The action proposed; empty: a reminder."),
            column(LadderStep.authority, "由哪类机构办理。", "Whose it is."),
            column(LadderStep.term_days, "期限（日）。", "Its term in days."),
            in_language(
                "answer", "answer", "所期待的答复；没有的为空。", "The answer expected, if any.", nullable=True
            ),
            column(LadderStep.basis, "依据。", "The article it rests on."),
        ],
        table(LadderStep),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("ladder_id", "position"),
    ),
    Type(
        "Escalation",
        Title(
            "对一条隐患采取的一步：为何、何时、依哪条规则、产生了什么。",
            "A step taken over a hazard: why, when, by what.",
        ),
        [
            identity(Escalation, "Escalation", "entity_id", "id"),
            column(Escalation.ladder_code, "阶梯编码。", "The ladder's code.", filter=True),
            column(Escalation.step, "步骤。", "The step.", filter=True),
            column(Escalation.round, "隐患此前重新打开的次数。", "How often its hazard had been reopened by then."),
            in_language("title", "title", "标题。", "Its title."),
            in_language("why", "why", "为何采取。", "Why it was taken."),
            column(Escalation.facts, "当时的事实（JSON）。", "The facts that day."),
            column(
                Escalation.action, "提请的措施；只提醒的为空。", "The action proposed; empty: a reminder.", filter=True
            ),
            column(Escalation.authority, "由哪类机构办理。", "Whose it is.", filter=True),
            column(Escalation.climbed_on, "采取日期。", "Taken on.", filter=True, sort=True),
            column(Escalation.answer_by, "期满日期。", "When its term ends.", filter=True, sort=True),
            column(Escalation.answered_on, "答复日期；未答复的为空。", "Answered on.", filter=True),
            column(Escalation.answer, "答复。", "The answer."),
            column(Escalation.stopped_on, "中止日期。", "Stopped on.", filter=True),
            column(Escalation.stop_reason, "中止理由。", "Why it was stopped."),
            column(Escalation.resumed_on, "恢复日期。", "Resumed on.", filter=True),
            column(Escalation.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "对象。", "At which entity.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("ladder", "Ladder", "所依的阶梯版次。", "The edition it follows.", "ladder_id"),
            belongs_to("answeredBy", "Person", "答复人。", "Who answered.", "answered_by"),
            belongs_to("stoppedBy", "Person", "中止人。", "Who stopped it.", "stopped_by"),
            sibling("hazard", "Hazard", "隐患。", "The hazard.", "hazard_id", filter=True),
            sibling("proposal", "Proposal", "产生的提请；只提醒的为空。", "The proposal it made.", "proposal_id"),
        ],
        table(Escalation),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("climbedOn", True)],
        filters=[region_filter()],
    ),
]
