"""房屋市政工程: the construction sector."""

from anjian.plugin import Checklist, Plugin, Sector, Title, hookimpl
from anjian_construction.ledger import SUB_WORKS
from anjian_construction.profile import Construction
from anjian_construction.rules import RULES
from anjian_construction.sub_works import DERIVATIONS


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="construction",
        prefix="Construction",
        api="~=1.1",
        title=Title("建筑施工", "Construction"),
        sectors=[
            Sector(
                profile=Construction,
                checklists=Checklist.load("checklists"),
                rules=RULES,
                ledgers=[SUB_WORKS],
                derivations=DERIVATIONS,
            )
        ],
    )
