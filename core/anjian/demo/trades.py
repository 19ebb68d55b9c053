"""The trades of the demonstration: what their entities are called and what is found there. All of it is invented."""

from __future__ import annotations

from typing import NamedTuple

from anjian.entities.model import EntityKind


class Trade(NamedTuple):
    """A sector with the kinds of entities in it; hazards are worded as inspectors word them."""

    code: str
    zh: str
    en: str
    weight: float
    forms: tuple[tuple[EntityKind, str], ...]
    general: tuple[str, ...]
    major: tuple[str, ...]


ENTERPRISE, SITE, PROJECT = EntityKind.ENTERPRISE, EntityKind.SITE, EntityKind.PROJECT
PLACE, FLEET, BUILDING = EntityKind.PLACE, EntityKind.FLEET, EntityKind.BUILDING

FIREWORKS = Trade(
    "fireworks", "烟花爆竹", "fireworks", 0,
    ((PLACE, "烟花爆竹零售点"), (ENTERPRISE, "烟花爆竹批发有限公司"), (ENTERPRISE, "烟花爆竹有限公司")),
    ("警示标志褪色", "灭火器压力不足", "流向登记不完整", "堆垛间距偏小", "值班记录缺签字"),
    ("零售场所存在重大隐患",),
)  # fmt: skip
TRADES = (
    Trade("fire", "消防", "fire safety", 22,
        ((PLACE, "宾馆"), (PLACE, "餐饮店"), (PLACE, "商场"), (BUILDING, "写字楼"), (PLACE, "网吧")),
        ("疏散通道堆放杂物", "灭火器过期", "应急照明不亮", "消火栓被遮挡", "安全出口指示标志损坏", "电气线路未穿管"),
        ("疏散楼梯被封堵且自动喷水灭火系统停用", "人员密集场所违规使用易燃可燃材料装修")),
    Trade("trade", "工贸", "industry and trade", 22,
        ((ENTERPRISE, "机械有限公司"), (ENTERPRISE, "耐材有限公司"), (ENTERPRISE, "食品有限公司"), (SITE, "铝业厂区")),
        ("机械传动部位缺防护罩", "临时用电不规范", "吊具未定期检查", "安全培训记录不全", "有限空间未设警示标识"),
        ("铝加工深井铸造未设紧急排放", "粉尘涉爆除尘系统未设泄爆装置")),
    Trade("construction", "建筑施工", "construction", 12,
        ((PROJECT, "住宅小区项目"), (PROJECT, "商业综合体项目"), (PROJECT, "道路改造项目")),
        ("临边防护缺失", "脚手架连墙件不足", "配电箱未上锁", "作业人员未系安全带", "基坑周边堆载"),
        ("危大工程未按方案施工", "起重机械安装后未经验收即使用")),
    Trade("transport", "交通运输", "transport", 11,
        ((ENTERPRISE, "客运有限公司"), (ENTERPRISE, "货运有限公司"), (FLEET, "旅游包车车队")),
        ("车辆灭火器缺失", "驾驶员安全学习记录不全", "动态监控离线未处置", "车辆例检记录缺项"),
        ("长期使用未检验车辆从事营运", "对驾驶员超速疲劳报警长期不处置")),
    Trade("gas", "城镇燃气", "city gas", 9,
        ((ENTERPRISE, "燃气有限公司"), (SITE, "液化气站"), (PLACE, "燃气用户餐馆")),
        ("软管老化", "未装可燃气体报警器", "气瓶间通风不良", "调压箱无警示标志"),
        ("储罐未设超限报警", "爆炸危险区域电气设备不防爆")),
    Trade("special_equipment", "特种设备", "special equipment", 8,
        ((ENTERPRISE, "物业有限公司"), (ENTERPRISE, "锅炉供热有限公司")),
        ("电梯维保记录不全", "安全阀校验过期", "压力表超期未检", "操作人员未持证上岗"),
        ("使用未经检验的压力容器",)),
    Trade("chemicals", "危险化学品", "hazardous chemicals", 6,
        ((ENTERPRISE, "化工有限公司"), (SITE, "加油站"), (ENTERPRISE, "涂料有限公司")),
        ("化学品安全技术说明书不全", "静电接地夹损坏", "防爆工具混用", "应急物资柜上锁", "动火票填写不规范"),
        ("可燃有毒气体泄漏检测报警未投用", "特殊作业管理制度未有效执行")),
    Trade("schools_and_care", "学校医院养老", "schools, hospitals and care homes", 5,
        ((PLACE, "幼儿园"), (PLACE, "养老院"), (PLACE, "诊所")),
        ("宿舍使用大功率电器", "防火门常开", "未开展应急演练", "燃气灶无熄火保护"), ("安全出口数量不足",)),
    Trade("tourism", "文化旅游", "culture and tourism", 3,
        ((PLACE, "景区"), (PLACE, "游乐园"), (PLACE, "影剧院")),
        ("临水护栏松动", "游客须知缺失", "大型游乐设施日检记录不全"), ("高风险项目未经检验投入运营",)),
    Trade("mining", "矿山", "mines", 2,
        ((SITE, "铝土矿"), (SITE, "煤矿"), (SITE, "尾矿库")),
        ("井下照明不足", "排水沟淤堵", "边坡观测记录缺失", "自救器数量不足"),
        ("通风系统不可靠", "尾矿库干滩长度不足")),
)  # fmt: skip

URBAN = tuple(trade for trade in TRADES if trade.code != "mining")
