"""What the ledger of vehicles tells of the enterprise, on the day that is judged.

The rules hear the inspection and the ledger: what either finds is a major hazard. Where the ledger is silent the
inspection alone decides; the ledger alone acquits nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

from anjian.plugin import Clause, Known, derivation, facts
from anjian_transport.ledgers import VEHICLES, Vehicle
from anjian_transport.profile import Transport
from anjian_transport.standards import ROAD_52

f, vehicle = facts(Transport), facts(Vehicle)

CLAUSE = Clause(ROAD_52, "第3条第(2)项")


@derivation(CLAUSE, gives=("vehicles_in_service", "vehicles_licence_expired"), ledgers=(VEHICLES.name,))
def vehicles(known: Known) -> Mapping[str, object]:
    """How many vehicles it uses, and of how many of them the licence has run out."""
    expired = vehicle.in_service & (vehicle.licence_valid_until < known.on)
    return {
        "vehicles_in_service": known.count(VEHICLES.name, vehicle.in_service),
        "vehicles_licence_expired": known.count(VEHICLES.name, expired),
    }


@derivation(
    CLAUSE,
    gives=("scrapped_vehicles", "altered_vehicles", "overdue_vehicles"),
    needs=("vehicle_scrapped", "vehicle_modified", "inspection_valid"),
    ledgers=(VEHICLES.name,),
)
def unfit_vehicles(known: Known) -> Mapping[str, object]:
    """Vehicles in service that should be scrapped, were altered, or are overdue for inspection."""
    scrapped = vehicle.in_service & (vehicle.scrap_on <= known.on)
    altered = vehicle.in_service & vehicle.altered
    overdue = vehicle.in_service & (vehicle.inspection_valid_until < known.on)
    return {
        "scrapped_vehicles": known.found(VEHICLES.name, scrapped, f.vehicle_scrapped),
        "altered_vehicles": known.found(VEHICLES.name, altered, f.vehicle_modified),
        "overdue_vehicles": known.found(VEHICLES.name, overdue, ~f.inspection_valid),
    }


DERIVATIONS = (vehicles, unfit_vehicles)
