"""隐患、整改、验收."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.actions.articles import Confidence
from anjian.actions.leniency import LENIENCY, Leniency, LeniencyOutcome
from anjian.hazards.model import Acceptance, Hazard, Rectification, Stage
from anjian.words import Language, Title
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, ToOne, Type
from anjian_schema.compiler.leaves import BOOLEAN, INT, STRING, enum_leaf
from anjian_schema.declare import (
    belongs_to,
    column,
    expression,
    has_many,
    identity,
    key,
    keys,
    of_entity_scope,
    region_filter,
    sibling,
    siblings,
    table,
    word,
)
from anjian_schema.inputs import as_enum
from anjian_schema.next_steps import next_steps_for
from anjian_schema.nouns.evidence import files_of
from anjian_schema.nouns.figures import figure_filter
from anjian_schema.nouns.reports import reported_filter


def _overdue(row: FromClause, asked: Asked) -> ColumnElement[bool]:
    """The same rule as ``anjian.figures``: past its term and not closed."""
    return sa.and_(row.c.stage != sa.literal_column(f"'{Stage.CLOSED.value}'"), row.c.due_on < asked.today).is_(
        sa.true()
    )


def _days_overdue(row: FromClause, asked: Asked) -> ColumnElement[int]:
    return sa.case((_overdue(row, asked), asked.today - row.c.due_on), else_=sa.literal_column("0"))


def _signed_by(acceptance: FromClause, person: FromClause) -> ColumnElement[bool]:
    return person.c.id == sa.any_(acceptance.c.signer_ids)


def _next_steps(row: FromClause, _: Any, asked: Asked) -> ColumnElement[Any]:
    """The table of a hazard's life, looked up by level and stage: one value bound for all hazards of the answer."""
    table_of_life = asked.bind(lambda run: orjson.dumps(next_steps_for(run.viewer)).decode(), JSONB())
    here = sa.func.concat(row.c.level, word("/"), row.c.stage)
    return table_of_life.op("->", return_type=JSONB())(here)


def _leniency(row: FromClause, _arguments: Mapping[str, Argument], asked: Asked) -> ColumnElement[Any]:
    """The line that speaks of the hazard, in the reader's language."""
    lines = [(line.holds(row, asked.today), _line(asked, line)) for line in LENIENCY]
    return sa.case(*lines, else_=sa.null())


def _line(asked: Asked, line: Leniency) -> ColumnElement[Any]:
    return asked.bind(lambda run: leniency_said(line, run.viewer.language), JSONB())


def leniency_said(line: Leniency, language: Language) -> str:
    said = {
        "outcome": line.outcome.value,
        "rule": line.code,
        "says": Title(line.zh, line.en).in_language(language),
        "basis": line.basis,
        "confidence": line.confidence.value,
    }
    return json.dumps(said, ensure_ascii=False)


def _came_back(hazard: FromClause, earlier: FromClause) -> ColumnElement[bool]:
    return sa.and_(earlier.c.entity_id == hazard.c.repeat_entity_id, earlier.c.id == hazard.c.repeat_of)


def _comes_back(hazard: FromClause, later: FromClause) -> ColumnElement[bool]:
    return _came_back(later, hazard)


