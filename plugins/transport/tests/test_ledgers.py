"""What the ledgers of vehicles and vessels tell, beside what an inspection found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from anjian.plugin import Entry, Known, Verdict, judge
from anjian_transport import anjian_plugin
from anjian_transport.ledgers import Vehicle, Vessel
from anjian_transport.rules import RULES

[SECTOR] = anjian_plugin().sectors
TODAY = date(2026, 3, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
BY_CODE = {rule.code: rule for rule in RULES}
SOUND_COACH = {
    "kind": "coach",
    "in_service": True,
    "licence_valid_until": TODAY,
    "inspection_valid_until": TODAY,
    "scrap_on": TOMORROW,
    "altered": False,
}
SOUND_SHIP = {
    "kind": "ferry",
    "in_service": True,
    "survey_valid_until": TODAY,
    "rebuilt_without_approval": False,
    "converted": False,
    "damaged": False,
}
INSPECTED = {"vehicle_scrapped": False, "vehicle_modified": False, "inspection_valid": True, "equipment_unfit": False}


def coaches(*lines: Mapping[str, object]) -> dict[str, Sequence[Entry]]:
    numbered = ({"plate": f"豫A1234{place}", **line} for place, line in enumerate(lines))
    return {"vehicles": [Vehicle.model_validate(line) for line in numbered]}


def ships(*lines: Mapping[str, object]) -> dict[str, Sequence[Entry]]:
    named = ({"name": f"黄河{place}号", **line} for place, line in enumerate(lines))
    return {"vessels": [Vessel.model_validate(line) for line in named]}


def derived(ledgers: Mapping[str, Sequence[Entry]], **facts: object) -> dict[str, object]:
    known = Known(facts, ledgers, TODAY)
    given = (item for derive in SECTOR.derivations for item in derive(known).items())
    return {name: value for name, value in given if value is not None}


def verdict(code: str, ledgers: Mapping[str, Sequence[Entry]], **facts: object) -> Verdict:
    kinds = {"kinds": ["road_passenger", "water_passenger_ship"]}
    return judge(BY_CODE[code], {**kinds, **facts, **derived(ledgers, **facts)}, TODAY).verdict


def test_a_sound_fleet() -> None:
    """A date is its last good day; one that is in order today is in order."""
    assert derived(coaches(SOUND_COACH, {**SOUND_COACH, "in_service": False})) == {
        "vehicles_in_service": 1,
        "vehicles_licence_expired": 0,
        "scrapped_vehicles": 0,
        "altered_vehicles": 0,
        "overdue_vehicles": 0,
    }


UNFIT: dict[str, tuple[Mapping[str, object], str]] = {
    "inspection ran out yesterday": ({"inspection_valid_until": YESTERDAY}, "overdue_vehicles"),
    "to be scrapped from today": ({"scrap_on": TODAY}, "scrapped_vehicles"),
    "altered": ({"altered": True}, "altered_vehicles"),
}


@pytest.mark.parametrize(("fault", "fact"), UNFIT.values(), ids=UNFIT)
def test_an_unfit_vehicle_in_service_is_a_major_hazard(fault: Mapping[str, object], fact: str) -> None:
    """One vehicle is enough, even where the inspection saw none; laid up, it is no hazard."""
    fleet = coaches(SOUND_COACH, {**SOUND_COACH, **fault})
    assert derived(fleet)[fact] == 1
    assert verdict("ROAD-2023-03-02", fleet, **INSPECTED) is Verdict.MAJOR
    laid_up = coaches(SOUND_COACH, {**SOUND_COACH, **fault, "in_service": False})
    assert verdict("ROAD-2023-03-02", laid_up, **INSPECTED) is Verdict.NOT_MAJOR


def test_an_expired_licence_is_counted_and_judges_nothing() -> None:
    """第3条第(1)项 is about the licence of the enterprise, not of each vehicle."""
    fleet = coaches({**SOUND_COACH, "licence_valid_until": YESTERDAY})
    assert derived(fleet)["vehicles_licence_expired"] == 1
    assert verdict("ROAD-2023-03-02", fleet, **INSPECTED) is Verdict.NOT_MAJOR


DEFECTIVE: dict[str, tuple[Mapping[str, object], str]] = {
    "rebuilt": ({"rebuilt_without_approval": True}, "WATER-2017-05-01"),
    "unfit since its conversion": ({"converted": True, "technical_rules_ok": False}, "WATER-2017-05-02"),
    "damaged and not repaired": ({"damaged": True, "damage_repaired": False}, "WATER-2017-05-03"),
}
SHIPSHAPE = {
    "rebuilt_without_approval": False,
    "converted": False,
    "hull_damage": False,
    "nav_equipment_damage": False,
}


@pytest.mark.parametrize(("fault", "code"), DEFECTIVE.values(), ids=DEFECTIVE)
def test_a_defective_ship_in_service_is_a_major_hazard(fault: Mapping[str, object], code: str) -> None:
    """Each of 第5条第(1)至(3)项 by its own columns of the ledger, and no other of them with it."""
    fleet = ships(SOUND_SHIP, {**SOUND_SHIP, **fault})
    major = {one for one in BY_CODE if verdict(one, fleet, **SHIPSHAPE) is Verdict.MAJOR}
    assert major == {code}


def test_the_ledger_does_not_acquit_alone() -> None:
    """Whoever keeps it is supervised: an inspection that saw vehicles and ships is needed besides."""
    assert verdict("ROAD-2023-03-02", coaches(SOUND_COACH)) is Verdict.UNDECIDED
    assert verdict("ROAD-2023-03-02", coaches(SOUND_COACH), **INSPECTED) is Verdict.NOT_MAJOR
    assert verdict("WATER-2017-05-01", ships(SOUND_SHIP)) is Verdict.UNDECIDED


def test_an_enterprise_without_ledger_is_judged_by_its_inspection() -> None:
    """Nobody kept one: what was answered on site decides, and where nothing was answered nothing is known."""
    assert derived({}) == {}
    assert verdict("ROAD-2023-03-02", {}, **INSPECTED) is Verdict.NOT_MAJOR
    assert verdict("ROAD-2023-03-02", {}, **{**INSPECTED, "inspection_valid": False}) is Verdict.MAJOR
    assert verdict("WATER-2017-05-01", {}, **SHIPSHAPE) is Verdict.NOT_MAJOR


def test_an_open_line_gives_no_count() -> None:
    """Nobody wrote down until when its inspection is valid, so nobody can say how many are overdue."""
    fleet = coaches(SOUND_COACH, {"kind": "coach", "in_service": True})
    assert derived(fleet) == {"vehicles_in_service": 2}
    assert derived(fleet, inspection_valid=True)["overdue_vehicles"] == 0
    overdue = coaches({**SOUND_COACH, "inspection_valid_until": YESTERDAY}, {"kind": "coach", "in_service": True})
    assert derived(overdue)["overdue_vehicles"] == 1


def test_an_empty_ledger_has_nothing_wrong() -> None:
    """Somebody looked: it owns no vehicle and no ship."""
    assert set(derived({**coaches(), **ships()}).values()) == {0}
