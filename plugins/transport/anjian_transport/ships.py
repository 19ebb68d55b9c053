"""What the ledger of vessels tells of the enterprise, on the day that is judged.

The rules hear the inspection and the ledger: what either finds is a major hazard. Where the ledger is silent the
inspection alone decides; the ledger alone acquits nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

from anjian.plugin import Clause, Known, derivation, facts
from anjian_transport.conditions import CONVERTED_UNFIT, UNREPAIRED
from anjian_transport.ledgers import VESSELS, Vessel
from anjian_transport.profile import Transport
from anjian_transport.standards import WATER_170

f, vessel = facts(Transport), facts(Vessel)

REBUILT = vessel.in_service & vessel.rebuilt_without_approval
UNFIT = vessel.in_service & vessel.converted & ~vessel.technical_rules_ok
DAMAGED = vessel.in_service & vessel.damaged & ~vessel.damage_repaired


@derivation(Clause(WATER_170, "第5条"), gives=("vessels_in_service", "vessels_survey_expired"), ledgers=(VESSELS.name,))
def vessels(known: Known) -> Mapping[str, object]:
    """How many ships it uses, and of how many of them the survey has run out."""
    expired = vessel.in_service & (vessel.survey_valid_until < known.on)
    return {
        "vessels_in_service": known.count(VESSELS.name, vessel.in_service),
        "vessels_survey_expired": known.count(VESSELS.name, expired),
    }


@derivation(
    Clause(WATER_170, "第5条第(1)至(3)项"),
    gives=("rebuilt_vessels", "unfit_vessels", "damaged_vessels"),
    needs=(
        "rebuilt_without_approval",
        "converted",
        "technical_rules_ok",
        "hull_damage",
        "nav_equipment_damage",
        "damage_repaired",
    ),
    ledgers=(VESSELS.name,),
)
def defective_vessels(known: Known) -> Mapping[str, object]:
    """Ships in service that were rebuilt without approval, fail the rules since a conversion, or stay damaged."""
    return {
        "rebuilt_vessels": known.found(VESSELS.name, REBUILT, f.rebuilt_without_approval),
        "unfit_vessels": known.found(VESSELS.name, UNFIT, CONVERTED_UNFIT),
        "damaged_vessels": known.found(VESSELS.name, DAMAGED, UNREPAIRED),
    }


DERIVATIONS = (vessels, defective_vessels)
