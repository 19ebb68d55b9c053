"""烟花爆竹: the fireworks sector."""

from anjian.plugin import Checklist, Plugin, Sector, Title, hookimpl
from anjian_fireworks.ledger import ROOMS
from anjian_fireworks.profile import Fireworks
from anjian_fireworks.rules import RULES


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="fireworks",
        prefix="Fireworks",
        api="~=1.1",
        title=Title("烟花爆竹", "Fireworks"),
        sectors=[Sector(profile=Fireworks, checklists=Checklist.load("checklists"), rules=RULES, ledgers=[ROOMS])],
    )
