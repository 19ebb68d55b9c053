"""Articles 11 and 12: confined spaces, demolition.

Article 11 (2) lists permit, training and ventilation one after the other; each of them missing is read as enough, while
(1) says that both identification and sign are missing.
"""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_5

f = facts(Construction)

RULES = (
    Rule(
        "CONS-2024-11-01",
        Clause(NOTICE_5, "第11条第(1)项"),
        title=Title("未辨识有限空间且未设警示标志", "Confined spaces neither identified nor signed"),
        major=~f.confined_identified & ~f.confined_sign,
        rectification=Title("立即辨识并设标志", "Identify and sign them at once"),
    ),
    Rule(
        "CONS-2024-11-02",
        Clause(NOTICE_5, "第11条第(2)项"),
        title=Title(
            "有限空间作业未审批、未培训或未先通风再检测",
            "Confined-space work without permit, training or ventilation and testing first",
        ),
        major=~f.confined_permit | ~f.confined_training | ~f.ventilate_test_work,
        rectification=Title("停止作业，撤出人员", "Stop and get people out"),
    ),
    Rule(
        "CONS-2024-11-03",
        Clause(NOTICE_5, "第11条第(3)项"),
        title=Title(
            "有限空间作业无专人监护或无专职安全员监督", "Confined-space work without attendant or safety officer"
        ),
        major=~f.confined_attendant | ~f.confined_officer,
        rectification=Title("停止作业，安排监护监督", "Stop until both are there"),
    ),
    Rule(
        "CONS-2024-11-04",
        Clause(NOTICE_5, "第11条第(4)项"),
        title=Title(
            "有限空间作业检测、通风、防护、救援设备缺失", "Detection, ventilation, breathing or rescue gear missing"
        ),
        major=~f.gas_detector | ~f.ventilation_gear | ~f.breathing_gear | ~f.rescue_gear,
        rectification=Title("停止作业，配齐设备", "Stop until it is complete"),
    ),
    Rule(
        "CONS-2024-12-01",
        Clause(NOTICE_5, "第12条第(1)项"),
        title=Title("装修拆除承重结构未经设计复核", "Load-bearing parts removed without a designer's check"),
        major=f.removes_load_bearing & ~f.design_check,
        rectification=Title("停止拆除，加固复核", "Stop; prop and have it checked"),
    ),
    Rule(
        "CONS-2024-12-02",
        Clause(NOTICE_5, "第12条第(2)项"),
        title=Title("拆除顺序不符合规范和方案", "Demolition in the wrong order"),
        major=~f.demolition_order_ok,
        rectification=Title("停止拆除，按方案进行", "Stop and return to the plan"),
    ),
)
