"""Passenger shipping: what only a person with the text at hand can judge."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class WaterTopics(Profile):
    """Subjects of the guide whose text is not known here: a person reads it and answers."""

    emergency_steering_ok: bool | None = field(
        Title("应急操舵设备正常", "Emergency steering works"),
        meaning=Title(
            "主题：应急操舵等应急设备；由检查人员对照原文判断",
            "Topic: emergency steering and similar gear; a person judges by the text",
        ),
        manual=True,
    )
    life_saving_ok: bool | None = field(
        Title("救生设备有效", "Life-saving gear in order"),
        meaning=Title(
            "主题：客船救生设备；由检查人员对照原文判断",
            "Topic: life-saving gear of ships; a person judges by the text",
        ),
        manual=True,
    )
    ship_fire_gear_ok: bool | None = field(
        Title("船上消防设备有效", "Ship's fire gear in order"),
        meaning=Title(
            "主题：客船消防设备；由检查人员对照原文判断", "Topic: fire gear of ships; a person judges by the text"
        ),
        manual=True,
    )
    manning_ok: bool | None = field(
        Title("配员足够", "Manning sufficient"),
        meaning=Title(
            "主题：最低安全配员；由检查人员对照原文判断", "Topic: minimum safe manning; a person judges by the text"
        ),
        manual=True,
    )
    crew_certificates_valid: bool | None = field(
        Title("船员证书有效", "Crew certificates valid"),
        meaning=Title(
            "主题：值班船员适任证书；由检查人员对照原文判断",
            "Topic: certificates of watch-keepers; a person judges by the text",
        ),
        manual=True,
    )
    boarding_gear_ok: bool | None = field(
        Title("上下船和滚装设备正常", "Boarding gear in order"),
        meaning=Title(
            "主题：客运码头上下船、滚装设施设备；由检查人员对照原文判断",
            "Topic: boarding and ro-ro gear; a person judges by the text",
        ),
        manual=True,
    )
    terminal_screening_ok: bool | None = field(
        Title("码头安检设备正常", "Terminal screening in order"),
        meaning=Title(
            "主题：旅客、车辆安检设备；由检查人员对照原文判断",
            "Topic: screening of passengers and vehicles; a person judges by the text",
        ),
        manual=True,
    )
    terminal_fire_gear_ok: bool | None = field(
        Title("码头消防应急设备正常", "Terminal fire gear in order"),
        meaning=Title(
            "主题：码头消防、应急设备；由检查人员对照原文判断",
            "Topic: fire and emergency gear of terminals; a person judges by the text",
        ),
        manual=True,
    )
    shipping_licensed: bool | None = field(
        Title("水上客运有资质", "Shipping qualified"),
        meaning=Title(
            "主题：水上客运经营资质；由检查人员对照原文判断",
            "Topic: qualification for passenger shipping; a person judges by the text",
        ),
        manual=True,
    )
    sailing_area_ok: bool | None = field(
        Title("在核定航区内", "Within the area"),
        meaning=Title("主题：核定航区；由检查人员对照原文判断", "Topic: approved area; a person judges by the text"),
        manual=True,
    )
    passengers_within_limit: bool | None = field(
        Title("不超载客定额", "Passengers within limit"),
        meaning=Title(
            "主题：核定载客定额；由检查人员对照原文判断", "Topic: approved passenger limit; a person judges by the text"
        ),
        manual=True,
    )
    wind_within_limit: bool | None = field(
        Title("不超抗风等级", "Wind within limit"),
        meaning=Title(
            "主题：核定抗风等级；由检查人员对照原文判断", "Topic: approved wind limit; a person judges by the text"
        ),
        manual=True,
    )
    ship_dangerous_goods: bool | None = field(
        Title("违规载运危险货物或混载", "Dangerous goods or mixing on board"),
        meaning=Title(
            "主题：客船载运危险货物、车客混载；由检查人员对照原文判断",
            "Topic: dangerous goods and mixed loading; a person judges by the text",
        ),
        manual=True,
    )
    safety_system_in_force: bool | None = field(
        Title("安全管理体系运行", "Safety system in force"),
        meaning=Title(
            "主题：安全管理制度、体系；由检查人员对照原文判断",
            "Topic: the safety-management system; a person judges by the text",
        ),
        manual=True,
    )
    emergency_plan: bool | None = field(
        Title("有应急预案", "Emergency plan"),
        meaning=Title(
            "主题：应急预案；由检查人员对照原文判断", "Topic: the emergency plan; a person judges by the text"
        ),
        manual=True,
    )
    emergency_drill: bool | None = field(
        Title("已按规定演练", "Drills held"),
        meaning=Title("主题：应急演练；由检查人员对照原文判断", "Topic: drills; a person judges by the text"),
        manual=True,
    )
