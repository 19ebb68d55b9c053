"""The criteria of 2023 for roads and cities, and the guide of 2017 for passenger shipping."""

from __future__ import annotations

from datetime import date

from anjian.plugin import Standard, Title

ROAD_52 = Standard(
    number="交办运〔2023〕52号",
    title=Title(
        "道路运输企业和城市客运企业安全生产重大事故隐患判定标准（试行）",
        "Criteria for major hazards of road-transport and city passenger-transport enterprises (trial)",
    ),
    effective_from=date(2023, 10, 1),
    edition="2023",
)
WATER_170 = Standard(
    number="交办海〔2017〕170号",
    title=Title(
        "水上客运重大事故隐患判定指南（暂行）", "Guide to judging major hazards of passenger shipping (interim)"
    ),
    effective_from=date(2018, 1, 1),  # the day is not known here; by its number it was issued in 2017
    edition="2017",
)
