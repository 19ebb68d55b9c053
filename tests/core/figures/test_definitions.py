"""Every figure says what it counts, in both languages and in SQL that any alias can carry."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import aliased

from anjian.figures import FIGURES, Dimension, Figure, FigureName

TODAY = date(2019, 10, 31)


def test_every_name_is_defined_once() -> None:
    """A name without a definition could be asked for and not answered."""
    assert list(FIGURES) == list(FigureName)


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_figure_speaks_both_languages(figure: Figure) -> None:
    """Its title, its unit and what it counts are for people to read."""
    for words in (figure.title, figure.unit, figure.doc):
        assert words.zh
        assert words.en


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_figure_is_asked_of_any_alias(figure: Figure) -> None:
    """The compiler joins it into statements of its own, cut by every dimension it has."""
    rows = aliased(figure.model, name="counted")
    cuts = [figure.dimension(dimension, rows) for dimension in figure.dimensions]
    asked = sa.select(figure.measure(rows), *cuts).select_from(rows).where(figure.where(rows, TODAY))
    assert f"FROM {figure.model.__tablename__} AS counted" in str(asked)


def test_only_hazards_have_a_level_and_a_stage() -> None:
    """A visit is neither general nor major; asking for it so has no answer rather than a wrong one."""
    assert FIGURES[FigureName.VISITS].dimension(Dimension.LEVEL, None) is None
    assert {f.model.__tablename__ for f in FIGURES.values() if Dimension.STAGE in f.dimensions} == {"hazard"}
