"""Article 4: permits, staff, and the special plans of dangerous works (危大工程)."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_construction.conditions import UNACCEPTED, UNPLANNED
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_5

f = facts(Construction)

RULES = (
    Rule(
        "CONS-2024-04-01",
        Clause(NOTICE_5, "第4条第(1)项"),
        title=Title(
            "无安全生产许可证施工，或无资质、超资质承揽", "No safety permit, or work without or beyond a qualification"
        ),
        major=~f.safety_permit | ~f.qualification_ok,
        rectification=Title("停止施工，取得许可、资质后复工", "Stop until permit and qualification are there"),
    ),
    Rule(
        "CONS-2024-04-02",
        Clause(NOTICE_5, "第4条第(2)项"),
        title=Title(
            "安全管理人员配备不足，或三类人员无有效考核证", "Too few safety staff, or A, B, C certificates missing"
        ),
        major=(f.safety_staff_actual < f.safety_staff_required) | ~f.abc_certificates_valid,
        rectification=Title("限期配足，持证任职", "Bring the number up; certify before taking the post"),
    ),
    Rule(
        "CONS-2024-04-03",
        Clause(NOTICE_5, "第4条第(3)项"),
        title=Title("建筑施工特种作业无证上岗", "Special-operation workers uncertified"),
        major=~f.special_ops_all_certified,
        rectification=Title("停止其作业，持证后上岗", "Stop their work until certified"),
    ),
    Rule(
        "CONS-2024-04-04",
        Clause(NOTICE_5, "第4条第(4)项"),
        title=Title(
            "危大工程专项方案未编、未审、严重缺陷或应论证未论证",
            "Special plan missing, unreviewed, seriously flawed, or without its expert review",
        ),
        major=UNPLANNED | (f.works_without_plan > 0),
        rectification=Title("停止该项施工，完成编审和论证", "Stop that work until plan and reviews are done"),
    ),
    Rule(
        "CONS-2024-04-05",
        Clause(NOTICE_5, "第4条第(5)项"),
        title=Title(
            "应验收的危大工程未验收就进入下道工序或使用", "Dangerous work goes on or into use without its acceptance"
        ),
        major=UNACCEPTED | (f.works_without_acceptance > 0),
        rectification=Title("立即停止，组织验收", "Stop at once and hold the acceptance"),
    ),
)
