"""Road and city passenger transport: article 3 binds every kind, article 4 (1) coaches."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_transport.choices import EnterpriseKind, WarningKind, WarningLevel
from anjian_transport.profile import Transport
from anjian_transport.standards import ROAD_52

f = facts(Transport)

ROAD = f.kinds.any_(
    EnterpriseKind.ROAD_PASSENGER,
    EnterpriseKind.ROAD_FREIGHT,
    EnterpriseKind.ROAD_DANGEROUS_GOODS,
    EnterpriseKind.BUS_STATION,
    EnterpriseKind.DRIVER_TRAINING,
    EnterpriseKind.VEHICLE_REPAIR,
    EnterpriseKind.CITY_BUS,
    EnterpriseKind.TAXI,
)
HIGH_SCORE = 10  # points in one credit assessment, and more
LONG_LINE = 800  # kilometres, and more
SEVERE_WARNING = (
    (f.warning_kind == WarningKind.TYPHOON) & f.warning_level.in_(WarningLevel.ORANGE, WarningLevel.RED)
) | ((f.warning_kind != WarningKind.TYPHOON) & (f.warning_level == WarningLevel.RED))

RULES = (
    Rule(
        "ROAD-2023-03-01",
        Clause(ROAD_52, "第3条第(1)项"),
        title=Title(
            "无许可、未备案，或超出许可备案事项经营", "No licence or filing, or beyond what is licensed or filed"
        ),
        major=~f.license_valid | ~f.filing_done | f.beyond_scope,
        rectification=Title("停止经营，取得许可或备案", "Stop until licensed or filed"),
        applies=ROAD,
    ),
    Rule(
        "ROAD-2023-03-02",
        Clause(ROAD_52, "第3条第(2)项"),
        title=Title(
            "使用报废、拼改装、检验不合格的车辆或不合规装备",
            "Scrapped, altered or uninspected vehicles, or unfit equipment, in service",
        ),
        major=f.vehicle_scrapped
        | f.vehicle_modified
        | ~f.inspection_valid
        | f.equipment_unfit
        | (f.scrapped_vehicles > 0)
        | (f.altered_vehicles > 0)
        | (f.overdue_vehicles > 0),
        rectification=Title("立即停运", "Take off the road at once"),
        applies=ROAD,
    ),
    Rule(
        "ROAD-2023-03-03",
        Clause(ROAD_52, "第3条第(3)项"),
        title=Title(
            "长期“三超一疲劳”未纠正处理，或高分驾驶员仍上岗",
            "Long-term driving offences unhandled, or a high-scored driver on duty",
        ),
        major=(f.long_term_offences & ~f.corrected_on_the_way & ~f.dealt_within_month)
        | ((f.credit_score_once >= HIGH_SCORE) & ~f.high_score_handled & f.high_score_on_duty),
        rectification=Title("停止其驾驶，严肃处理", "Take the driver off and deal with it"),
        applies=ROAD,
    ),
    Rule(
        "ROAD-2023-03-04",
        Clause(ROAD_52, "第3条第(4)项"),
        title=Title(
            "恶劣天气预警下应停运仍安排运输", "Transport under a severe-weather warning although suspension is due"
        ),
        major=SEVERE_WARNING & f.suspension_due & f.transporting,
        rectification=Title("立即停运", "Suspend at once"),
        applies=ROAD,
    ),
    Rule(
        "ROAD-2023-03-05",
        Clause(ROAD_52, "第3条第(5)项"),
        title=Title("法律法规规章规定的其他情形", "Another case that law defines"),
        major=f.other_legal_case & (f.other_legal_basis != ""),
        rectification=Title("依法整改", "Put right as the law says"),
        applies=ROAD,
    ),
    Rule(
        "ROAD-2023-04-01",
        Clause(ROAD_52, "第4条第(1)项"),
        title=Title(
            "800公里以上班线未评估，或凌晨未停车休息、接驳",
            "Line of 800 km or more without assessment, or without night stop or relay",
        ),
        major=(f.line_km >= LONG_LINE) & (~f.line_risk_assessed | ~f.night_stop_or_relay),
        rectification=Title("停止该班线，评估并执行停车休息", "Suspend the line until both are in order"),
        applies=f.kinds.has(EnterpriseKind.ROAD_PASSENGER),
    ),
)