TYPES = [
    Type(
        "NextStep",
        Title("一个可办理的事项。", "One step that may be taken."),
        [
            key("command", STRING, "所用的命令。", "The command that takes it."),
            key("title", STRING, "名称。", "What it is called."),
            key(
                "to",
                enum_leaf(Stage),
                "办理后的阶段；阶段不变时为空。",
                "Where it leads; empty: nowhere.",
                nullable=True,
            ),
            keys("who", STRING, "可由谁办理。", "Who may take it."),
            key("mine", BOOLEAN, "查询者的身份可否办理。", "Whether whoever asks has such a role."),
            keys("needs", STRING, "办理前须具备的条件。", "What must exist first."),
            key("basis", STRING, "依据。", "The article it rests on."),
        ],
    ),
    Type(
        "Hazard",
        Title("一条隐患，从发现到销号。", "One hidden danger, from discovery to close-out."),
        [
            identity(Hazard, "Hazard", "entity_id", "id"),
            column(Hazard.title, "名称。", "Title.", filter=True),
            column(Hazard.description, "描述。", "Description."),
            column(Hazard.level, "等级：一般或重大。", "General or major.", filter=True),
            column(
                Hazard.proposed_level,
                "待他人复核的等级；没有时为空。",
                "A level that awaits its second person, if any.",
                filter=True,
            ),
            column(Hazard.place, "所在部位；未记录时为空。", "Where at the entity, if recorded.", filter=True),
            column(Hazard.equipment, "所涉设备；未记录时为空。", "The equipment, if recorded.", filter=True),
            column(Hazard.equipment, "所涉设备。", "The equipment."),
            column(Hazard.evidence, "报告时的佐证。", "Evidence of whoever reported it."),
            column(Hazard.reopened, "重新打开的次数。", "How often it was reopened.", filter=True),
            column(
                Hazard.changed_at, "最近一次办理的时间；尚未办理时为空。", "When its latest step was taken, if any."
            ),
            belongs_to("finder", "Person", "发现人；未记录时为空。", "Who found it, if recorded.", "finder_id"),
            column(Hazard.stage, "所处阶段。", "The stage it has reached.", filter=True),
            column(Hazard.sector, "行业。", "Sector.", filter=True, sort=True),
            column(Hazard.found_on, "发现日期。", "Found on.", filter=True, sort=True),
            column(Hazard.found_by, "由谁发现。", "Who found it.", filter=True),
            column(Hazard.fixed_on_the_spot, "当即整改。", "Fixed on the spot.", filter=True),
            column(
                Hazard.due_on,
                "整改期限；尚未下达整改通知时为空。",
                "The term; empty until ordered.",
                filter=True,
                sort=True,
            ),
            expression(
                "overdue", BOOLEAN, "期限已过而未销号。", "Past its term and not closed.", _overdue, filter=True
            ),
            expression("daysOverdue", INT, "逾期天数，未逾期为 0。", "Days past its term, else 0.", _days_overdue),
            column(
                Hazard.acceptance_due_on,
                "应于此日前验收；不在待验收时为空。",
                "To be accepted by this day; empty unless it awaits that.",
                filter=True,
                sort=True,
            ),
            column(Hazard.rectified_on, "整改完成日期；未提交整改时为空。", "Rectified on.", filter=True, sort=True),
            column(Hazard.closed_on, "销号日期；未销号时为空。", "Closed on.", filter=True, sort=True),
            column(Hazard.item_code, "不合格的检查项。", "The checklist item that failed.", filter=True),
            column(Hazard.version, "版本，修改时作为 expectedVersion 传回。", "Hand it back as expectedVersion."),
            belongs_to("entity", "Entity", "所在对象。", "Where it is.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id", filter=True),
            sibling(
                "inspection",
                "Inspection",
                "哪次检查发现。",
                "The inspection that found it.",
                "inspection_id",
                filter=True,
            ),
            sibling(
                "judgement",
                "Judgement",
                "判定；人工认定的为空。",
                "Its judgement, if a rule made it.",
                "judgement_id",
                filter=True,
            ),
            ToOne(
                "repeatOf", "Hazard", Title("重复出现时，上一条。", "The earlier one, when it came back."), _came_back
            ),
            column(Hazard.repeat_no, "第几次出现；首次为 1。", "Which time this is; the first is 1.", filter=True),
            has_many("repeats", "Hazard", "此后再次出现的。", "Those that came back after it.", _comes_back),
            Embedded(
                "nextSteps",
                "NextStep",
                Title("下一步可办理的事项。", "What may be done next."),
                _next_steps,
                many=True,
            ),
            has_many(
                "rectifications", "Rectification", "历次整改。", "Its rectifications.", siblings("id", "hazard_id")
            ),
            has_many("acceptances", "Acceptance", "历次验收。", "Its acceptances.", siblings("id", "hazard_id")),
            has_many("lookBacks", "LookBack", "回头看。", "When it was looked at again.", siblings("id", "hazard_id")),
            files_of("hazard_id"),
            has_many("assessments", "Assessment", "历次等级评定。", "Its assessments.", siblings("id", "hazard_id")),
            has_many(
                "majorReports", "MajorReport", "重大隐患报告。", "Reports up the line.", siblings("id", "hazard_id")
            ),
            has_many(
                "plans", "RectificationPlan", "历次治理方案。", "Its plans.", siblings("id", "hazard_id"), filter=True
            ),
            has_many("protections", "Protection", "防范措施。", "What protects people.", siblings("id", "hazard_id")),
            has_many(
                "extensions", "Extension", "历次延期。", "Requests for time.", siblings("id", "hazard_id"), filter=True
            ),
            has_many("actions", "Action", "采取的措施。", "Actions taken.", siblings("id", "hazard_id"), filter=True),
            Embedded(
                "leniency",
                "LeniencyProposal",
                Title(
                    "是否建议从宽；没有相应规定的为空。", "Whether leniency is proposed; empty where no rule speaks."
                ),
                _leniency,
                nullable=True,
            ),
            has_many(
                "escalations", "Escalation", "递进措施，最近的在前。", "Steps of ladders.", siblings("id", "hazard_id")
            ),
            has_many("listings", "Listing", "挂牌督办。", "Boards it is on.", siblings("id", "hazard_id"), filter=True),
            has_many("proposals", "Proposal", "提请的措施。", "Actions proposed.", siblings("id", "hazard_id")),
            has_many(
                "timeline", "Event", "经过，最近的在前。", "What happened, latest first.", siblings("id", "subject_id")
            ),
        ],
        table(Hazard),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("foundOn", True)],
        filters=[region_filter(), figure_filter(Hazard), reported_filter(Hazard)],
    ),
    Type(
        "LeniencyProposal",
        Title("从宽或处罚的建议：只建议并说明，由人决定。", "A proposal of leniency or punishment; a person decides."),
        [
            key("outcome", enum_leaf(LeniencyOutcome), "建议。", "What is proposed."),
            key("rule", STRING, "规定的编码。", "The code of the rule."),
            key("says", STRING, "规定的内容。", "What it says."),
            key("basis", STRING, "出处。", "Where it stands."),
            key("confidence", enum_leaf(as_enum(Confidence, name="ArticleConfidence")), "是否已核对。", "Seen or not."),
        ],
    ),
    Type(
        "Rectification",
        Title("一次整改。", "What was done about a hazard."),
        [
            identity(Rectification, "Rectification", "entity_id", "id"),
            column(Rectification.measures, "整改措施。", "Measures."),
            column(Rectification.rectified_on, "完成日期。", "Done on.", filter=True, sort=True),
            column(Rectification.submitted_at, "提交时间。", "Submitted at."),
            column(Rectification.evidence, "佐证。", "Evidence."),
            files_of("rectification_id"),
            column(
                Rectification.evaluation,
                "治理后的评估结论；一般隐患可为空。",
                "The evaluation; a general one has none.",
            ),
            belongs_to("submittedBy", "Person", "提交人。", "Who submitted it.", "submitted_by"),
        ],
        table(Rectification),
        ("entity_id", "id"),
        of_entity_scope(sector=False),
        order=[("rectifiedOn", True)],
    ),
    Type(
        "Acceptance",
        Title("一次验收，至少两人签字。", "A decision on a rectification, signed by at least two."),
        [
            identity(Acceptance, "Acceptance", "entity_id", "id"),
            column(Acceptance.outcome, "结论。", "Outcome.", filter=True),
            column(Acceptance.opinion, "意见。", "Opinion."),
            column(Acceptance.signers, "签字人。", "Signers."),
            has_many(
                "signedBy", "Person", "签字人员；仅签姓名的为空列表。", "Who signed, where they are known.", _signed_by
            ),
            column(Acceptance.decided_on, "验收日期。", "Decided on.", filter=True, sort=True),
            column(Acceptance.evidence, "佐证。", "Evidence."),
            files_of("acceptance_id"),
            belongs_to("acceptedBy", "Person", "验收人。", "Who decided.", "accepted_by"),
            sibling("rectification", "Rectification", "所验收的整改。", "What was decided on.", "rectification_id"),
        ],
        table(Acceptance),
        ("entity_id", "id"),
        of_entity_scope(sector=False),
        order=[("decidedOn", True)],
    ),
]
