"""GB 35181-2025, judged by people: its elements and counts are not here, and those of 2017 are not its own."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_fire.profile import Fire
from anjian_fire.standards import GB_35181_2025

RULES = (
    Rule(
        "FIRE-2025",
        Clause(GB_35181_2025, "第5、6章"),
        title=Title(
            "由人对照 GB 35181-2025 原文判定（系统不计算）",
            "Judged by people who hold the text of GB 35181-2025 (nothing is computed)",
        ),
        major=facts(Fire).major_2025,
    ),
)
