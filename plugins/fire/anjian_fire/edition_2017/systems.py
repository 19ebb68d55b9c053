"""Water, alarms, smoke and power: when the elements of 6.6, 6.7 and 7.4 to 7.7 are there."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.plugin import Condition
from anjian_fire.edition_2017.places import CROWDED, SYSTEMS_DECIDE, f
from anjian_fire.elements import Element
from anjian_fire.vocabulary import Use

NO_SPRINKLERS = f.sprinkler_required & ~f.sprinkler_installed
NO_ALARM = f.alarm_required & ~f.alarm_installed

SYSTEMS: Mapping[Element, Condition] = {
    Element.CLAUSE_6_6: SYSTEMS_DECIDE & (NO_SPRINKLERS | NO_ALARM),
    Element.CLAUSE_6_7: f.uses.has(Use.TANK_FARM) & ~f.tank_protection_ok,
    Element.CLAUSE_7_4_1: ~f.water_source_ok,
    Element.CLAUSE_7_4_2: ~f.outdoor_supply_ok,
    Element.CLAUSE_7_4_3: ~f.indoor_hydrant_ok,
    Element.CLAUSE_7_4_4: ~SYSTEMS_DECIDE & NO_SPRINKLERS,
    Element.CLAUSE_7_4_5: ~f.other_fixed_ok,
    Element.CLAUSE_7_4_6: ~f.fixed_system_working,
    Element.CLAUSE_7_5: (CROWDED | f.high_rise | f.underground) & ~f.smoke_control_ok,
    Element.CLAUSE_7_6_1: ~f.load_class_ok,
    Element.CLAUSE_7_6_2: ~f.dedicated_circuit,
    Element.CLAUSE_7_6_3: ~f.auto_changeover_ok,
    Element.CLAUSE_7_7_1: ~SYSTEMS_DECIDE & NO_ALARM,
    Element.CLAUSE_7_7_2: ~f.alarm_working,
    Element.CLAUSE_7_7_3: ~f.linkage_ok,
}
