"""房屋市政工程: the construction sector."""

from anjian.plugin import Checklist, Plugin, Sector, Title, hookimpl
from anjian_construction.profile import Construction
from anjian_construction.rules import RULES


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="construction",
        prefix="Construction",
        api="~=1.0",
        title=Title("建筑施工", "Construction"),
        sectors=[Sector(profile=Construction, checklists=Checklist.load("checklists"), rules=RULES)],
    )
