"""Articles 14 to 17: loads, risks, banned technology, and what only a person can judge.

Article 14 (2): a load that stands exactly one depth away is within the distance, as 以内 includes its number.
Article 17 takes a reason in words, which the profile does not accept empty: without it the verdict stays open.
"""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_5

f = facts(Construction)

RULES = (
    Rule(
        "CONS-2024-14-01",
        Clause(NOTICE_5, "第14条第(1)项"),
        title=Title("基坑周边堆载超过设计允许值", "Load beside a pit beyond what is allowed"),
        major=f.pit_surcharged & (f.surcharge_kpa > f.allowed_surcharge_kpa),
        rectification=Title("立即卸载", "Unload at once"),
    ),
    Rule(
        "CONS-2024-14-02",
        Clause(NOTICE_5, "第14条第(2)项"),
        title=Title("无支护坑槽边等深范围内堆载", "Load within one depth of an unsupported pit or trench"),
        major=f.unsupported_pit_loaded & (f.load_distance_m <= f.unsupported_depth_m),
        rectification=Title("立即移走", "Move it away at once"),
    ),
    Rule(
        "CONS-2024-14-03",
        Clause(NOTICE_5, "第14条第(3)项"),
        title=Title(
            "楼板、屋面、顶板或脚手架堆载超过设计允许值", "Slab, roof or scaffold carries more than the design allows"
        ),
        major=f.members_loaded & (f.member_load > f.member_load_design),
        rectification=Title("立即卸载", "Unload at once"),
    ),
    Rule(
        "CONS-2024-15-01",
        Clause(NOTICE_5, "第15条第(1)项"),
        title=Title("大型机械未校核行走路线和作业位置承载力", "Ground not checked for heavy machines"),
        major=~f.ground_check_done,
        rectification=Title("停止作业，校核加固", "Stop, check and strengthen"),
    ),
    Rule(
        "CONS-2024-15-02",
        Clause(NOTICE_5, "第15条第(2)项"),
        title=Title("恶劣天气违规吊装、安拆或高处作业", "Lifting, erecting or work at height in severe weather"),
        major=f.severe_weather & f.severe_weather_work,
        rectification=Title("立即停止作业", "Stop at once"),
    ),
    Rule(
        "CONS-2024-15-03",
        Clause(NOTICE_5, "第15条第(3)项"),
        title=Title("用非载人起重设备吊运人员", "People lifted by gear not made for it"),
        major=f.people_lifted,
        rectification=Title("立即停止", "Stop at once"),
    ),
    Rule(
        "CONS-2024-16-01",
        Clause(NOTICE_5, "第16条"),
        title=Title("使用国家禁限且危害较大的工艺设备材料", "Banned or limited technology with grave consequences"),
        major=f.uses_banned_technology & f.serious_consequence,
        rectification=Title("停止使用，替换", "Stop using it, replace it"),
    ),
    Rule(
        "CONS-2024-17-01",
        Clause(NOTICE_5, "第17条"),
        title=Title("其他严重违法且存在现实危险", "Another serious violation with real danger"),
        major=f.serious_violation & f.real_danger & (f.catch_all_reason != ""),
        rectification=Title("停工，消除危险", "Stop work, remove the danger"),
    ),
)
