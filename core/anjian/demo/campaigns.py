"""The campaigns themselves: windows, phases, sectors, tasks and duties, as far as they are known."""

from __future__ import annotations

from typing import Any

from anjian.campaigns.model import Cadence, CampaignDuty, CampaignPhase, CampaignSector, CampaignTask, TaskLevel
from anjian.database.ids import UUID
from anjian.database.record import Record
from anjian.demo.chance import at_work, chance, record_id
from anjian.demo.places import SUPERVISED
from anjian.demo.plans import LIANHU, MID_AUTUMN, NATIONAL_DAY, WINDOWS, ZHENGZHOU, Window
from anjian.demo.trades import FIREWORKS, URBAN

Values = list[dict[str, Any]]

REGIONS = {LIANHU.code: "610104"}
PARENTS = {MID_AUTUMN.code: ZHENGZHOU.code, NATIONAL_DAY.code: ZHENGZHOU.code}
SOURCES = {
    "4101": "郑州市2019年11月20日公布的集中行动情况",
    "610104": "西安市莲湖区2023年6月25日公布的专项行动进展",
}

PHASES = (
    ("动员部署", "Mobilisation"),
    ("企业自查自改和部门帮扶", "Self-inspection with guidance by departments"),
    ("部门精准执法", "Targeted enforcement by departments"),
    ("总结提高", "Summary and improvement"),
)
# The fifteen are published as a number only; these are the trades of the demonstration and their neighbours.
MORE_SECTORS = (
    ("electric_power", "电力", "electric power"),
    ("self_built_houses", "自建房", "self-built houses"),
    ("e_bikes", "电动自行车", "e-bikes"),
    ("road_traffic", "道路交通", "road traffic"),
    ("confined_space", "有限空间作业", "confined-space work"),
)
# So are the twenty-two tasks in three levels: the wording is ours.
TASKS = {
    TaskLevel.ENTERPRISE: (
        ("主要负责人研究并带队检查本单位重大隐患", "The principal studies and leads the search for major hazards"),
        ("对照判定标准开展自查", "Self-inspection against the judgement standards"),
        ("建立隐患台账并逐项整改", "Keep a ledger and mend item by item"),
        ("排查动火等危险作业", "Examine hot work and other dangerous work"),
        ("清查外包和租赁的安全管理", "Examine contractors and tenants"),
        ("开展一次应急演练", "Hold one emergency drill"),
        ("公布自查结果", "Publish the result inside the unit"),
        ("主要负责人签署承诺书", "The principal signs a commitment"),
    ),
    TaskLevel.DEPARTMENT: (
        ("宣讲判定标准", "Explain the judgement standards"),
        ("组织专家帮扶指导", "Give guidance with experts"),
        ("建立执法检查清单", "Draw up enforcement checklists"),
        ("对重大隐患挂牌督办", "List major hazards for supervision"),
        ("约谈和联合惩戒", "Interviews and joint punishment"),
        ("畅通举报渠道", "Open channels for reports by the public"),
        ("公布典型案例", "Publish typical cases"),
        ("回头看", "Look back"),
    ),
    TaskLevel.GOVERNMENT: (
        ("主要领导动员部署", "Leaders mobilise"),
        ("组建工作专班", "Form a task force"),
        ("每周汇总、每月调度", "Weekly summary, monthly dispatch"),
        ("督导检查", "Supervise and inspect"),
        ("保障专家和经费", "Provide experts and funds"),
        ("考核问责", "Assess and hold to account"),
    ),
}


def campaign_id(window: Window) -> UUID:
    rng = chance(f"campaign {window.code}")
    return record_id(rng, at_work(rng, window.began_on))


def region_of(window: Window) -> str:
    return REGIONS.get(window.code, "4101")


def campaigns() -> Values:
    """Parents before the windows inside them."""
    ids = {window.code: campaign_id(window) for window in WINDOWS}
    return [
        {
            "id": ids[window.code],
            "code": window.code,
            "title_zh": window.title.zh,
            "title_en": window.title.en,
            "region_code": region_of(window),
            "began_on": window.began_on,
            "ended_on": window.ended_on,
            "parent_id": ids.get(PARENTS.get(window.code, "")),
            "source": SOURCES[region_of(window)],
        }
        for window in WINDOWS
    ]


def parts() -> list[tuple[type[Record], Values]]:
    lianhu, zhengzhou = campaign_id(LIANHU), campaign_id(ZHENGZHOU)
    sectors = [(t.code, t.zh, t.en) for t in (FIREWORKS, *URBAN)] + list(MORE_SECTORS)
    tasks = [{"level": level, **titles(*task)} for level, group in TASKS.items() for task in group]
    return [
        (CampaignPhase, numbered(lianhu, [titles(*phase) for phase in PHASES])),
        (CampaignSector, numbered(lianhu, [{"sector": code, **titles(zh, en)} for code, zh, en in sectors])),
        (CampaignTask, numbered(lianhu, tasks)),
        (CampaignDuty, numbered(lianhu, LIANHU_DUTIES)),
        (CampaignDuty, numbered(zhengzhou, ZHENGZHOU_DUTIES)),
    ]


def titles(zh: str, en: str) -> dict[str, str]:
    return {"title_zh": zh, "title_en": en}


def numbered(campaign: UUID, values: Values) -> Values:
    return [{"campaign_id": campaign, "position": position, **value} for position, value in enumerate(values, start=1)]


LIANHU_DUTIES: Values = [
    {"region_code": "610104", "cadence": Cadence.WEEK, **titles("周报告", "Weekly report")},
    {"region_code": "610104", "cadence": Cadence.MONTH, **titles("月调度", "Monthly dispatch")},
]
ZHENGZHOU_DUTIES: Values = [
    {"region_code": code, "cadence": Cadence.DAY, **titles(f"{name}每日报告", f"Daily report of {code} {name}")}
    for code, name in SUPERVISED
]
