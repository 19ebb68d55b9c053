"""Articles 5 to 7: pits and slopes, falsework, scaffolds."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Profile, Title, field
from anjian_construction.profile.units import KN_M2, MEGAPASCAL, MILLIMETRE


class Ground(Profile):
    """Article 5: foundation pits and slopes."""

    pit_neighbours_at_risk: bool | None = field(
        Title("基坑边坡施工可能损害毗邻设施", "Pit or slope may harm its neighbours"),
        meaning=Title(
            "毗邻建筑物、构筑物或地下管线可能因施工受损",
            "Adjacent buildings, structures or buried pipelines may be harmed by the work",
        ),
    )
    pit_neighbours_protected: bool | None = field(
        Title("毗邻设施已专项防护", "Its neighbours are specially protected"),
        meaning=Title(
            "对可能受损的每一处采取了专项防护措施", "Each of those that may be harmed has protection of its own"
        ),
    )
    over_excavated: bool | None = field(
        Title("土方超挖", "Over-excavated"),
        meaning=Title("开挖超过设计工况规定的深度或范围", "Dug deeper or further than the stage of the design allows"),
    )
    over_excavation_remedied: bool | None = field(
        Title("超挖已采取有效措施", "Over-excavation remedied"),
        meaning=Title("每处超挖都采取了有效措施", "Effective measures were taken at each such place"),
    )
    deep_pit_or_high_slope: bool | None = field(
        Title("有深基坑或一、二级高边坡", "Has a deep pit or a high slope"),
        meaning=Title(
            "正在施工的深基坑，或一级、二级高边坡", "A deep pit, or a high slope of grade I or II, under construction"
        ),
        filter=True,
    )
    third_party_monitoring: bool | None = field(
        Title("已做第三方监测", "Third-party monitoring in place"),
        meaning=Title("每处都由建设单位委托第三方监测", "The client has each of them monitored by a third party"),
    )
    deformation_over_limit: bool | None = field(
        Title("变形超过设计控制值", "Deformation beyond control value"),
        meaning=Title(
            "支护结构或周边变形监测值超过设计控制值",
            "Monitored deformation of support or surroundings is beyond the design's value",
        ),
    )
    wall_leak_soil_flow: bool | None = field(
        Title("坑壁大量漏水流土", "Heavy leak or soil flow on the wall"),
        meaning=Title("基坑侧壁出现大量漏水、流土", "Much water or soil comes through the side of the pit"),
    )
    base_piping: bool | None = field(
        Title("坑底管涌突涌", "Piping or heave at the bottom"),
        meaning=Title("基坑底部出现管涌或突涌", "Water bursts or pipes through the bottom of the pit"),
    )
    pit_piles: bool | None = field(
        Title("基坑用排桩支护", "Pit held by piles"),
        meaning=Title("有桩间土的排桩支护", "A row of piles with soil between them"),
    )
    pile_gap_depth_mm: Decimal | None = field(
        Title("桩间孔洞深度", "Depth of hole between piles"),
        unit=MILLIMETRE,
        meaning=Title("桩间土流失形成的最深一处孔洞的深度", "The deepest hole left by lost soil"),
        ge=0,
    )
    pile_diameter_mm: Decimal | None = field(
        Title("桩径", "Pile diameter"),
        unit=MILLIMETRE,
        meaning=Title("同一处支护桩的直径", "The diameter of the piles at the same place"),
        ge=0,
    )
    pit_signs_handled: bool | None = field(
        Title("坍塌预兆已及时处理", "Signs of collapse handled in time"),
        meaning=Title("出现任一预兆后及时采取了处理措施", "After any of the signs, something was done in time"),
    )


class Falsework(Profile):
    """Article 6: formwork and what carries it."""

    falsework_base_capacity_ok: bool | None = field(
        Title("模板支架基础承载力符合设计", "Falsework base bears enough"),
        meaning=Title("每处模板支架的基础承载力达到设计要求", "The base of each falsework bears what the design asks"),
    )
    falsework_base_deformation_ok: bool | None = field(
        Title("模板支架基础变形符合设计", "Falsework base deforms little enough"),
        meaning=Title(
            "每处模板支架的基础变形在设计允许范围内", "The base of each stays within the deformation the design allows"
        ),
    )
    falsework_loaded: bool | None = field(
        Title("有在用的模板支架", "Falsework in use"),
        meaning=Title("检查时有承受施工荷载的模板支架", "Some falsework carries construction load at the time"),
    )
    falsework_load: Decimal | None = field(
        Title("模板支架实际荷载", "Load on falsework"),
        unit=KN_M2,
        meaning=Title("超载最多一处的施工荷载", "The load at the place most over"),
        ge=0,
    )
    falsework_load_design: Decimal | None = field(
        Title("模板支架设计荷载", "Design load of falsework"),
        unit=KN_M2,
        meaning=Title("同一处专项方案的设计荷载", "What the plan allows at the same place"),
        ge=0,
    )
    striking_or_climbing: bool | None = field(
        Title("正在拆除支架或爬升模板", "Striking or climbing"),
        meaning=Title(
            "拆除模板支架，或滑模、爬模正在爬升", "Falsework is struck, or slip or climbing form is moving up"
        ),
    )
    concrete_strength: Decimal | None = field(
        Title("混凝土强度", "Concrete strength"),
        unit=MEGAPASCAL,
        meaning=Title("拆除或爬升时同条件试块的强度", "Of cubes cured on site, at the time"),
        ge=0,
    )
    required_strength: Decimal | None = field(
        Title("要求的混凝土强度", "Strength required"),
        unit=MEGAPASCAL,
        meaning=Title("设计和规范对拆除或爬升要求的强度", "What design and code ask for striking or climbing"),
        ge=0,
    )
    pour_order_ok: bool | None = field(
        Title("浇筑顺序符合方案", "Pour order as planned"),
        meaning=Title(
            "危大混凝土模板支撑工程按专项方案的顺序浇筑",
            "Concrete on dangerous falsework follows the order of the plan",
        ),
    )
    layer_thickness_ok: bool | None = field(
        Title("分层厚度符合方案", "Layer thickness as planned"),
        meaning=Title(
            "危大混凝土模板支撑工程按专项方案的分层厚度浇筑", "Layers on dangerous falsework follow the plan"
        ),
    )


class Scaffolds(Profile):
    """Article 7: scaffolding."""

    scaffold_base_capacity_ok: bool | None = field(
        Title("脚手架基础承载力符合设计", "Scaffold base bears enough"),
        meaning=Title("每处脚手架的基础承载力达到设计要求", "The base of each scaffold bears what the design asks"),
    )
    scaffold_base_deformation_ok: bool | None = field(
        Title("脚手架基础变形符合设计", "Scaffold base deforms little enough"),
        meaning=Title(
            "每处脚手架的基础变形在设计允许范围内", "The base of each stays within the deformation the design allows"
        ),
    )
    wall_ties_installed: bool | None = field(
        Title("已设连墙件", "Wall ties installed"),
        meaning=Title("每处应设连墙件的脚手架都设置了连墙件", "Each scaffold that needs wall ties has them"),
    )
    storey_ties_missing: bool | None = field(
        Title("连墙件整层缺失", "Ties of a whole storey missing"),
        meaning=Title("至少一层的连墙件全部缺失", "In one storey at least, all ties are missing"),
    )
    climbing_anti_tilt_ok: bool | None = field(
        Title("防倾覆装置有效", "Anti-tilt devices work"),
        meaning=Title(
            "附着式升降脚手架防倾覆装置符合设计、齐全有效",
            "Those of attached climbing scaffolds follow the design, are complete and work",
        ),
    )
    climbing_anti_fall_ok: bool | None = field(
        Title("防坠落装置有效", "Anti-fall devices work"),
        meaning=Title(
            "附着式升降脚手架防坠落装置符合设计、齐全有效",
            "Those of attached climbing scaffolds follow the design, are complete and work",
        ),
    )
    climbing_sync_ok: bool | None = field(
        Title("同步控制装置有效", "Synchronising devices work"),
        meaning=Title(
            "附着式升降脚手架同步升降控制装置符合设计、齐全有效",
            "Those of attached climbing scaffolds follow the design, are complete and work",
        ),
    )
