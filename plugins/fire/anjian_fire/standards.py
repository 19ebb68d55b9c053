"""The two editions of GB 35181; the day of the inspection chooses between them."""

from __future__ import annotations

from datetime import date

from anjian.plugin import Standard, Title

GB_35181_2017 = Standard(
    number="GB 35181-2017",
    title=Title("重大火灾隐患判定方法", "Determination method for major fire hazards"),
    effective_from=date(2018, 7, 1),
    effective_until=date(2025, 10, 31),
    edition="2017",
)
GB_35181_2025 = Standard(
    number="GB 35181-2025",
    title=Title("重大火灾隐患判定规则", "Rules for judging major fire hazards"),
    effective_from=date(2025, 11, 1),
    edition="2025",
)
