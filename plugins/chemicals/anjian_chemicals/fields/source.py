"""重大危险源 by GB 18218-2018: computed from the ledger of substances, never entered."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Profile, Title, field
from anjian_chemicals.gb18218.lines import Grade

PEOPLE = Title("人", "people")


class Source(Profile):
    exposed_persons: int | None = field(
        Title("周边常住人口", "Residents around"),
        unit=PEOPLE,
        meaning=Title(
            "厂区边界向外500米范围内的常住人口，决定系数α", "Within 500 m of the boundary; α follows from it"
        ),
        filter=True,
        sort=True,
        ge=0,
    )
    source_s: Decimal | None = field(
        Title("辨识指标S", "Index S"),
        meaning=Title("各单元Σ(q/Q)中最大的一个，截至四位小数", "The greatest Σ(q/Q) of a unit, cut to four decimals"),
        derived=True,
        filter=True,
        sort=True,
    )
    source_major: bool | None = field(
        Title("构成重大危险源", "Is a major hazard source"),
        meaning=Title("至少一个单元S≥1", "S of one unit at least is 1 or more"),
        derived=True,
        filter=True,
    )
    source_r: Decimal | None = field(
        Title("分级指标R", "Index R"),
        meaning=Title(
            "各重大危险源αΣ(β·q/Q)中最大的一个，截至四位小数；不构成重大危险源时为空",
            "The greatest αΣ(βq/Q) of a major hazard source, cut to four decimals; empty where there is none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
    source_grade: Grade | None = field(
        Title("重大危险源等级", "Grade of the major hazard source"),
        meaning=Title("等级最高的单元的等级；不构成重大危险源时为空", "Of the gravest unit; empty where there is none"),
        derived=True,
        filter=True,
        sort=True,
    )
    severe_tank_farm: bool | None = field(
        Title("罐区构成一、二级重大危险源", "A tank farm is a grade I or II source"),
        meaning=Title("至少一处储罐区单元为一级或二级", "One tank farm at least is of grade I or II"),
        derived=True,
        filter=True,
    )
