"""What a report earns: a table, and the one way to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anjian.judgement.standards import Clause, Confidence, Standard
from anjian.words import Title

REWARDS_2018 = Standard(
    "安监总财〔2018〕19号",
    Title("安全生产领域举报奖励办法", "Measures on rewards for reports on work safety"),
    date(2018, 1, 4),
)


@dataclass(frozen=True, slots=True)
class RewardRule:
    """A share of the fines, within bounds, in yuan. A recalled rule is only shown to whoever decides."""

    clause: Clause
    percent_of_fines: int
    least: int
    most: int
    confidence: Confidence
    words: Title

    def fen(self, fines_fen: int) -> int:
        """In whole fen, the broken one dropped."""
        return min(max(fines_fen * self.percent_of_fines // 100, self.least * 100), self.most * 100)


# As 人民日报 told of it on 2018-02-01, and Ningxia (2021), Inner Mongolia (2022), Shanxi (2024), Luoyang (2025) repeat.
MAJOR_HAZARD = RewardRule(
    Clause(REWARDS_2018, "重大事故隐患和违法生产经营建设行为"),
    percent_of_fines=15,
    least=3_000,
    most=300_000,
    confidence=Confidence.VERIFIED,
    words=Title(
        "按行政处罚金额的 15% 计算，不低于 3,000 元，不超过 300,000 元",
        "15 % of the fines, 3,000 yuan at least, 300,000 yuan at most",
    ),
)
RULES: Sequence[RewardRule] = (MAJOR_HAZARD,)
