"""A place where nothing is wrong, and how each element of GB 35181-2017 is found there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from anjian.plugin import Checklist, Result

Facts = dict[str, object]

# What an inspector enters where nothing is wrong: each number exactly at its limit.
AT_THE_LIMIT: Facts = {
    "categories": ["other"],
    "uses": ["other"],
    "high_rise": False,
    "underground": False,
    "people_spacing_m": "30",
    "people_spacing_required_m": "40",
    "station_grade": "second",
    "exits": 2,
    "exits_required": 2,
    "exit_width_m": "4.0",
    "exit_width_required_m": "4",
    "panel_core": "a",
    "spacing_m": "8",
    "spacing_required_m": "10",
    "flame_spacing_m": "30",
    "flame_spacing_required_m": "30",
    "compartment_area_m2": "3750",
    "compartment_limit_m2": "2500",
    "separation_damaged": 2,
    "separation_total": 4,
    "travel_distance_m": "37.5",
    "travel_limit_m": "30",
    "signs_damaged": 3,
    "signs_total": 10,
    "stair_doors_damaged": 1,
    "stair_doors_total": 5,
}

# What is found there for each element, just beyond the limit where there is one.
FOUND: Mapping[str, Facts] = {
    "6.1": {"categories": ["flammable"], "site_isolated": False},
    "6.2": {"categories": ["flammable"], "people_spacing_m": "29.99"},
    "6.3": {"uses": ["fuel_station"], "built_up_area": True, "station_grade": "first"},
    "6.4": {"class_ab_underground": True},
    "6.5": {"uses": ["entertainment"], "exit_width_m": "3.19"},
    "6.6": {"uses": ["entertainment"], "sprinkler_required": True, "sprinkler_installed": False},
    "6.7": {"uses": ["tank_farm"], "tank_protection_ok": False},
    "6.8": {"categories": ["crowded"], "flammables_in_crowded_place": True},
    "6.9": {"uses": ["children"], "floor_position_ok": False},
    "6.10": {"categories": ["crowded"], "panel_dwelling": True, "panel_core": "b1"},
    "7.1.1": {"fire_lane_ok": False},
    "7.1.2": {"spacing_m": "7.99"},
    "7.1.3": {"mixed_use": True, "mixed_use_allowed": False},
    "7.1.4": {"uses": ["metro_station"], "shops_in_evacuation_area": True},
    "7.2.1": {"compartment_changed": True, "compartment_area_m2": "3750.01"},
    "7.2.2": {"separation_damaged": 3},
    "7.2.3": {"uses": ["factory_cde"], "hazard_parts_separated": False},
    "7.3.1": {"refuge_ok": False},
    "7.3.2": {"categories": ["crowded"], "stair_type_ok": False},
    "7.3.3": {"exit_width_m": "3.99"},
    "7.3.4": {"independent_exit_ok": False},
    "7.3.5": {"uses": ["shop"], "travel_distance_m": "37.51"},
    "7.3.6": {"signs_damaged": 6},
    "7.3.7": {"stair_doors_damaged": 3},
    "7.3.8": {"categories": ["crowded"], "lining_ok": False},
    "7.3.9": {"categories": ["crowded"], "bars_or_shutters": True},
    "7.3.10": {"categories": ["crowded"], "windows_blocked": True},
    "7.3.11": {"high_rise": True, "rescue_ground_ok": False},
    "7.3.12": {"fire_lift_ok": False},
    "7.4.1": {"water_source_ok": False},
    "7.4.2": {"outdoor_supply_ok": False},
    "7.4.3": {"indoor_hydrant_ok": False},
    "7.4.4": {"sprinkler_required": True, "sprinkler_installed": False},
    "7.4.5": {"other_fixed_ok": False},
    "7.4.6": {"fixed_system_working": False},
    "7.5": {"categories": ["crowded"], "smoke_control_ok": False},
    "7.6.1": {"load_class_ok": False},
    "7.6.2": {"dedicated_circuit": False},
    "7.6.3": {"auto_changeover_ok": False},
    "7.7.1": {"alarm_required": True, "alarm_installed": False},
    "7.7.2": {"alarm_working": False},
    "7.7.3": {"linkage_ok": False},
    "7.8.1": {"brigade_ok": False},
    "7.8.2": {"control_room_certified": False},
    "7.9.1": {"grade_match": False},
    "7.9.2": {"explosion_protection_ok": False},
    "7.9.3": {"gas_equipment_ok": False},
    "7.9.4": {"wiring_ok": False},
    "7.9.5": {"categories": ["crowded"], "decoration_ok": False},
}
SOUND: Facts = {}
for checklist in Checklist.load("checklists", package="anjian_fire"):
    for item in checklist.items:
        SOUND |= item.observations(Result.PASS, {name: AT_THE_LIMIT.get(name) for name in item.asks})

Place = Callable[..., Facts]


@pytest.fixture(scope="session")
def place() -> Place:
    """A place of which everything is known and where these elements are found, and nothing else is wrong."""

    def with_elements(*clauses: str, **other: object) -> Facts:
        return {**SOUND, **{name: value for clause in clauses for name, value in FOUND[clause].items()}, **other}

    return with_elements
