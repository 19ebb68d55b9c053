"""A table of figures: one grouped select for each, put side by side by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from anjian.counts.model import HazardCount
from anjian.figures import Figure
from anjian_schema import summaries
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.declare import table
from anjian_schema.figures.keys import FigureKey, kept, key_of, label_of
from anjian_schema.figures.rows import chosen, list_of, where

EMPTY_LIST = sa.literal_column("'[]'::jsonb", JSONB())


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures on its way to SQL: one grouped select per figure, put side by side by their keys."""

    asked: Asked
    figures: list[Figure]
    keys: list[FigureKey]
    filter: Argument | None

    def json(self) -> ColumnElement[Any]:
        if not self.figures:
            return _object(rows=EMPTY_LIST)
        found = sa.union_all(*[self._counted(i, figure) for i, figure in enumerate(self.figures)])
        cells = found.subquery(self.asked.name("f"))
        groups = [cells.c[f"k{i}"] for i in range(len(self.keys))]
        rows = (
            sa.select(self._row(cells, groups).label("row"), *groups)
            .select_from(cells)
            .group_by(*groups)
            .order_by(*[g.asc().nulls_last() for g in groups])
            .subquery(self.asked.name("r"))
        )
        every = sa.func.coalesce(sa.func.jsonb_agg(rows.c.row), EMPTY_LIST)
        return (
            sa.select(sa.func.jsonb_build_object(_text("rows"), every, type_=JSONB()))
            .select_from(rows)
            .scalar_subquery()
        )

    def _counted(self, place: int, figure: Figure) -> Select[Any]:
        served = summaries.is_served(self.asked, figure.name, [k.value for k in self.keys], self.filter)
        row = table(HazardCount if served else figure.model).alias(self.asked.name("t"))
        rows = aliased(figure.model, row, adapt_on_names=True)
        keys = [key_of(self.asked, figure, row, k) for k in self.keys]
        labelled = [sa.type_coerce(k, sa.Text()).label(f"k{i}") for i, k in enumerate(keys)]
        number = sa.literal_column(str(place), sa.Integer()).label("figure")
        measure = summaries.measure(row) if served else figure.measure(rows)
        value = sa.cast(measure, sa.Numeric()).label("value")
        columns: list[ColumnElement[Any]] = [*labelled, number, value]
        groups = [kept(figure, rows, n, k) for n, k in zip(self.keys, keys, strict=True) if not isinstance(k, sa.Null)]
        counted = sa.select(*columns).select_from(row).where(*self._conditions(figure, row, served=served))
        # Lines that add up to nothing are no group; counted rows are none to begin with.
        return counted.group_by(*groups).having(measure != 0) if served and groups else counted.group_by(*groups)

    def _conditions(self, figure: Figure, row: FromClause, *, served: bool) -> list[ColumnElement[bool]]:
        if not served:
            return where(self.asked, figure, row, self.filter)
        rows = aliased(figure.model, row, adapt_on_names=True)
        return [*summaries.conditions(self.asked, figure.name, row), *chosen(self.asked, figure, rows, self.filter)]

    def _row(self, cells: FromClause, groups: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
        keys = [self._shown_key(name, group) for name, group in zip(self.keys, groups, strict=True)]
        values = [self._shown_value(cells, i, figure) for i, figure in enumerate(self.figures)]
        return sa.func.jsonb_build_object(
            _text("keys"),
            sa.func.jsonb_build_array(*keys, type_=JSONB()),
            _text("values"),
            sa.func.jsonb_build_array(*values, type_=JSONB()),
            type_=JSONB(),
        )

    def _shown_key(self, name: FigureKey, group: ColumnElement[Any]) -> ColumnElement[Any]:
        return _object(name=_text(name.value), value=group, label=label_of(self.asked, name, group))

    def _shown_value(self, cells: FromClause, place: int, figure: Figure) -> ColumnElement[Any]:
        """Nothing counted is zero: what cannot be read or is masked never gets here."""
        found = sa.func.max(cells.c.value).filter(cells.c.figure == sa.literal_column(str(place)))
        number = sa.func.trim_scale(sa.func.coalesce(found, sa.literal_column("0")))
        return _object(
            name=_text(figure.name.name),
            title=self.asked.bind(lambda run: figure.title.in_language(run.viewer.language), sa.Text()),
            value=sa.cast(number, sa.Text()),
            unit=self.asked.bind(lambda run: figure.unit.in_language(run.viewer.language), sa.Text()),
            list=_text(list_of(figure)),
        )


def _object(**values: ColumnElement[Any]) -> ColumnElement[Any]:
    pairs: list[Any] = []
    for name, value in values.items():
        pairs += [_text(name), value]
    return sa.func.jsonb_build_object(*pairs, type_=JSONB())


def _text(word: str) -> ColumnElement[str]:
    """A word of ours: identifiers only, never a caller's."""
    return sa.literal_column(f"'{word}'::text", sa.Text())
