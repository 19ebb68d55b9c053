"""The ledger of dangerous works (危大工程清单) that a project has to keep."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Choice, Entry, Ledger, Title, field
from anjian_construction.profile.units import KN_M2, METRE, TONNE


class WorkKind(Choice):
    """What is dangerous about it."""

    PIT = "pit", "基坑、边坡", "pit or slope"
    FALSEWORK = "falsework", "模板及支撑体系", "formwork and falsework"
    SCAFFOLD = "scaffold", "脚手架", "scaffold"
    LIFTING = "lifting", "起重吊装及起重机械安拆", "lifting, erecting and dismantling of machines"
    HEIGHT = "height", "高处作业", "work at height"
    CONFINED_SPACE = "confined_space", "有限空间作业", "confined-space work"
    DEMOLITION = "demolition", "拆除", "demolition"
    TUNNEL = "tunnel", "隧道、暗挖", "tunnel or underground excavation"
    OTHER = "other", "其他", "other"


class SubWork(Entry):
    """一项危险性较大的分部分项工程. Its size is on record; whether that is beyond the scale, a person says."""

    name: str | None = field(
        Title("名称", "Name"),
        meaning=Title("部位和内容，同一项目内不重复", "Place and content; told apart within the project"),
        required=True,
        min_length=1,
        max_length=100,
        filter=True,
        sort=True,
    )
    kind: WorkKind | None = field(
        Title("类别", "Kind"),
        meaning=Title("危险性所在的工程类别", "The kind of work that makes it dangerous"),
        required=True,
        filter=True,
        sort=True,
    )
    under_way: bool | None = field(
        Title("已开工", "Under way"),
        meaning=Title("该项已经开始施工且没有完工", "It has begun and is not finished"),
        filter=True,
    )
    depth_m: Decimal | None = field(
        Title("深度", "Depth"),
        unit=METRE,
        meaning=Title("基坑、槽、井的最大开挖深度", "Of a pit, trench or shaft, where it is deepest"),
        ge=0,
        sort=True,
    )
    height_m: Decimal | None = field(
        Title("高度", "Height"),
        unit=METRE,
        meaning=Title(
            "支撑、脚手架、起重或拆除的最大高度", "Of falsework, scaffold, lift or demolition, where highest"
        ),
        ge=0,
        sort=True,
    )
    span_m: Decimal | None = field(
        Title("跨度", "Span"),
        unit=METRE,
        meaning=Title("模板支撑或结构安装的最大跨度", "Of falsework or of a structure to be erected, where widest"),
        ge=0,
        sort=True,
    )
    load_kn_m2: Decimal | None = field(
        Title("施工总荷载", "Total construction load"),
        unit=KN_M2,
        meaning=Title("模板支撑承受的最大面荷载设计值", "The greatest design load on falsework, over its area"),
        ge=0,
        sort=True,
    )
    lifted_t: Decimal | None = field(
        Title("单件起吊重量", "Weight of one lift"),
        unit=TONNE,
        meaning=Title("起重吊装中最重的一件", "The heaviest single piece to be lifted"),
        ge=0,
        sort=True,
    )
    over_scale: bool | None = field(
        Title("超过一定规模", "Beyond a certain scale"),
        meaning=Title(
            "对照危大工程范围判断，超过规定规模须经专家论证；由填报人判断，不由尺寸计算",
            "By the lists of dangerous works, so that an expert review is due; a person judges, no size is compared",
        ),
        filter=True,
    )
    plan_prepared: bool | None = field(
        Title("已编专项方案", "Special plan drawn up"),
        meaning=Title("开工前编制了专项施工方案", "It was drawn up before work began"),
    )
    plan_reviewed: bool | None = field(
        Title("方案已审核", "Plan reviewed"),
        meaning=Title(
            "经施工单位技术负责人审核、总监理工程师审查", "By the contractor's chief engineer and the chief supervisor"
        ),
    )
    expert_reviewed: bool | None = field(
        Title("已专家论证", "Expert review passed"),
        meaning=Title("超过一定规模的，方案按规定通过专家论证", "Where it is beyond the scale, its plan has passed"),
    )
    acceptance_required: bool | None = field(
        Title("应当验收", "Needs acceptance"),
        meaning=Title("按规定须验收合格才能进入下道工序或使用", "It must pass before the next step or its use"),
    )
    accepted: bool | None = field(
        Title("验收合格", "Accepted"),
        meaning=Title("已按规定验收合格", "It has passed as required"),
    )
    next_step_started: bool | None = field(
        Title("已进入下道工序或使用", "Next step or use begun"),
        meaning=Title("下道工序已开始，或已投入使用", "The next step has begun, or it is in use"),
    )


SUB_WORKS = Ledger("sub_works", SubWork, title=Title("危大工程清单", "Dangerous works"), key=("name",))
