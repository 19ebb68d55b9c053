"""Figures: each published number has one definition, used by every list, table, ranking and export."""

from __future__ import annotations

from anjian.figures.definitions import FIGURES
from anjian.figures.figure import Figure, FigureName, within_campaign
from anjian.figures.noun import Dimension, Noun

__all__ = ["FIGURES", "Dimension", "Figure", "FigureName", "Noun", "within_campaign"]
