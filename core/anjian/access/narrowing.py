"""What plugins hide from a viewer: entities of their sector, one noun at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from anjian.database.ids import UUID
from anjian.entities.model import Entity, Profile
from anjian.judgement import Condition, to_json, to_sql

ENTITY = Entity.__tablename__


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What must be true of an entity of this sector for its records of a noun to be shown.

    Without a condition the plugin could not say, and none is shown. ``form`` stands for it where two are compared.
    """

    noun: str
    sector: str
    region_code: str | None = None  # of a provincial plugin: it concerns only what lies there
    condition: Condition | None = field(default=None, compare=False)
    form: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", "" if self.condition is None else str(to_json(self.condition)))

    def shows(self, entity_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
        """True of every entity of another sector or region; unknown is not true."""
        profile = sa.alias(Profile.__table__)
        against = [profile.c.entity_id == entity_id, profile.c.sector == sa.literal_column(f"'{self.sector}'")]
        if self.region_code is not None:
            against.append(sa.func.starts_with(profile.c.region_code, sa.literal(self.region_code)))
        if self.condition is not None:
            against.append(to_sql(self.condition, profile.c.data).is_not(sa.true()))
        return ~sa.exists().select_from(profile).where(*against).correlate_except(profile)


def shown(
    narrowed: tuple[Narrowing, ...], noun: str, entity_id: sa.ColumnElement[UUID]
) -> list[sa.ColumnElement[bool]]:
    """The conditions on records of a noun. An entity that is hidden is hidden with every record of its own."""
    of_noun = [each for each in narrowed if each.noun in (noun, ENTITY)]
    different = {(each.sector, each.region_code, each.form): each for each in of_noun}
    return [each.shows(entity_id) for each in different.values()]
