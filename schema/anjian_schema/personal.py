"""Personal data: masked in what everybody reads, in full only where somebody who may asks for it by name."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.access.seeing import sight_of
from anjian.access.sight import Extent
from anjian.inspections.model import InspectionKind
from anjian.people.model import PersonKind
from anjian_schema.compiler.asked import Asked
from anjian_schema.declare import word

NOTHING_LEFT: ColumnElement[str] = sa.literal_column("'**'", sa.Text())


def name(person: FromClause, asked: Asked) -> ColumnElement[Any]:
    """Of people of an enterprise the surname alone, but to their own side; spelled as in the index of the list."""
    if sight_of(asked.run.viewer).extent is Extent.OWN_ENTITY:
        return person.c.name
    return masked_name(person)


def full_name(person: FromClause, asked: Asked) -> ColumnElement[Any]:
    return in_full(person, asked, person.c.name, masked_name(person))


def certificate(person: FromClause, asked: Asked) -> ColumnElement[Any]:
    """An officer shows it to whom they inspect; in a list only its first two digits, the province, are shown."""
    kept = sa.func.left(person.c.certificate_no, sa.literal_column("2")).concat(NOTHING_LEFT)
    return in_full(person, asked, person.c.certificate_no, kept)


def signers(inspection: FromClause, asked: Asked) -> ColumnElement[Any]:
    """A self-inspection is signed by people of the enterprise; all others by officials, in their own name."""
    if sight_of(asked.run.viewer).extent is Extent.OWN_ENTITY:
        return inspection.c.signers
    every = sa.func.unnest(inspection.c.signers).table_valued(sa.column("name", sa.Text()), name=asked.name("k"))
    each = every.render_derived()
    masked = sa.select(surname(each.c.name)).select_from(each).correlate_except(each)
    surnames = sa.func.array(masked.scalar_subquery(), type_=sa.ARRAY(sa.Text()))
    own = inspection.c.kind == word(InspectionKind.SELF_INSPECTION)
    return sa.case((own, surnames), else_=inspection.c.signers)


def of_the_enterprise(name: ColumnElement[Any], asked: Asked) -> ColumnElement[Any]:
    """A name of somebody of the enterprise: to their own side in full."""
    return name if sight_of(asked.run.viewer).extent is Extent.OWN_ENTITY else surname(name)


def in_full(_: FromClause, asked: Asked, value: ColumnElement[Any], masked: ColumnElement[Any]) -> ColumnElement[Any]:
    """To whom the policy allows it, and it is noted that it was shown."""
    if not sight_of(asked.run.viewer).personal:
        return masked
    asked.personal.append(asked.path)
    return value


def masked_name(person: FromClause) -> ColumnElement[Any]:
    return sa.case((person.c.kind == word(PersonKind.ENTERPRISE_STAFF), surname(person.c.name)), else_=person.c.name)


def surname(name: ColumnElement[str]) -> ColumnElement[str]:
    """张某某 is 张**."""
    return sa.func.left(name, sa.literal_column("1")).concat(NOTHING_LEFT)
