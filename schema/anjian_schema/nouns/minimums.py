"""领导带队检查的最低次数."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.inspections.model import Inspection, InspectionKind
from anjian.minimums.model import VisitMinimum
from anjian.people.model import Person, PersonKind, TeamMember
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, Scope, Type
from anjian_schema.compiler.leaves import DATE, INT, STRING
from anjian_schema.compiler.scope import in_scope
from anjian_schema.declare import argument, belongs_to, column, identity, key, region_filter, table, word
from anjian_schema.scalars import Date

NONE: ColumnElement[Any] = sa.literal_column("'[]'::jsonb", JSONB())
MONTH = sa.literal_column("'month'", sa.Text())
A_MONTH = sa.literal_column("interval '1 month'", sa.Interval())


def _leaders(row: FromClause, arguments: Mapping[str, Argument], asked: Asked) -> ColumnElement[Any]:
    """Each leader of the body, with the visits of one month that they led and the viewer sees."""
    given = arguments.get("on")
    day = asked.value(given, DATE) if given is not None and given.current is not None else asked.today
    person = table(Person).alias(asked.name("t"))
    done = _led(asked, person, sa.func.date_trunc(MONTH, day))
    short = sa.func.greatest(row.c.per_month - done, sa.literal_column("0"))
    said = sa.func.jsonb_build_object(
        word("name"), person.c.name, word("done"), done, word("short"), short, type_=JSONB()
    )
    every = sa.select(sa.func.coalesce(sa.func.jsonb_agg(said), NONE)).select_from(person)
    of_body = (person.c.organization_id == row.c.organization_id, person.c.kind == word(PersonKind.LEADER))
    return every.where(*of_body).correlate_except(person).scalar_subquery()


def _led(asked: Asked, person: FromClause, month: ColumnElement[Any]) -> ColumnElement[int]:
    visit, member = table(Inspection).alias(asked.name("t")), table(TeamMember).alias(asked.name("t"))
    teams = sa.select(member.c.team_id).where(member.c.person_id == person.c.id).correlate_except(member)
    led = sa.or_(visit.c.inspector_id == person.c.id, visit.c.team_id.in_(teams))
    when = (visit.c.inspected_on >= month, visit.c.inspected_on < month + A_MONTH)
    kind = visit.c.kind == word(InspectionKind.LEADER_LED)
    seen = in_scope(asked, asked.type("Inspection"), visit)
    counted = sa.select(sa.func.count()).select_from(visit).where(kind, led, *when, *seen)
    return counted.correlate_except(visit).scalar_subquery()


TYPES = [
    Type(
        "VisitMinimum",
        Title("一个单位的领导每月带队检查的最低次数。", "How often each leader of a body goes and looks, every month."),
        [
            identity(VisitMinimum, "VisitMinimum", "id"),
            column(VisitMinimum.per_month, "每位领导每月至少几次。", "At least so often a month, each of them."),
            column(VisitMinimum.source, "出自哪个方案或文件。", "The plan or document that asks for it."),
            column(VisitMinimum.set_on, "规定日期。", "Set on.", filter=True, sort=True),
            column(VisitMinimum.ended, "是否已被新的规定取代。", "Whether a newer one took its place.", filter=True),
            belongs_to("organization", "Organization", "单位。", "The body.", "organization_id", nullable=False),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            Embedded(
                "leaders",
                "LeaderMonth",
                Title(
                    "该单位每位领导在一个月内的带队检查次数和欠缺次数；不指定日期即本月。",
                    "Each leader's visits of one month, and how many are missing; of this month unless a day is given.",
                ),
                _leaders,
                many=True,
                arguments={"on": argument(Date | None, "该月中的任一天。", "Any day of that month.")},
            ),
        ],
        table(VisitMinimum),
        ("id",),
        Scope("region_code"),
        order=[("setOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "LeaderMonth",
        Title("一位领导一个月的带队检查。", "One leader's visits of one month."),
        [
            key("name", STRING, "姓名。", "Name."),
            key("done", INT, "已带队检查次数，限可见范围。", "Visits they led, among those you see."),
            key("short", INT, "欠缺次数；已达到时为 0。", "How many are missing; 0 where none is."),
        ],
    ),
]
