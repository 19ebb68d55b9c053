"""The 20 items of the criteria of 2017 (in force), each one expression. Any one of them makes a major hazard.

The text does not say item by item whom it binds; ``applies`` follows the wording: workshops and powder are a
producer's, magazines a producer's or wholesaler's, points of sale a retailer's.
"""

from __future__ import annotations

from datetime import date

from anjian.plugin import Clause, Rule, Standard, Title, facts
from anjian_fireworks.profile import BusinessKind, Fireworks

NOTICE_121 = Standard(
    number="安监总管三〔2017〕121号 附件2",
    title=Title(
        "烟花爆竹生产经营单位重大生产安全事故隐患判定标准（试行）",
        "Criteria for major work-safety hazards of fireworks enterprises (trial)",
    ),
    effective_from=date(2017, 11, 13),  # the day it was issued
    edition="2017",
)

f = facts(Fireworks)

PRODUCER = f.business_kind == BusinessKind.PRODUCER
RETAILER = f.business_kind == BusinessKind.RETAILER
PRODUCER_OR_WHOLESALER = f.business_kind.in_(BusinessKind.PRODUCER, BusinessKind.WHOLESALER)

RULES = (
    Rule(
        "FIREWORKS-2017-01",
        Clause(NOTICE_121, "第1项"),
        title=Title("主要负责人或安全管理人员未考核合格", "Principal or safety managers without a pass"),
        major=~f.principal_assessed | ~f.safety_managers_assessed,
        rectification=Title("考核合格前不得任职", "Nobody serves before passing"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-02",
        Clause(NOTICE_121, "第2项"),
        title=Title("特种作业无证，或带药检维修", "Special work uncertified, or maintenance with powder present"),
        major=~f.special_ops_all_certified | ~f.maintenance_powder_cleared,
        rectification=Title(
            "停止作业；清药后再检修，持证后再上岗", "Stop; clear the powder first, certify people first"
        ),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-03",
        Clause(NOTICE_121, "第3项"),
        title=Title("职工自带工具或机器进行涉药作业", "Workers use their own tools or machines on powder"),
        major=f.private_tools_used,
        rectification=Title("清出自带工具，统一配发", "Remove them and issue proper tools"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-04",
        Clause(NOTICE_121, "第4项"),
        title=Title("工房或库房实有人数多于核定人数", "More people in a workshop or magazine than approved"),
        major=f.actual_persons > f.approved_persons,
        rectification=Title("立即撤出多余人员", "Withdraw the surplus people at once"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-05",
        Clause(NOTICE_121, "第5项"),
        title=Title("工房或库房药量超过核定药量", "More powder in a workshop or magazine than approved"),
        major=f.actual_powder_kg > f.approved_powder_kg,
        rectification=Title(
            "立即把超量部分转移到中转库或总库", "Move the surplus to a transit or main magazine at once"
        ),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-06",
        Clause(NOTICE_121, "第6项"),
        title=Title("安全距离不足，或防护屏障缺失、不合格", "Distances too short, or barriers missing or inadequate"),
        major=~f.distances_ok | ~f.barrier_ok,
        rectification=Title("停用该工库房，改造或减少药量", "Take it out of use; rebuild it or reduce the powder"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-07",
        Clause(NOTICE_121, "第7项"),
        title=Title("防静电、防火、防雷设施缺失或失效", "Anti-static, fire or lightning protection missing or failed"),
        major=~f.antistatic_ok | ~f.fire_protection_ok | ~f.lightning_ok,
        rectification=Title("停用，修复并检测合格", "Take out of use, repair and have it tested"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-08",
        Clause(NOTICE_121, "第8项"),
        title=Title("擅自改变工库房用途，或违规搭建", "Use changed without leave, or unauthorised building"),
        major=f.use_changed | f.illegal_building,
        rectification=Title("拆除违建，恢复原用途", "Pull it down, restore the approved use"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-09",
        Clause(NOTICE_121, "第9项"),
        title=Title("围墙缺失，或分区不合标准", "Wall missing, or zoning against the standard"),
        major=~f.wall_ok | ~f.zoning_ok,
        rectification=Title("修建围墙，重新分区", "Build the wall, zone the plant anew"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-10",
        Clause(NOTICE_121, "第10项"),
        title=Title("氧化剂与还原剂同库、预混或同房加工", "Oxidisers and reducers stored, premixed or worked together"),
        major=f.oxidant_reductant_same_store | f.illegal_premix | f.same_room_grinding,
        rectification=Title("分库存放、分房加工，停止预混", "Separate stores, separate rooms, no premixing"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-11",
        Clause(NOTICE_121, "第11项"),
        title=Title("涉药机械未经论证或被擅自改动", "Powder machines not verified, or altered"),
        major=~f.machine_verified | f.machine_altered,
        rectification=Title("停用，论证合格后方可使用", "Take out of use until verified safe"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-12",
        Clause(NOTICE_121, "第12项"),
        title=Title("库房储存能力与设计产能不匹配", "Storage capacity does not match the design output"),
        major=~f.storage_matches_output,  # no formula is published: an inspector judges, no numbers are compared
        rectification=Title("限产或增建库房", "Limit the output or add magazines"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-13",
        Clause(NOTICE_121, "第13项"),
        title=Title(
            "未建立全员责任制，或未实施隐患排查治理制度", "No responsibility system, or no hazard-inspection system"
        ),
        major=~f.responsibility_system | ~f.hazard_inspection_system,
        rectification=Title("建立制度并运行", "Set the systems up and use them"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-14",
        Clause(NOTICE_121, "第14项"),
        title=Title(
            "出租、出借、转让、买卖、冒用或伪造许可证", "Licence let, lent, transferred, traded, misused or forged"
        ),
        major=f.license_misuse,
        rectification=Title("停产停业，依法吊销或移送", "Stop; revocation or referral by law"),
    ),
    Rule(
        "FIREWORKS-2017-15",
        Clause(NOTICE_121, "第15项"),
        title=Title("超许可范围生产，或使用违禁药物", "Beyond the licence, or prohibited chemicals"),
        major=f.beyond_license | f.prohibited_chemical,
        rectification=Title("停产，封存并依法销毁", "Stop, seal and destroy by law"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-16",
        Clause(NOTICE_121, "第16项"),
        title=Title("分包、转包生产线、工房或库房", "Lines, workshops or magazines sub-contracted"),
        major=f.subcontracting,
        rectification=Title("停产整顿，收回自营", "Stop and put in order; run them oneself"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-17",
        Clause(NOTICE_121, "第17项"),
        title=Title("一证多厂，或股东各自组织生产", "Several plants on one licence, or shareholders each alone"),
        major=f.one_license_many_plants,
        rectification=Title("停产整顿，统一管理", "Stop and put in order; one management"),
        applies=PRODUCER,
    ),
    Rule(
        "FIREWORKS-2017-18",
        Clause(NOTICE_121, "第18项"),
        title=Title("许可证过期或停产停业期间组织生产经营", "Operating with an expired licence or during a stop"),
        major=f.operating & (f.license_expired | f.suspended),
        rectification=Title("立即停止生产经营", "Stop operating at once"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-19",
        Clause(NOTICE_121, "第19项"),
        title=Title("仓库存放其他爆炸物，或产品违禁超标", "Other explosives in the store, or banned products"),
        major=f.other_explosives_in_store | f.banned_products,
        rectification=Title("清运、封存", "Remove and seal"),
        applies=PRODUCER_OR_WHOLESALER,
    ),
    Rule(
        "FIREWORKS-2017-20",
        Clause(NOTICE_121, "第20项"),
        title=Title("零售点与居民住所同楼，或使用明火", "Retail point in a building with dwellings, or open flame"),
        major=f.retail_with_dwelling | f.open_flame,
        rectification=Title("迁出或取消零售点，停止使用明火", "Move or close the point of sale, use no flame"),
        applies=RETAILER,
    ),
)
