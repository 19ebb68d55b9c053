"""Items 3, 4, 8 to 11, 13 and 19: layout, design and process."""

from __future__ import annotations

from anjian.plugin import Clause, Rule, Title, facts
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.standards import NOTICE_121

f = facts(Chemicals)

TWO_KEY_ONE_MAJOR = f.key_process | f.key_chemical | f.source_major  # 两重点一重大

RULES = (
    Rule(
        "CHEMICALS-2017-03",
        Clause(NOTICE_121, "第3项"),
        title=Title("“两重点一重大”外部安全防护距离不足", "External safety distance too short"),
        major=~f.external_distance_ok,
        rectification=Title(
            "停产或减量，重新评估，搬迁或调整防护目标", "Stop or reduce; assess anew; move one or the other"
        ),
        applies=TWO_KEY_ONE_MAJOR,
    ),
    Rule(
        "CHEMICALS-2017-04",
        Clause(NOTICE_121, "第4项"),
        title=Title(
            "重点监管工艺未实现或未投用自动控制、紧急停车",
            "Key process without automatic control or emergency shutdown in service",
        ),
        major=~f.auto_control_in_service | ~f.esd_in_service,
        rectification=Title("停用该工艺，补装或恢复投用", "Stop the process; install or bring back into service"),
        applies=f.key_process,
    ),
    Rule(
        "CHEMICALS-2017-08",
        Clause(NOTICE_121, "第8项"),
        title=Title("剧毒气体或硫化氢管道穿越公共区域", "Toxic-gas pipeline through a public area"),
        major=f.toxic_gas_pipeline & f.crosses_public_area,
        rectification=Title("停输，改线", "Stop the flow; lay another route"),
    ),
    Rule(
        "CHEMICALS-2017-09",
        Clause(NOTICE_121, "第9项"),
        title=Title("地区架空电力线路违规穿越生产区", "Overhead power lines over the production area"),
        major=f.overhead_line_in_area & ~f.overhead_line_ok,
        rectification=Title("迁改线路", "Move the lines"),
    ),
    Rule(
        "CHEMICALS-2017-10",
        Clause(NOTICE_121, "第10项"),
        title=Title("在役装置未经正规设计又未作诊断", "Unit in service neither properly designed nor diagnosed"),
        major=~f.formal_design & ~f.design_diagnosis_done,
        rectification=Title(
            "委托有资质单位诊断并整改，完成前停用", "Have it diagnosed and mended; out of use until then"
        ),
    ),
    Rule(
        "CHEMICALS-2017-11",
        Clause(NOTICE_121, "第11项"),
        title=Title("使用淘汰落后的工艺或设备", "Eliminated process or equipment in use"),
        major=f.uses_eliminated_process,
        rectification=Title("停用并更换", "Stop using it; replace it"),
    ),
    Rule(
        "CHEMICALS-2017-13",
        Clause(NOTICE_121, "第13项"),
        title=Title("控制室或机柜间防火防爆不达标", "Control or cabinet room facing a hazard is not protected"),
        major=~f.control_room_protected,
        rectification=Title("改造或迁移，减少室内人员", "Rebuild or move it; keep fewer people inside"),
    ),
    Rule(
        "CHEMICALS-2017-19",
        Clause(NOTICE_121, "第19项"),
        title=Title(
            "工艺未试验、未论证，无试生产方案，或未评估反应风险",
            "Process untested or unreviewed, no trial plan, or reaction risk not assessed",
        ),
        major=~f.new_process_tested | ~f.first_use_reviewed | ~f.trial_plan | ~f.reaction_risk_assessed,
        rectification=Title("停止生产，补做试验、论证、方案或评估", "Stop; make up for what was left out"),
    ),
)
