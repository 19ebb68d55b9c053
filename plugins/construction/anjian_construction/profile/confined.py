"""Articles 11 and 12: confined spaces, demolition."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class ConfinedSpace(Profile):
    """Article 11: confined spaces."""

    confined_identified: bool | None = field(
        Title("有限空间已辨识", "Confined spaces identified"),
        meaning=Title("施工现场的有限空间都已辨识", "All confined spaces of the site are known"),
    )
    confined_sign: bool | None = field(
        Title("有限空间有警示标志", "Confined spaces signed"),
        meaning=Title("每处有限空间在显著位置设警示标志", "Each has a warning sign in plain view"),
    )
    confined_permit: bool | None = field(
        Title("作业已审批", "Work permitted"),
        meaning=Title("每次有限空间作业履行了审批", "Each such work has its permit"),
    )
    confined_training: bool | None = field(
        Title("作业人员已专项培训", "Workers specially trained"),
        meaning=Title(
            "参加有限空间作业的每一个人经过专项安全培训", "Everybody taking part has had special safety training"
        ),
    )
    ventilate_test_work: bool | None = field(
        Title("先通风再检测后作业", "Ventilated, tested, then worked"),
        meaning=Title("每次作业前先通风、再检测合格", "Each time, ventilation came first, then testing, then work"),
    )
    confined_attendant: bool | None = field(
        Title("有专人监护", "Attendant present"),
        meaning=Title("有限空间作业时现场有专人监护", "Somebody stands by while people are inside"),
    )
    confined_officer: bool | None = field(
        Title("有专职安全员监督", "Safety officer present"),
        meaning=Title("有限空间作业时专职安全管理人员在现场监督", "A full-time safety officer supervises on site"),
    )
    gas_detector: bool | None = field(
        Title("有气体检测设备", "Gas detection"),
        meaning=Title("有限空间作业现场有必要的气体检测设备", "What is necessary is at the place of work"),
    )
    ventilation_gear: bool | None = field(
        Title("有机械通风设备", "Mechanical ventilation"),
        meaning=Title("有限空间作业现场有必要的机械通风设备", "What is necessary is at the place of work"),
    )
    breathing_gear: bool | None = field(
        Title("有呼吸防护用品", "Breathing protection"),
        meaning=Title("有限空间作业现场有必要的呼吸防护用品", "What is necessary is at the place of work"),
    )
    rescue_gear: bool | None = field(
        Title("有应急救援设备", "Rescue equipment"),
        meaning=Title("有限空间作业现场有必要的应急救援设施设备", "What is necessary is at the place of work"),
    )


class Demolition(Profile):
    """Article 12: demolition."""

    removes_load_bearing: bool | None = field(
        Title("装修拆除承重结构", "Fit-out removes load-bearing parts"),
        meaning=Title("装饰装修中拆除了承重结构", "Load-bearing structure is removed during fit-out"),
        filter=True,
    )
    design_check: bool | None = field(
        Title("拆除经设计复核", "Removal checked by a designer"),
        meaning=Title(
            "由原设计单位或有相应资质的设计单位做了结构复核",
            "By the original designer or one with the qualification for it",
        ),
    )
    demolition_order_ok: bool | None = field(
        Title("拆除顺序正确", "Demolition order right"),
        meaning=Title("拆除施工的顺序符合规范和施工方案", "The order follows the code and the plan"),
    )
