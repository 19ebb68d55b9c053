"""Articles 14 to 17: loads, risks, banned technology, and what only a person can judge."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Profile, Title, field
from anjian_construction.profile.units import KILOPASCAL, KN_M2, METRE


class Surcharge(Profile):
    """Article 14: what is piled up for the time being."""

    pit_surcharged: bool | None = field(
        Title("基坑周边有堆载", "Load beside a pit"),
        meaning=Title("基坑周边堆放材料、土方或停放机械", "Material, soil or machines stand beside a pit"),
    )
    surcharge_kpa: Decimal | None = field(
        Title("基坑周边堆载", "Load beside the pit"),
        unit=KILOPASCAL,
        meaning=Title("超过允许值最多一处的堆载", "At the place most over"),
        ge=0,
    )
    allowed_surcharge_kpa: Decimal | None = field(
        Title("基坑周边允许堆载", "Load allowed beside the pit"),
        unit=KILOPASCAL,
        meaning=Title("设计对同一处规定的允许值", "What the design allows at the same place"),
        ge=0,
    )
    unsupported_pit_loaded: bool | None = field(
        Title("无支护坑槽边有堆载", "Load beside an unsupported pit"),
        meaning=Title("无支护基坑（槽）旁有堆载", "A load stands beside a pit or trench without support"),
    )
    load_distance_m: Decimal | None = field(
        Title("堆载到坑底边线距离", "Distance of the load"),
        unit=METRE,
        meaning=Title("最近的堆载到坑底边线的水平距离", "From the edge of the bottom to the nearest load, level"),
        ge=0,
    )
    unsupported_depth_m: Decimal | None = field(
        Title("无支护坑槽深度", "Depth of the unsupported pit"),
        unit=METRE,
        meaning=Title("同一处的开挖深度", "How deep it is dug at the same place"),
        ge=0,
    )
    members_loaded: bool | None = field(
        Title("构件或脚手架上有堆载", "Loads on members or scaffolds"),
        meaning=Title(
            "楼板、屋面、地下室顶板等构件或脚手架上有堆载",
            "Something is piled on a slab, a roof, a basement roof or a scaffold",
        ),
    )
    member_load: Decimal | None = field(
        Title("构件实际堆载", "Load on the member"),
        unit=KN_M2,
        meaning=Title("超过允许值最多一处的堆载", "At the place most over"),
        ge=0,
    )
    member_load_design: Decimal | None = field(
        Title("构件允许堆载", "Load allowed on the member"),
        unit=KN_M2,
        meaning=Title("设计对同一处规定的允许值", "What the design allows at the same place"),
        ge=0,
    )


class RiskyWork(Profile):
    """Article 15: work at anybody's risk."""

    ground_check_done: bool | None = field(
        Title("大型机械地基已校核", "Ground for heavy machines checked"),
        meaning=Title(
            "每台大型机械的行走路线和作业位置校核过承载力",
            "Bearing capacity was checked along the route and at the stand of each",
        ),
    )
    severe_weather: bool | None = field(
        Title("恶劣天气", "Severe weather"),
        meaning=Title(
            "检查时有雷雨、大雪、浓雾、大风等恶劣天气",
            "Thunderstorm, heavy snow, dense fog, strong wind or the like at the time",
        ),
    )
    severe_weather_work: bool | None = field(
        Title("违规吊装、安拆或高处作业", "Lifting, erecting or work at height"),
        meaning=Title(
            "恶劣天气下违反规定吊装、安装拆卸设备或高处作业", "Done against the rules while the weather is severe"
        ),
    )
    people_lifted: bool | None = field(
        Title("用非载人设备吊人", "People lifted by the wrong gear"),
        meaning=Title(
            "用塔吊、汽车吊、履带吊、轮胎吊等非载人设备吊运人员",
            "Tower, mobile, crawler or wheeled cranes not made for passengers carry people",
        ),
    )


class Prohibited(Profile):
    """Article 16: what the state has banned or limited."""

    uses_banned_technology: bool | None = field(
        Title("使用禁止限制的工艺设备材料", "Uses banned or limited technology"),
        meaning=Title(
            "使用国家明令禁止，或超出限制条件使用的工艺、设备、材料",
            "Processes, equipment or material that the state bans, or limits and are used beyond it",
        ),
    )
    serious_consequence: bool | None = field(
        Title("可能造成群死群伤或重大损失", "May cause mass casualties or great loss"),
        meaning=Title("危害程度较大，由检查人员判断", "How harmful it is, a person judges"),
        manual=True,
    )


class CatchAll(Profile):
    """Article 17: anything else, which only a person can judge."""

    serious_violation: bool | None = field(
        Title("其他严重违法违规", "Other serious violation"),
        meaning=Title(
            "严重违反法律法规、规章或强制性标准，由检查人员判断",
            "Of law, rules or mandatory standards; a person judges",
        ),
        manual=True,
    )
    real_danger: bool | None = field(
        Title("存在现实危险", "Real danger"),
        meaning=Title(
            "存在可能群死群伤或重大损失的现实危险，由检查人员判断", "Of mass casualties or great loss; a person judges"
        ),
        manual=True,
    )
    catch_all_reason: str | None = field(
        Title("判定理由", "Reason of the judgement"),
        meaning=Title("检查人员为何认为构成重大隐患", "Why the people who inspected hold it to be a major hazard"),
        manual=True,
        min_length=1,
        max_length=500,
    )
