"""The workshops and magazines of a fireworks plant, as portals write and read them."""

from __future__ import annotations

from datetime import date

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.schema.scratch import done, entity, refused, scratch

ROOMS = """entity { fireworks { actualPersons
  rooms(orderBy: [{ field: ACTUAL_PERSONS, direction: DESC }]) { nodes { number actualPersons approvedPersons } } } }"""


async def test_each_room_is_a_line(fresh_database: FreshDatabase, host: PluginHost) -> None:
    """Rooms are told apart by their number; the worst one that an inspector enters stays the inspector's."""
    async with scratch(fresh_database(), host) as made:
        inspector = await made.official("王五")
        plant = await entity(inspector, "fireworks")
        approved = {"kind": "workshop", "approvedPersons": 4, "approvedPowderKg": "5"}
        lines = [{"values": {**approved, "number": number, "actualPersons": n}} for number, n in (("12", 3), ("13", 6))]
        given = {"entity_id": plant, "sector": "fireworks", "ledger": "rooms", "true_on": date(2019, 9, 1)}
        kept = (await done(inspector, "updateLedger", ROOMS, **given, put=lines))["entity"]["fireworks"]
        again = await refused(inspector, "updateLedger", **given, put=lines[:1])
    assert [(room["number"], room["actualPersons"]) for room in kept["rooms"]["nodes"]] == [("13", 6), ("12", 3)]
    assert kept["actualPersons"] is None
    assert again == {"LINE_DUPLICATE": ["input", "put", "0", "values", "number"]}
