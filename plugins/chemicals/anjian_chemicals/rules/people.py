"""Items 1, 2 and 16 to 18: people and management."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_chemicals.fields.people import BusinessKind
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.standards import NOTICE_121

f = facts(Chemicals)

PRODUCER_OR_TRADER = f.business_kind.in_(BusinessKind.PRODUCER, BusinessKind.STORING_TRADER, BusinessKind.TRADER)

RULES = (
    Rule(
        "CHEMICALS-2017-01",
        Clause(NOTICE_121, "第1项"),
        title=Title("主要负责人或安全管理人员未考核合格", "Principal or safety managers without a pass"),
        major=~f.principal_assessed | ~f.safety_managers_assessed,
        rectification=Title("立即安排考核，合格前调整岗位", "Have them assessed; until then others serve"),
        applies=PRODUCER_OR_TRADER,
    ),
    Rule(
        "CHEMICALS-2017-02",
        Clause(NOTICE_121, "第2项"),
        title=Title("特种作业人员无证上岗", "Special operations without a certificate"),
        major=~f.special_ops_all_certified,
        rectification=Title("停止无证作业，换持证人员", "Stop; put certified people in their place"),
    ),
    Rule(
        "CHEMICALS-2017-16",
        Clause(NOTICE_121, "第16项"),
        title=Title(
            "未建立全员责任制，或未实施隐患排查治理制度", "No responsibility system, or no hazard-inspection system"
        ),
        major=~f.responsibility_system | ~f.hazard_inspection_system,
        rectification=Title("建立制度并实际运行", "Set the systems up and use them"),
    ),
    Rule(
        "CHEMICALS-2017-17",
        Clause(NOTICE_121, "第17项"),
        title=Title("没有操作规程或工艺控制指标", "No operating procedures or no process limits"),
        major=~f.operating_procedures | ~f.process_limits,
        rectification=Title("编制、审批并培训后恢复生产", "Write, approve and teach them before going on"),
    ),
    Rule(
        "CHEMICALS-2017-18",
        Clause(NOTICE_121, "第18项"),
        title=Title("特殊作业制度缺失或未有效执行", "Special-work rules missing or not followed"),
        major=~f.special_work_system | ~f.special_work_executed,
        rectification=Title("停止作业，补齐制度并整顿", "Stop such work; write the rules and put it in order"),
    ),
)
