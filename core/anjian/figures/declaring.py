"""How a figure is written down: units and one call."""

from __future__ import annotations

from anjian.figures.figure import Figure, FigureName
from anjian.figures.noun import Column, Noun
from anjian.figures.predicates import Where, count
from anjian.words import Title

Named = tuple[str, str]

VISITS_UNIT, UNITS, TIMES = ("家次", "visits"), ("家", "units"), ("次", "times")
HAZARDS_UNIT, DOCUMENTS = ("处", "hazards"), ("份", "documents")
GROUPS, PEOPLE, ITEMS, PARTS = ("个", "groups"), ("人", "people"), ("项", "items"), ("个", "parts")


def figure(
    name: FigureName, title: Named, unit: Named, noun: Noun, where: Where, doc: Named, measure: Column = count
) -> Figure:
    return Figure(name, Title(*title), Title(*unit), Title(*doc), noun, where, measure)
