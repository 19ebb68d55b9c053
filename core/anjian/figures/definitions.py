"""The figures, one definition each."""

from __future__ import annotations

from anjian.figures.of_campaigns import of_campaigns, of_people
from anjian.figures.of_work import of_actions, of_hazards, of_visits

FIGURES = {one.name: one for group in (of_visits, of_hazards, of_actions, of_people, of_campaigns) for one in group()}
