"""Site, spacing and compartments: when the elements of 6.1 to 6.4, 7.1 and 7.2 are there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from anjian.plugin import Condition
from anjian_fire.edition_2017.places import FLAMMABLE, f, short
from anjian_fire.elements import Element
from anjian_fire.vocabulary import StationGrade, Use

LAYOUT: Mapping[Element, Condition] = {
    Element.CLAUSE_6_1: FLAMMABLE & ~f.site_isolated,
    Element.CLAUSE_6_2: FLAMMABLE
    & (f.shares_building | short(f.people_spacing_m, f.people_spacing_required_m, Decimal("0.75"))),
    Element.CLAUSE_6_3: f.uses.has(Use.FUEL_STATION) & f.built_up_area & (f.station_grade == StationGrade.FIRST),
    Element.CLAUSE_6_4: f.class_ab_underground,
    Element.CLAUSE_7_1_1: ~f.fire_lane_ok,
    Element.CLAUSE_7_1_2: f.spacing_occupied
    | short(f.spacing_m, f.spacing_required_m, Decimal("0.8"))
    | (FLAMMABLE & short(f.flame_spacing_m, f.flame_spacing_required_m)),
    Element.CLAUSE_7_1_3: f.mixed_use & ~f.mixed_use_allowed,
    Element.CLAUSE_7_1_4: f.uses.has(Use.METRO_STATION) & f.shops_in_evacuation_area,
    Element.CLAUSE_7_2_1: f.compartment_changed & (f.compartment_area_m2 > f.compartment_limit_m2 * Decimal("1.5")),
    Element.CLAUSE_7_2_2: f.separation_damaged > f.separation_total * Decimal("0.5"),
    Element.CLAUSE_7_2_3: f.uses.has(Use.FACTORY_CDE) & ~f.hazard_parts_separated,
}
