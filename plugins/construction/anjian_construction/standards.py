"""The criteria for major hazards of housing and municipal works, edition by edition."""

from __future__ import annotations

from datetime import date

from anjian.plugin import Standard, Title

NOTICE_2 = Standard(
    number="建质规〔2022〕2号",
    title=Title(
        "房屋市政工程生产安全重大事故隐患判定标准（2022版）",
        "Criteria for major work-safety hazards of housing and municipal works (2022)",
    ),
    effective_from=date(2022, 4, 19),
    effective_until=date(2024, 12, 12),  # repealed by article 18 of the next, on the day that one took effect
    edition="2022",
)
NOTICE_5 = Standard(
    number="建质规〔2024〕5号",
    title=Title(
        "房屋市政工程生产安全重大事故隐患判定标准（2024版）",
        "Criteria for major work-safety hazards of housing and municipal works (2024)",
    ),
    effective_from=date(2024, 12, 13),
    edition="2024",
)
