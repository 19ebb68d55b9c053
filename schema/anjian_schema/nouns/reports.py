"""报告、清单和公布的数字."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.database.record import Record
from anjian.reporting.model import Report, ReportedRows, ReportFigure, ReportMove, ReportState
from anjian.words import Title
from anjian_schema.classes import input_class
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, ExtraFilter, Type
from anjian_schema.compiler.leaves import BOOLEAN, INT, STRING, Leaf
from anjian_schema.compiler.scope import in_scope
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    expression,
    has_many,
    identity,
    in_language,
    region_filter,
    table,
    word,
)
from anjian_schema.nouns.figures import figure_filter

UUID_TEXT = Leaf("String", sa.Text())

REPORTED = input_class(
    type("ReportedFigure", (), {}),
    Title("报告中一个数字当时统计的记录。", "The rows that a number of a report counted at its cut-off."),
    {
        "report": (str, Title("报告或清单的 id。", "The report's or list's id.")),
        "position": (int, Title("数字的序号。", "The position of the number.")),
    },
    required={"report", "position"},
)


def reported_filter(model: type[Record]) -> ExtraFilter:
    """``reported``: the rows as they were counted then; with ``NOT`` and ``figure``, what came and went since."""

    def predicate(row: FromClause, given: Argument, asked: Asked) -> ColumnElement[bool]:
        kept, report = table(ReportedRows).alias(asked.name("t")), table(Report).alias(asked.name("t"))
        number, position = (dict(given.children())[name] for name in ("report", "position"))
        id_ = sa.func.concat(word("Report:"), kept.c.report_id, type_=sa.Text())
        seen = (
            sa.exists()
            .select_from(report)
            .where(report.c.id == kept.c.report_id, *in_scope(asked, asked.type("Report"), report))
        )
        ids = sa.select(sa.func.unnest(kept.c.ids)).where(
            id_ == asked.value(number, UUID_TEXT),
            kept.c.position == asked.value(position, INT),
            seen.correlate_except(report),
        )
        return row.c.id.in_(ids)

    words = Title("只要某份报告的数字当时统计的。", "Only what a number of a report counted at its cut-off.")
    return ExtraFilter("reported", REPORTED, words, predicate)


def _late(row: FromClause, asked: Asked) -> ColumnElement[bool]:
    """Submitted after its hour, or not yet though that has passed; what was published elsewhere is never late."""
    by_then = sa.func.coalesce(row.c.submitted_at, asked.bind(lambda run: run.now, sa.TIMESTAMP(timezone=True)))
    locked = sa.and_(row.c.state == word(ReportState.LOCKED), row.c.submitted_at.is_(None))
    return sa.func.coalesce(sa.and_(~locked, by_then > row.c.due_at), sa.false())


def _sent_up_to(report: FromClause, asked: Asked) -> ColumnElement[str]:
    """Of the latest step; a report that was submitted since is sent nowhere."""
    move = table(ReportMove).alias(asked.name("t"))
    latest = sa.select(move.c.region_code).where(move.c.report_id == report.c.id).order_by(move.c.at.desc()).limit(1)
    return latest.correlate_except(move).scalar_subquery()


TYPES = [
    Type(
        "Report",
        Title(
            "一组数字：按期报告、编号清单，或一地公布的数字。更正形成新的版次，原版次不变。",
            "Figures at a cut-off: a report that was due, a numbered list, or what a place published.",
        ),
        [
            identity(Report, "Report", "id"),
            column(Report.kind, "种类。", "Which kind.", filter=True),
            column(Report.state, "状态。", "Its state.", filter=True),
            column(Report.code, "报送要求或清单的代码。", "The code of the duty or list.", filter=True),
            column(Report.number, "清单编号。", "The number of a list.", filter=True),
            in_language("title", "title", "名称。", "Title.", nullable=True),
            column(Report.cadence, "周期。", "Cadence.", filter=True),
            column(Report.window_from, "起。", "From.", filter=True, sort=True),
            column(Report.window_until, "截止。", "Until.", filter=True, sort=True),
            column(Report.made_at, "数字统计的时点。", "When its figures were counted.", sort=True),
            column(Report.due_at, "报送期限。", "By when it had to be submitted.", filter=True, sort=True),
            column(Report.submitted_at, "报送时间。", "When it was submitted.", filter=True),
            expression(
                "late",
                BOOLEAN,
                "是否迟报：逾期报送，或逾期仍未报送。",
                "Submitted late, or overdue.",
                _late,
                filter=True,
            ),
            expression(
                "sentUpTo",
                STRING,
                "逾期未报，已报到哪个地区（区划代码）；没有时为空。",
                "The region, by its code, that was told it is late; empty if none.",
                _sent_up_to,
                nullable=True,
                filter=True,
            ),
            column(Report.signer, "报送人或签发人。", "Who submitted or signed it."),
            column(Report.edition, "版次。", "Its edition.", filter=True),
            column(Report.published_on, "公布日期；不详时为空。", "Published on; empty when not known."),
            column(Report.source, "出处。", "Source."),
            belongs_to(
                "campaign", "Campaign", "专项行动。", "Its campaign.", "campaign_id", nullable=False, filter=True
            ),
            belongs_to("region", "Region", "地区。", "Its region.", "region_code", "code", nullable=False),
            has_many("figures", "ReportFigure", "各个数字。", "Its figures.", by("id", "report_id")),
            has_many(
                "moves", "ReportMove", "经过，最近的在前。", "What happened to it, latest first.", by("id", "report_id")
            ),
        ],
        table(Report),
        ("id",),
        PUBLIC,
        order=[("windowFrom", False), ("windowUntil", False)],
        filters=[region_filter(), figure_filter(Report)],
    ),
    Type(
        "ReportFigure",
        Title(
            "一个数字；看不清或被遮盖的为空并说明原因，不作 0。",
            "A number; unreadable ones are empty, never zero.",
        ),
        [
            column(ReportFigure.position, "序号。", "Position.", sort=True),
            column(ReportFigure.figure, "数字名称。", "The figure's name.", filter=True),
            column(ReportFigure.title_zh, "公布时的说法。", "As it was worded.", name="title"),
            column(ReportFigure.value, "数值；为空时见 nullReason。", "The number; when empty, nullReason says why."),
            column(ReportFigure.unit, "单位。", "Unit."),
            column(
                ReportFigure.null_reason, "为空的原因：unreadable、masked。", "Why it is empty: unreadable, masked."
            ),
            column(ReportFigure.explanation, "报送人的说明。", "What the reporter has to say of it."),
        ],
        table(ReportFigure),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("position", "report_id"),
    ),
    Type(
        "ReportMove",
        Title("报告的一步经过。", "One step in the life of a report."),
        [
            column(ReportMove.at, "何时。", "When.", sort=True),
            column(ReportMove.kind, "何事。", "What."),
            column(ReportMove.reason, "理由。", "Why."),
            belongs_to("person", "Person", "何人；定时办理的为空。", "Who; empty for the timer.", "person_id"),
            column(ReportMove.step, "逾期措施的第几步；其他为空。", "Which step of the chase; empty for others."),
            belongs_to(
                "region", "Region", "逾期未报报到哪里；其他为空。", "Who is told it is late.", "region_code", "code"
            ),
        ],
        table(ReportMove),
        (),
        PUBLIC,
        order=[("at", True)],
        tie=("at", "report_id"),
    ),
]
