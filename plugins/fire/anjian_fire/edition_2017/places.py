"""Which places an element binds, and which are judged at all."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Condition, Value, facts
from anjian_fire.profile import Fire
from anjian_fire.vocabulary import Category, Use

f = facts(Fire)

CROWDED = f.categories.has(Category.CROWDED)
FLAMMABLE = f.categories.has(Category.FLAMMABLE)
IMPORTANT = f.categories.has(Category.IMPORTANT)
NONE_OF_THE_THREE = ~f.categories.any_(Category.CROWDED, Category.FLAMMABLE, Category.IMPORTANT)

CROWDED_UNDERGROUND = CROWDED & f.underground
EXITS_DECIDE = f.uses.any_(Use.ENTERTAINMENT, Use.SHOP) | CROWDED_UNDERGROUND  # the places of 6.5
SYSTEMS_DECIDE = f.uses.any_(Use.HOTEL, Use.ENTERTAINMENT, Use.SHOP) | CROWDED_UNDERGROUND  # the places of 6.6

# 5.1.3 b and c: what is out of use, or cannot lead to a major fire, is not judged. The latter is found by a
# collective discussion, in which at least three people take part (4.2 b).
FOUND_INSUFFICIENT = f.consequence_insufficient & (f.discussion_members >= 3)
JUDGED = ~f.out_of_use & ~FOUND_INSUFFICIENT


def short(actual: Value, required: Value, share: Decimal | int = 1) -> Condition:
    """Less than this share of what is required; where nothing is required, nothing is short of it."""
    return (required > 0) & (actual < required * share)
