"""危险化学品: the hazardous-chemicals sector."""

from anjian.plugin import Checklist, Plugin, Sector, Title, hookimpl
from anjian_chemicals.aq3067 import prompts
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.rules import RULES


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="chemicals",
        prefix="Chemicals",
        api="~=1.0",
        title=Title("危险化学品", "Hazardous chemicals"),
        sectors=[
            Sector(
                profile=Chemicals,
                checklists=[*Checklist.load("checklists"), prompts.checklist()],
                rules=RULES,
            )
        ],
    )
