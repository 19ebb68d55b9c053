"""危险化学品: the hazardous-chemicals sector."""

from anjian.plugin import Checklist, Plugin, Sector, Title, hookimpl
from anjian_chemicals.aq3067 import prompts
from anjian_chemicals.gb18218.source import major_hazard_source
from anjian_chemicals.ledger import SUBSTANCES
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.rules import RULES
from anjian_chemicals.validation import anjian_validate

__all__ = ["anjian_plugin", "anjian_validate"]


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="chemicals",
        prefix="Chemicals",
        api="~=1.1",
        title=Title("危险化学品", "Hazardous chemicals"),
        sectors=[
            Sector(
                profile=Chemicals,
                checklists=[*Checklist.load("checklists"), prompts.checklist()],
                rules=RULES,
                ledgers=[SUBSTANCES],
                derivations=[major_hazard_source],
            )
        ],
    )
