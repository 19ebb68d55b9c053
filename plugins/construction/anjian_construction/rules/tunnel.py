"""Article 13: tunnels."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_5

f = facts(Construction)

RULES = (
    Rule(
        "CONS-2024-13-01",
        Clause(NOTICE_5, "第13条第(1)项"),
        title=Title(
            "作业面带水无措施，或地下水控制失效仍施工",
            "Water at the face without measures, or work goes on after groundwater control failed",
        ),
        major=(f.water_at_face & ~f.water_measures) | (f.dewatering_failed & f.dewatering_ignored),
        rectification=Title("停止作业，控制地下水", "Stop and control the water"),
    ),
    Rule(
        "CONS-2024-13-02",
        Clause(NOTICE_5, "第13条第(2)项"),
        title=Title(
            "涌水涌沙、坍塌、支护变形开裂未及时处置", "Inrush, collapse or distorted support not dealt with in time"
        ),
        major=(f.inrush | f.local_collapse | f.support_distorted) & ~f.tunnel_signs_handled,
        rectification=Title("立即撤人并处置", "Withdraw people at once and act"),
    ),
    Rule(
        "CONS-2024-13-03",
        Clause(NOTICE_5, "第13条第(3)项"),
        title=Title("开挖支护方法、超前预报、监控量测不合规", "Method, forecast or monitoring not as required"),
        major=~f.tunnel_method_ok
        | ~f.tunnel_forecast_done
        | ~f.tunnel_monitoring_done
        | (f.tunnel_over_limit & ~f.tunnel_over_limit_handled),
        rectification=Title("停止掘进，整改", "Stop advancing and put right"),
    ),
    Rule(
        "CONS-2024-13-04",
        Clause(NOTICE_5, "第13条第(4)项"),
        title=Title(
            "盾构端头未加固或效果不达标即施工", "Shield end not reinforced, or short of its effect, and work begun"
        ),
        major=~f.shield_end_reinforced | (~f.shield_end_effect_ok & ~f.shield_end_measures),
        rectification=Title("停止施工，加固达标", "Stop until the reinforcement suffices"),
    ),
    Rule(
        "CONS-2024-13-05",
        Clause(NOTICE_5, "第13条第(5)项"),
        title=Title(
            "盾尾密封失效或铰接渗漏仍掘进，或带压换刀不合规",
            "Shield advances with failed seal or leak, or pressurised entry improper",
        ),
        major=((~f.tail_seal_ok | f.articulation_leak) & f.shield_advancing) | ~f.pressurised_entry_ok,
        rectification=Title("停止掘进，修复", "Stop advancing and repair"),
    ),
    Rule(
        "CONS-2024-13-06",
        Clause(NOTICE_5, "第13条第(6)项"),
        title=Title("隧道施工未对毗邻设施专项防护", "Tunnel without special protection of its neighbours"),
        major=f.tunnel_neighbours_at_risk & ~f.tunnel_neighbours_protected,
        rectification=Title("停止掘进，落实防护", "Stop advancing and protect them"),
    ),
    Rule(
        "CONS-2024-13-07",
        Clause(NOTICE_5, "第13条第(7)项"),
        title=Title("未经批准在轨道交通保护区内作业", "Unapproved work in a metro protection zone"),
        major=f.in_protection_zone & ~f.protection_zone_approved,
        rectification=Title("停止作业，办理批准", "Stop until approved"),
    ),
)
