"""Passenger shipping: the condition of ships, article 5 (1) to (3)."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_transport.choices import EnterpriseKind
from anjian_transport.conditions import CONVERTED_UNFIT, UNREPAIRED
from anjian_transport.profile import Transport
from anjian_transport.standards import WATER_170

f = facts(Transport)

SHIP = f.kinds.has(EnterpriseKind.WATER_PASSENGER_SHIP)

RULES = (
    Rule(
        "WATER-2017-05-01",
        Clause(WATER_170, "第5条第(1)项"),
        title=Title("客船擅自改建", "Passenger ship rebuilt without approval"),
        major=f.rebuilt_without_approval | (f.rebuilt_vessels > 0),
        rectification=Title("停航，恢复或重新检验", "Lay up; restore or have it surveyed"),
        applies=SHIP,
    ),
    Rule(
        "WATER-2017-05-02",
        Clause(WATER_170, "第5条第(2)项"),
        title=Title("改装后适航、救生、防火不满足技术法规", "Converted ship fails the technical rules"),
        major=CONVERTED_UNFIT | (f.unfit_vessels > 0),
        rectification=Title("停航，整改检验", "Lay up until put right and surveyed"),
        applies=SHIP,
    ),
    Rule(
        "WATER-2017-05-03",
        Clause(WATER_170, "第5条第(3)项"),
        title=Title("船体破损或航行设备损坏未及时修复", "Damage to hull or navigation equipment not repaired in time"),
        major=UNREPAIRED | (f.damaged_vessels > 0),
        rectification=Title("停航，修复", "Lay up and repair"),
        applies=SHIP,
    ),
)
