"""Article 8: cranes, hoists and lifting."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_5

f = facts(Construction)

RULES = (
    Rule(
        "CONS-2024-08-01",
        Clause(NOTICE_5, "第8条第(1)项"),
        title=Title("起重机械未验收合格或未登记就使用", "Lifting machine used without acceptance or registration"),
        major=~f.lifting_accepted | ~f.lifting_registered,
        rectification=Title("停用，验收登记后使用", "Take out of use until accepted and registered"),
    ),
    Rule(
        "CONS-2024-08-02",
        Clause(NOTICE_5, "第8条第(2)项"),
        title=Title("起重机械基础承载力或变形不满足设计", "Machine base fails the design in bearing or deformation"),
        major=~f.lifting_base_capacity_ok | ~f.lifting_base_deformation_ok,
        rectification=Title("停用，处理基础", "Take out of use, mend the base"),
    ),
    Rule(
        "CONS-2024-08-03",
        Clause(NOTICE_5, "第8条第(3)项"),
        title=Title("安拆、爬升、附着前未检查", "Not checked before erecting, climbing or tying"),
        major=~f.lifting_pre_check_done,
        rectification=Title("停止作业，检查合格后进行", "Stop until checked"),
    ),
    Rule(
        "CONS-2024-08-04",
        Clause(NOTICE_5, "第8条第(4)项"),
        title=Title("起重机械安全装置不齐、失效或被拆除破坏", "Safety devices missing, failed or removed"),
        major=~f.lifting_safety_devices_ok,
        rectification=Title("停用，修复", "Take out of use and repair"),
    ),
    Rule(
        "CONS-2024-08-05",
        Clause(NOTICE_5, "第8条第(5)项"),
        title=Title("主要受力构件有缺陷，或连接件缺失失效", "Main members defective, or connections missing or failed"),
        major=f.lifting_member_defect | ~f.lifting_connectors_ok,
        rectification=Title("停用，更换", "Take out of use and replace"),
    ),
    Rule(
        "CONS-2024-08-06",
        Clause(NOTICE_5, "第8条第(6)项"),
        title=Title(
            "施工升降机附着间距、悬高或垂直度不合规", "Hoist's tie spacing, free height or plumb against the code"
        ),
        major=~f.hoist_tie_spacing_ok | ~f.hoist_free_height_ok | ~f.hoist_verticality_ok,
        rectification=Title("停用，整改", "Take out of use and put right"),
    ),
    Rule(
        "CONS-2024-08-07",
        Clause(NOTICE_5, "第8条第(7)项"),
        title=Title(
            "塔吊独立高度、附着间距、悬高或垂直度不合规", "Tower crane's heights, tie spacing or plumb against the code"
        ),
        major=~f.tower_free_standing_height_ok
        | ~f.tower_tie_spacing_ok
        | ~f.tower_free_height_ok
        | ~f.tower_verticality_ok,
        rectification=Title("停用，整改", "Take out of use and put right"),
    ),
    Rule(
        "CONS-2024-08-08",
        Clause(NOTICE_5, "第8条第(8)项"),
        title=Title("塔吊与周边或群塔之间未保持安全距离", "Tower crane too near structures or other cranes"),
        major=~f.tower_clearance_ok,
        rectification=Title("停用，调整", "Take out of use and change it"),
    ),
    Rule(
        "CONS-2024-08-09",
        Clause(NOTICE_5, "第8条第(9)项"),
        title=Title("使用报废的起重机械或吊索具", "Scrapped machine or sling in use"),
        major=f.machine_scrap | f.sling_scrap,
        rectification=Title("停用，更换", "Take out of use and replace"),
    ),
)
