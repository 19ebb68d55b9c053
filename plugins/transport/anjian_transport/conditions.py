"""What an inspection finds of ships, as article 5 (2) and (3) of the guide put it."""

from __future__ import annotations

from anjian.plugin import facts
from anjian_transport.profile import Transport

f = facts(Transport)

CONVERTED_UNFIT = f.converted & ~f.technical_rules_ok
UNREPAIRED = (f.hull_damage | f.nav_equipment_damage) & ~f.damage_repaired
