"""Where a place stands, how near its neighbours are, and how it is divided (6.1 to 6.4, 7.1, 7.2)."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Profile, Title, field
from anjian_fire.profile.units import METRE, PIECE, SQUARE_METRE
from anjian_fire.vocabulary import StationGrade

REQUIRED = Title(
    "国家工程建设消防技术标准规定的最小值；没有要求时填 0",
    "The least that the national fire standard for construction asks; 0 when it asks for none",
)


class Layout(Profile):
    """Distances are those of the place that is worst."""

    site_isolated: bool | None = field(
        Title("选址在城市边缘或安全地带", "Sited at the city's edge or apart"),
        meaning=Title(
            "生产、储存、装卸易燃易爆危险品的工厂、仓库、车站、码头、储罐区设在城市边缘或相对独立的安全地带",
            "Plants, stores, stations, docks and tanks of such goods stand at the edge of the city or safely apart",
        ),
    )
    shares_building: bool | None = field(
        Title("与人员密集或居住场所同一建筑", "Shares a building with people"),
        meaning=Title(
            "易燃易爆危险品场所与人员密集场所、居住场所设在同一建筑物内",
            "The flammable premises and a crowded or living place are in one building",
        ),
    )
    people_spacing_m: Decimal | None = field(
        Title("与人员密集或居住场所的间距", "Distance to people"),
        unit=METRE,
        meaning=Title("现场测得的最小防火间距", "The least fire spacing measured on site"),
        ge=0,
    )
    people_spacing_required_m: Decimal | None = field(
        Title("与人员密集或居住场所的规定间距", "Distance to people required"), unit=METRE, meaning=REQUIRED, ge=0
    )
    station_grade: StationGrade | None = field(
        Title("加油加气站等级", "Grade of the filling station"),
        meaning=Title("按储量和 GB 50156 划分的等级", "By what it stores, as GB 50156 grades it"),
    )
    built_up_area: bool | None = field(
        Title("位于城市建成区", "In the built-up area"),
        meaning=Title("站址在城市建成区内", "The station stands inside the built-up area of a city"),
    )
    class_ab_underground: bool | None = field(
        Title("甲、乙类场所在地下或半地下", "Class A or B below ground"),
        meaning=Title(
            "甲、乙类生产场所或仓库设在建筑的地下室、半地下室",
            "A production place or store of class A or B lies in a basement or semi-basement",
        ),
    )

    fire_lane_ok: bool | None = field(
        Title("消防车道畅通", "Fire lane is clear"),
        meaning=Title("已按标准或规划设置，没有堵塞、占用", "It is there as required, neither blocked nor occupied"),
    )
    spacing_occupied: bool | None = field(
        Title("防火间距被占用", "Fire spacing occupied"),
        meaning=Title("建筑之间既有的防火间距被占用", "Something stands in the spacing between buildings"),
    )
    spacing_m: Decimal | None = field(
        Title("建筑防火间距", "Fire spacing between buildings"),
        unit=METRE,
        meaning=Title("现场测得的最不足的一处", "As measured where it is most short"),
        ge=0,
    )
    spacing_required_m: Decimal | None = field(
        Title("建筑规定防火间距", "Fire spacing required"), unit=METRE, meaning=REQUIRED, ge=0
    )
    flame_spacing_m: Decimal | None = field(
        Title("明火地点与易燃易爆厂房装置的间距", "Distance from open flames to flammable plant"),
        unit=METRE,
        meaning=Title("明火或散发火花地点现场测得的最小间距", "The least distance from flames or sparks, measured"),
        ge=0,
    )
    flame_spacing_required_m: Decimal | None = field(
        Title("明火地点规定间距", "Distance from open flames required"), unit=METRE, meaning=REQUIRED, ge=0
    )
    mixed_use: bool | None = field(
        Title("住宿与生产储存经营合用", "People live where they work"),
        meaning=Title(
            "厂房、库房、商场内设员工宿舍，或在居住等民用建筑内生产、储存、经营",
            "A dormitory in a factory, store or mall, or production, storage or trade in a dwelling",
        ),
    )
    mixed_use_allowed: bool | None = field(
        Title("合用符合 GA 703", "Living at work meets GA 703"),
        meaning=Title("合用场所的消防条件符合 GA 703", "The conditions of GA 703 for such places are met"),
    )
    shops_in_evacuation_area: bool | None = field(
        Title("车站疏散区内有商业", "Shops in the evacuation area"),
        meaning=Title(
            "地下车站的站厅乘客疏散区、站台、疏散通道内有商业经营场所",
            "A shop stands in the evacuation area, on a platform or in a passage of an underground station",
        ),
    )

    compartment_changed: bool | None = field(
        Title("原防火分区被改变", "Compartment was changed"),
        meaning=Title("防火分区与原有设计不同", "A fire compartment differs from what was designed"),
    )
    compartment_area_m2: Decimal | None = field(
        Title("防火分区面积", "Area of the compartment"),
        unit=SQUARE_METRE,
        meaning=Title("超标最多的一个防火分区的实际建筑面积", "Of the compartment most over, as it is"),
        ge=0,
    )
    compartment_limit_m2: Decimal | None = field(
        Title("防火分区允许面积", "Area of the compartment allowed"),
        unit=SQUARE_METRE,
        meaning=Title("标准对同一防火分区允许的最大面积", "The most that the standard allows for the same one"),
        ge=0,
    )
    separation_damaged: int | None = field(
        Title("损坏的防火分隔设施", "Separation devices damaged"),
        unit=PIECE,
        meaning=Title(
            "损坏最多的一个防火分区内损坏的防火门、防火卷帘等",
            "Fire doors and shutters damaged in the worst compartment",
        ),
        ge=0,
    )
    separation_total: int | None = field(
        Title("防火分隔设施总数", "Separation devices in all"),
        unit=PIECE,
        meaning=Title("同一防火分区内防火门、防火卷帘等的总数", "All fire doors and shutters of the same compartment"),
        ge=0,
    )
    hazard_parts_separated: bool | None = field(
        Title("危险部位已作防火防爆分隔", "Dangerous parts are separated"),
        meaning=Title(
            "丙、丁、戊类厂房内有火灾爆炸危险的部位已采取防火分隔等措施，或没有这类部位",
            "Parts of the factory that may burn or explode are separated, or there are none",
        ),
    )
