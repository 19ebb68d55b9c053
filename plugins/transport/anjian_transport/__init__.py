"""道路运输和水上客运: the transport sector."""

from anjian.plugin import Checklist, Plugin, Sector, Title, hookimpl
from anjian_transport import fleet, ships
from anjian_transport.ledgers import VEHICLES, VESSELS
from anjian_transport.profile import Transport
from anjian_transport.rules import RULES


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="transport",
        prefix="Transport",
        api="~=1.1",
        title=Title("交通运输", "Transport"),
        sectors=[
            Sector(
                profile=Transport,
                checklists=Checklist.load("checklists"),
                rules=RULES,
                ledgers=[VEHICLES, VESSELS],
                derivations=[*fleet.DERIVATIONS, *ships.DERIVATIONS],
            )
        ],
    )
