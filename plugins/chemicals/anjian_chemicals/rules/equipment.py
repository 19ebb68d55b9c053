"""Items 5 to 7, 12, 14, 15 and 20: tanks, loading, alarms, power and storage."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.standards import NOTICE_121

f = facts(Chemicals)

RULES = (
    Rule(
        "CHEMICALS-2017-05",
        Clause(NOTICE_121, "第5项"),
        title=Title(
            "一、二级重大危险源罐区无紧急切断或独立安全仪表系统",
            "Grade I or II tank farm without emergency shut-off or independent SIS",
        ),
        major=~f.tank_emergency_shutoff | (f.toxic_or_liquefied & ~f.independent_sis),
        rectification=Title(
            "限制储量，装设紧急切断和独立安全仪表系统后验收", "Hold less; install both and have them accepted"
        ),
        applies=f.severe_tank_farm,
    ),
    Rule(
        "CHEMICALS-2017-06",
        Clause(NOTICE_121, "第6项"),
        title=Title(
            "全压力式液化烃储罐无注水措施", "Fully pressurised liquefied-hydrocarbon tank without water injection"
        ),
        major=f.full_pressure_lpg_tank & ~f.water_injection_ok,
        rectification=Title("倒空或降低液位，补设注水措施", "Empty it or lower its level; add water injection"),
    ),
    Rule(
        "CHEMICALS-2017-07",
        Clause(NOTICE_121, "第7项"),
        title=Title("液化气体充装未用万向管道", "Liquefied gas loaded without swivel-joint arms"),
        major=f.liquefied_gas_loading & ~f.swivel_arm_used,
        rectification=Title("停止充装，改用万向管道", "Stop loading; change to swivel-joint arms"),
    ),
    Rule(
        "CHEMICALS-2017-12",
        Clause(NOTICE_121, "第12项"),
        title=Title("气体检测报警或防爆电气缺失", "Gas detection or explosion-proof electrics missing"),
        major=~f.gas_detectors_ok | ~f.explosion_proof_ok,
        rectification=Title("停用相关区域，补装、校验", "Close the area; install and calibrate"),
    ),
    Rule(
        "CHEMICALS-2017-14",
        Clause(NOTICE_121, "第14项"),
        title=Title("无双重电源，或自动控制系统无不间断电源", "No dual power supply, or no UPS for the control system"),
        major=~f.dual_power_ok | ~f.ups_ok,
        rectification=Title("停车整改，补设电源", "Shut down; add the supply"),
    ),
    Rule(
        "CHEMICALS-2017-15",
        Clause(NOTICE_121, "第15项"),
        title=Title("安全阀、爆破片等未正常投用", "Relief valves, bursting discs or the like not in service"),
        major=~f.relief_devices_in_service,
        rectification=Title("恢复投用，校验，加铅封", "Bring back into service, calibrate and seal"),
    ),
    Rule(
        "CHEMICALS-2017-20",
        Clause(NOTICE_121, "第20项"),
        title=Title(
            "未分区分类储存，超量、超品种，或禁配物质混存",
            "Not zoned, over quantity or variety, or incompatible together",
        ),
        major=~f.storage_zoned | f.storage_over_quantity | f.storage_over_variety | f.incompatible_mixed,
        rectification=Title("立即分库、清运、限量", "Separate, remove and reduce at once"),
    ),
)
