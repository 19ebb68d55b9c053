"""Personal data: masked in what everybody reads, in full only where somebody who may asks for it by name."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.access.seeing import sight_of
from anjian.access.sight import Extent
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


def in_full(_: FromClause, asked: Asked, value: ColumnElement[Any], masked: ColumnElement[Any]) -> ColumnElement[Any]:
    """To whom the policy allows it, and it is noted that it was shown."""
    if not sight_of(asked.run.viewer).personal:
        return masked
    asked.personal.append(asked.path)
    return value


def masked_name(person: FromClause) -> ColumnElement[Any]:
    surname = sa.func.left(person.c.name, sa.literal_column("1")).concat(NOTHING_LEFT)
    return sa.case((person.c.kind == word(PersonKind.ENTERPRISE_STAFF), surname), else_=person.c.name)
