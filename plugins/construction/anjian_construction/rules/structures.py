"""Articles 5 to 7: pits and slopes, falsework, scaffolds."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, any_, facts
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_5

f = facts(Construction)

COLLAPSE_SIGN = any_(  # the four signs nested in article 5 (4)
    f.deformation_over_limit,
    f.wall_leak_soil_flow,
    f.base_piping,
    f.pit_piles & (f.pile_gap_depth_mm > f.pile_diameter_mm),
)

RULES = (
    Rule(
        "CONS-2024-05-01",
        Clause(NOTICE_5, "第5条第(1)项"),
        title=Title("基坑边坡施工未对毗邻设施专项防护", "Pit or slope without special protection of its neighbours"),
        major=f.pit_neighbours_at_risk & ~f.pit_neighbours_protected,
        rectification=Title("停止开挖，落实防护", "Stop digging and protect them"),
    ),
    Rule(
        "CONS-2024-05-02",
        Clause(NOTICE_5, "第5条第(2)项"),
        title=Title("土方超挖且未采取有效措施", "Over-excavated and nothing effective done"),
        major=f.over_excavated & ~f.over_excavation_remedied,
        rectification=Title("停止开挖，加固或回填", "Stop digging; strengthen or backfill"),
    ),
    Rule(
        "CONS-2024-05-03",
        Clause(NOTICE_5, "第5条第(3)项"),
        title=Title("深基坑、高边坡未做第三方监测", "Deep pit or high slope without third-party monitoring"),
        major=f.deep_pit_or_high_slope & ~f.third_party_monitoring,
        rectification=Title("停止开挖，委托监测", "Stop digging and commission monitoring"),
    ),
    Rule(
        "CONS-2024-05-04",
        Clause(NOTICE_5, "第5条第(4)项"),
        title=Title("出现坍塌预兆未及时处理", "Signs of collapse not handled in time"),
        major=COLLAPSE_SIGN & ~f.pit_signs_handled,
        rectification=Title("立即撤人并处置", "Withdraw people at once and act"),
    ),
    Rule(
        "CONS-2024-06-01",
        Clause(NOTICE_5, "第6条第(1)项"),
        title=Title("模板支架基础承载力或变形不满足设计", "Falsework base fails the design in bearing or deformation"),
        major=~f.falsework_base_capacity_ok | ~f.falsework_base_deformation_ok,
        rectification=Title("停止浇筑，处理基础", "Stop pouring and mend the base"),
    ),
    Rule(
        "CONS-2024-06-02",
        Clause(NOTICE_5, "第6条第(2)项"),
        title=Title("模板支架施工荷载超过设计值", "Falsework overloaded"),
        major=f.falsework_loaded & (f.falsework_load > f.falsework_load_design),
        rectification=Title("立即卸载", "Unload at once"),
    ),
    Rule(
        "CONS-2024-06-03",
        Clause(NOTICE_5, "第6条第(3)项"),
        title=Title("拆支架或爬升时混凝土强度不够", "Concrete too weak at striking or climbing"),
        major=f.striking_or_climbing & (f.concrete_strength < f.required_strength),
        rectification=Title("停止拆除或爬升", "Stop striking or climbing"),
    ),
    Rule(
        "CONS-2024-06-04",
        Clause(NOTICE_5, "第6条第(4)项"),
        title=Title("危大混凝土模板支撑未按方案顺序或厚度浇筑", "Pour order or layer thickness not as planned"),
        major=~f.pour_order_ok | ~f.layer_thickness_ok,
        rectification=Title("停止浇筑，按方案进行", "Stop and return to the plan"),
    ),
    Rule(
        "CONS-2024-07-01",
        Clause(NOTICE_5, "第7条第(1)项"),
        title=Title("脚手架基础承载力或变形不满足设计", "Scaffold base fails the design in bearing or deformation"),
        major=~f.scaffold_base_capacity_ok | ~f.scaffold_base_deformation_ok,
        rectification=Title("停用，处理基础", "Take out of use, mend the base"),
    ),
    Rule(
        "CONS-2024-07-02",
        Clause(NOTICE_5, "第7条第(2)项"),
        title=Title("未设连墙件，或整层连墙件缺失", "No wall ties, or those of a whole storey missing"),
        major=~f.wall_ties_installed | f.storey_ties_missing,
        rectification=Title("停用，恢复连墙件", "Take out of use, put the ties back"),
    ),
    Rule(
        "CONS-2024-07-03",
        Clause(NOTICE_5, "第7条第(3)项"),
        title=Title(
            "附着升降脚手架防倾、防坠、同步装置失效或缺失",
            "Anti-tilt, anti-fall or synchronising device failed or missing",
        ),
        major=~f.climbing_anti_tilt_ok | ~f.climbing_anti_fall_ok | ~f.climbing_sync_ok,
        rectification=Title("停止升降，修复", "Stop climbing and repair"),
    ),
)
