"""The 53 items of 2024, each one expression, and the articles of 2022. Any one item makes a major hazard."""

from __future__ import annotations

from anjian_construction.rules import (
    confined,
    edition_2022,
    height,
    lifting,
    management,
    site,
    structures,
    tunnel,
)

EDITION_2024 = (
    *management.RULES,
    *structures.RULES,
    *lifting.RULES,
    *height.RULES,
    *confined.RULES,
    *tunnel.RULES,
    *site.RULES,
)
EDITION_2022 = edition_2022.RULES
RULES = (*EDITION_2024, *EDITION_2022)
