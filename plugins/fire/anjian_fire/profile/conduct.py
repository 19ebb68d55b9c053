"""How the place is run, and what is in it (6.8, 6.10, 7.8, 7.9)."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field
from anjian_fire.vocabulary import CoreClass


class Conduct(Profile):
    """People, goods and materials."""

    flammables_in_crowded_place: bool | None = field(
        Title("人员密集场所违规使用储存销售易燃易爆品", "Flammable goods in a crowded place"),
        meaning=Title(
            "违反消防安全规定使用、储存或者销售易燃易爆危险品", "Used, kept or sold there against the safety rules"
        ),
    )
    panel_dwelling: bool | None = field(
        Title("居住场所用彩钢夹芯板搭建", "Dwelling of sandwich panels"),
        meaning=Title(
            "人员密集场所内的居住场所用彩钢夹芯板搭建", "The part of a crowded place where people live is built of them"
        ),
    )
    panel_core: CoreClass | None = field(
        Title("夹芯板芯材燃烧性能", "How the core of the panel burns"),
        meaning=Title("芯材按 GB 8624 的燃烧性能等级", "The class of the core under GB 8624"),
    )

    brigade_ok: bool | None = field(
        Title("专职消防队符合要求", "Full-time fire brigade"),
        meaning=Title("依法应设的专职消防队已设，或不需设置", "It is there where the law asks for one"),
    )
    control_room_certified: bool | None = field(
        Title("消防控制室人员持证", "Control-room staff are certified"),
        meaning=Title(
            "操作人员均按 GB 25506 持证上岗，或不需设控制室", "All as GB 25506 asks, or no control room is required"
        ),
    )
    grade_match: bool | None = field(
        Title("耐火等级与火灾危险性匹配", "Fire resistance suits the goods"),
        meaning=Title(
            "生产、储存建筑的耐火等级与物品的火灾危险性类别相匹配，或没有这类建筑",
            "That of production and storage buildings suits the class of what is in them",
        ),
    )
    explosion_protection_ok: bool | None = field(
        Title("防爆电气和泄压设施有效", "Explosion protection works"),
        meaning=Title(
            "易燃易爆、粉尘爆炸危险场所按规定设置且有效，或没有这类场所",
            "Electrics and venting, where goods or dust may explode; or there is no such place",
        ),
    )
    gas_equipment_ok: bool | None = field(
        Title("燃油燃气设备、管道、切断装置合规", "Oil and gas equipment is right"),
        meaning=Title(
            "设备使用、管道敷设和紧急切断装置符合标准，或不使用燃油燃气",
            "Its use, piping and emergency shut-off, or neither oil nor gas is used",
        ),
    )
    wiring_ok: bool | None = field(
        Title("电气线路敷设合规", "Wiring is right"),
        meaning=Title(
            "没有在可燃材料或构件上直接敷设线路、安装电气设备，线缆符合标准",
            "None lies directly on combustible material, and the cables are up to standard",
        ),
    )
    decoration_ok: bool | None = field(
        Title("未用易燃可燃材料装修", "No combustible decoration"),
        meaning=Title(
            "人员密集场所没有违反标准使用易燃、可燃材料装修装饰",
            "No crowded place is decorated so against the standard",
        ),
    )
