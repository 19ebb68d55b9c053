"""People, goods and materials: when the elements of 6.8, 6.10, 7.8 and 7.9 are there."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.plugin import Condition
from anjian_fire.edition_2017.places import CROWDED, f
from anjian_fire.elements import Element
from anjian_fire.vocabulary import CoreClass

CONDUCT: Mapping[Element, Condition] = {
    Element.CLAUSE_6_8: CROWDED & f.flammables_in_crowded_place,
    Element.CLAUSE_6_10: CROWDED & f.panel_dwelling & (f.panel_core != CoreClass.A),
    Element.CLAUSE_7_8_1: ~f.brigade_ok,
    Element.CLAUSE_7_8_2: ~f.control_room_certified,
    Element.CLAUSE_7_9_1: ~f.grade_match,
    Element.CLAUSE_7_9_2: ~f.explosion_protection_ok,
    Element.CLAUSE_7_9_3: ~f.gas_equipment_ok,
    Element.CLAUSE_7_9_4: ~f.wiring_ok,
    Element.CLAUSE_7_9_5: CROWDED & ~f.decoration_ok,
}
