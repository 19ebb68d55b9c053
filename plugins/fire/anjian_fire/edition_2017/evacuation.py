"""Ways out and ways in: when the elements of 6.5, 6.9 and 7.3 are there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from anjian.plugin import Condition
from anjian_fire.edition_2017.places import CROWDED, EXITS_DECIDE, f
from anjian_fire.elements import Element
from anjian_fire.vocabulary import Use

TOO_FEW_EXITS = f.exits < f.exits_required
HIGH_OR_UNDERGROUND = f.high_rise | f.underground

EVACUATION: Mapping[Element, Condition] = {
    Element.CLAUSE_6_5: EXITS_DECIDE & (TOO_FEW_EXITS | (f.exit_width_m < f.exit_width_required_m * Decimal("0.8"))),
    Element.CLAUSE_6_9: f.uses.any_(Use.CHILDREN, Use.ELDERLY) & ~f.floor_position_ok,
    Element.CLAUSE_7_3_1: ~f.refuge_ok,
    Element.CLAUSE_7_3_2: CROWDED & ~f.stair_type_ok,
    Element.CLAUSE_7_3_3: ~EXITS_DECIDE & (TOO_FEW_EXITS | (f.exit_width_m < f.exit_width_required_m) | f.exit_blocked),
    Element.CLAUSE_7_3_4: ~f.independent_exit_ok,
    Element.CLAUSE_7_3_5: f.uses.has(Use.SHOP) & (f.travel_distance_m > f.travel_limit_m * Decimal("1.25")),
    Element.CLAUSE_7_3_6: ~f.signs_installed
    | (f.signs_damaged > f.signs_total * Decimal("0.5"))
    | (HIGH_OR_UNDERGROUND & (f.signs_damaged > f.signs_total * Decimal("0.3"))),
    Element.CLAUSE_7_3_7: (f.stair_doors_damaged > f.stair_doors_total * Decimal("0.5"))
    | (f.high_rise & CROWDED & (f.stair_doors_damaged > f.stair_doors_total * Decimal("0.2"))),
    Element.CLAUSE_7_3_8: CROWDED & ~f.lining_ok,
    Element.CLAUSE_7_3_9: CROWDED & f.bars_or_shutters,
    Element.CLAUSE_7_3_10: CROWDED & f.windows_blocked,
    Element.CLAUSE_7_3_11: f.high_rise & ~f.rescue_ground_ok,
    Element.CLAUSE_7_3_12: ~f.fire_lift_ok,
}
