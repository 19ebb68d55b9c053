"""The texts this sector goes by, each with the days it is used for."""

from __future__ import annotations

from datetime import date

from anjian.plugin import Standard, Title

# No repeal of the chemicals part of the notice was seen. AQ 3067-2026 is later, mandatory and on the same subject, so
# it takes over from its first day: the day of the inspection decides, and none is judged by two texts. Should the
# notice turn out to stand beside it, leave out ``effective_until``.
NOTICE_121 = Standard(
    number="安监总管三〔2017〕121号 附件1",
    title=Title(
        "化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）",
        "Criteria for major work-safety hazards of chemical and hazardous-chemical enterprises (trial)",
    ),
    effective_from=date(2017, 11, 13),  # the day it was issued
    effective_until=date(2026, 9, 29),
    edition="2017",
)
AQ_3067 = Standard(
    number="AQ 3067-2026",
    title=Title(
        "化工和危险化学品生产经营企业重大生产安全事故隐患判定准则",
        "Criteria for judging major work-safety hazards of chemical and hazardous-chemical enterprises",
    ),
    effective_from=date(2026, 9, 30),
    edition="2026",
)
GB_18218 = Standard(
    number="GB 18218-2018",
    title=Title("危险化学品重大危险源辨识", "Identification of major hazard sources of hazardous chemicals"),
    effective_from=date(2019, 3, 1),
    edition="2018",
)
