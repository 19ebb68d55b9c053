"""Articles 9 and 10: work at height, temporary electricity."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Profile, Title, field
from anjian_construction.profile.units import KILOGRAM, PERCENT


class Height(Profile):
    """Article 9: work at height."""

    support_base_ok: bool | None = field(
        Title("安装支撑基础符合设计", "Base of temporary supports in order"),
        meaning=Title(
            "支撑结构基础的承载力和变形都符合设计", "Both its bearing capacity and its deformation follow the design"
        ),
    )
    support_overloaded: bool | None = field(
        Title("安装支撑超载", "Temporary support overloaded"),
        meaning=Title("支撑结构所受荷载超过设计承载力", "It carries more than the design allows"),
    )
    support_anti_overturn_ok: bool | None = field(
        Title("安装支撑防倾覆装置符合设计", "Supports secured against overturning"),
        meaning=Title("每处支撑结构按设计设置了防倾覆装置", "Each support has the devices that the design asks for"),
    )
    truss_stability_ok: bool | None = field(
        Title("单榀构件有防失稳措施", "Single members kept stable"),
        meaning=Title(
            "安装单榀钢桁架（屋架）等预制构件时采取了防失稳措施",
            "Measures keep single trusses and similar members stable during erection",
        ),
    )
    platform_on_main_structure: bool | None = field(
        Title("卸料平台支承在主体结构", "Platforms rest on the main structure"),
        meaning=Title(
            "每个悬挑卸料平台的搁置点、拉结点、支撑点都在稳定的主体结构上",
            "Bearing, tie and prop of each platform are on the stable main structure",
        ),
    )
    platform_connection_ok: bool | None = field(
        Title("卸料平台连接可靠", "Platforms reliably connected"),
        meaning=Title(
            "每个悬挑卸料平台与结构可靠连接", "Each cantilever platform is firmly connected to the structure"
        ),
    )
    scaffold_gap_protected: bool | None = field(
        Title("脚手架内侧有水平防护", "Gap behind the scaffold covered"),
        meaning=Title(
            "脚手架与结构外表面之间没有无水平防护的贯通空隙",
            "No gap between scaffold and structure is open without horizontal protection",
        ),
    )
    shaft_protected: bool | None = field(
        Title("电梯井道有水平防护", "Lift shafts protected"),
        meaning=Title("没有无水平防护的贯通电梯井道", "No lift shaft is open without horizontal protection"),
    )
    shaft_gate: bool | None = field(
        Title("电梯井口有防护门", "Lift-shaft openings gated"),
        meaning=Title("每个电梯井口都设置了防护门", "Each opening of a lift shaft has a gate"),
    )
    basket_in_use: bool | None = field(
        Title("有在用的吊篮", "Suspended platform in use"),
        meaning=Title("检查时有高处作业吊篮在使用", "One is in use at the time"),
    )
    basket_load: Decimal | None = field(
        Title("吊篮实际载荷", "Load of the platform"),
        unit=KILOGRAM,
        meaning=Title("超载最多一台吊篮上人员和物料的总质量", "People and material on the platform most over"),
        ge=0,
    )
    basket_rated_load: Decimal | None = field(
        Title("吊篮额定载荷", "Rated load of the platform"),
        unit=KILOGRAM,
        meaning=Title("同一台吊篮铭牌的额定载重量", "What the plate of the same platform allows"),
        ge=0,
    )
    basket_lock_ok: bool | None = field(
        Title("吊篮安全锁有效", "Safety locks work"),
        meaning=Title("每台在用吊篮的安全锁有效", "The lock of each platform in use works"),
    )
    basket_lifeline_ok: bool | None = field(
        Title("安全绳独立悬挂", "Lifelines hang independently"),
        meaning=Title(
            "吊篮内人员挂安全带的安全绳独立于吊篮悬挂", "Those of people on platforms do not hang from the platform"
        ),
    )


class Power(Profile):
    """Article 10: temporary electricity."""

    adverse_environment: bool | None = field(
        Title("有处于不利环境的照明", "Lighting in an adverse environment"),
        meaning=Title(
            "通风不畅、高温、有导电灰尘、长期潮湿、泥泞、积水或有导电液体处有照明",
            "Lamps where air is bad, hot or full of conducting dust, or it is damp for long, muddy, flooded or wet",
        ),
    )
    humidity_pct: Decimal | None = field(
        Title("长期相对湿度", "Long-term relative humidity"),
        unit=PERCENT,
        meaning=Title("照明场所长期的相对湿度，取最潮湿处", "Where there is lighting, at the dampest place"),
        ge=0,
    )
    safe_voltage: bool | None = field(
        Title("照明按规定用安全电压", "Lighting on safe voltage"),
        meaning=Title(
            "不利环境的照明都按规定使用安全电压", "All lamps in adverse environments run on safe voltage as required"
        ),
    )
    overhead_clearance_ok: bool | None = field(
        Title("外电线路安全距离足够", "Clearance to overhead lines kept"),
        meaning=Title(
            "在建工程、脚手架、机械和场内车道与外电架空线路的距离符合规范",
            "Of the works, scaffolds, machines and site roads, by the code",
        ),
    )
    overhead_protection: bool | None = field(
        Title("外电线路有防护", "Overhead lines screened"),
        meaning=Title("距离不足处采取了防护措施", "Protective measures wherever clearance is short"),
    )
