"""Articles 9 and 10: work at height, temporary electricity."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_5

f = facts(Construction)

DAMP = 75  # per cent of relative humidity, for long

RULES = (
    Rule(
        "CONS-2024-09-01",
        Clause(NOTICE_5, "第9条第(1)项"),
        title=Title("钢结构、网架安装支撑不满足设计", "Temporary supports for steel or space frames fail the design"),
        major=~f.support_base_ok | f.support_overloaded | ~f.support_anti_overturn_ok,
        rectification=Title("停止安装，整改支撑", "Stop erecting, mend the supports"),
    ),
    Rule(
        "CONS-2024-09-02",
        Clause(NOTICE_5, "第9条第(2)项"),
        title=Title(
            "单榀桁架等预制构件安装无防失稳措施", "Single truss or the like erected without stability measures"
        ),
        major=~f.truss_stability_ok,
        rectification=Title("停止安装，采取措施", "Stop until it is secured"),
    ),
    Rule(
        "CONS-2024-09-03",
        Clause(NOTICE_5, "第9条第(3)项"),
        title=Title(
            "悬挑卸料平台不在主体结构且无可靠连接",
            "Cantilever platform neither on the main structure nor reliably connected",
        ),
        major=~f.platform_on_main_structure & ~f.platform_connection_ok,
        rectification=Title("停用，重新安装", "Take out of use, install anew"),
    ),
    Rule(
        "CONS-2024-09-04",
        Clause(NOTICE_5, "第9条第(4)项"),
        title=Title("脚手架内侧或电梯井贯通无防护", "Gap behind scaffold or lift shaft open without protection"),
        major=~f.scaffold_gap_protected | (~f.shaft_protected & ~f.shaft_gate),
        rectification=Title("停止作业，增设防护", "Stop work and protect it"),
    ),
    Rule(
        "CONS-2024-09-05",
        Clause(NOTICE_5, "第9条第(5)项"),
        title=Title(
            "吊篮超载、安全锁失效或安全绳未独立悬挂",
            "Suspended platform overloaded, lock failed, or lifeline not independent",
        ),
        major=(f.basket_in_use & (f.basket_load > f.basket_rated_load)) | ~f.basket_lock_ok | ~f.basket_lifeline_ok,
        rectification=Title("停用，整改", "Take out of use and put right"),
    ),
    Rule(
        "CONS-2024-10-01",
        Clause(NOTICE_5, "第10条第(1)项"),
        title=Title("不利环境的照明未用安全电压", "Lighting in adverse environments not on safe voltage"),
        major=(f.adverse_environment | (f.humidity_pct > DAMP)) & ~f.safe_voltage,
        rectification=Title("停用，改用安全电压", "Take out of use, change to safe voltage"),
    ),
    Rule(
        "CONS-2024-10-02",
        Clause(NOTICE_5, "第10条第(2)项"),
        title=Title("与外电架空线距离不足又无防护", "Too near overhead lines and not protected"),
        major=~f.overhead_clearance_ok & ~f.overhead_protection,
        rectification=Title("停止作业，拉开距离或防护", "Stop; keep off or protect"),
    ),
)
