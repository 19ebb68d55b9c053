"""What neither decides nor counts may still be found major by experts (5.3.4)."""

from __future__ import annotations

from anjian.plugin import Clause, Confidence, Rule, Title
from anjian_fire.edition_2017.places import JUDGED, f
from anjian_fire.standards import GB_35181_2017

PANEL = Rule(
    "FIRE-2017-5.3.4",
    Clause(GB_35181_2017, "5.3.4"),
    title=Title(
        "技术论证专家组认定为重大火灾隐患（条文凭记忆，待核对原文）",
        "The panel of experts finds a major fire hazard (recalled, compare the text)",
    ),
    major=(f.panel_members >= 7) & (f.panel_in_favour * 3 >= f.panel_members * 2),  # 4.2 c, 4.3
    confidence=Confidence.RECALLED,
    applies=JUDGED,
)
