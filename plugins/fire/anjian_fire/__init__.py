"""消防: the fire sector."""

from anjian.plugin import Checklist, Plugin, Sector, Title, hookimpl
from anjian_fire import edition_2017, edition_2025
from anjian_fire.profile import Fire


@hookimpl
def anjian_plugin() -> Plugin:
    rules = (*edition_2017.RULES, *edition_2025.RULES)
    return Plugin(
        name="fire",
        prefix="Fire",
        api="~=1.0",
        title=Title("消防", "Fire safety"),
        sectors=[Sector(profile=Fire, checklists=Checklist.load("checklists"), rules=rules)],
    )
