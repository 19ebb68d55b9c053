"""The rules of the sector: the 20 items of the notice of 2017, and the prompts of AQ 3067-2026.

Any one item makes a major hazard. The notice names enterprises only in item 1 (producers and traders of hazardous
chemicals); the others name a thing (a tank farm, a loading point), and bind whoever has it.
"""

from __future__ import annotations

from anjian_chemicals.aq3067 import prompts
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.rules import equipment, people, plant

NOTICE_121_RULES = tuple(
    sorted((*people.RULES, *plant.RULES, *equipment.RULES), key=lambda rule: rule.code),
)
AQ_3067_RULES = prompts.rules(Chemicals)
RULES = (*NOTICE_121_RULES, *AQ_3067_RULES)
