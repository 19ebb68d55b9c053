"""The words a fire inspector chooses from: what a place is, and what it is used for."""

from __future__ import annotations

from anjian.plugin import Choice


class Category(Choice):
    """The kinds of place that the edition of 2017 counts differently; a place may be of several."""

    CROWDED = "crowded", "人员密集场所", "crowded place"
    FLAMMABLE = "flammable", "易燃易爆危险品场所", "place of flammable or explosive goods"
    IMPORTANT = "important", "重要场所", "important place"
    OTHER = "other", "其他场所", "other place"


class Use(Choice):
    """What a place is used for, as far as an element of the standard asks; a place may have several uses."""

    HOTEL = "hotel", "旅馆", "hotel"
    ENTERTAINMENT = "entertainment", "公共娱乐场所", "public entertainment"
    SHOP = "shop", "商店", "shop"
    CHILDREN = "children", "托儿所、幼儿园儿童用房", "rooms of a nursery or kindergarten"
    ELDERLY = "elderly", "老年人活动场所", "place for the elderly"
    METRO_STATION = "metro_station", "地下车站", "underground station"
    FUEL_STATION = "fuel_station", "加油加气站", "fuel or gas filling station"
    TANK_FARM = "tank_farm", "易燃可燃液体或可燃气体储罐（区）", "tanks of flammable liquid or gas"
    FACTORY_CDE = "factory_cde", "丙、丁、戊类厂房", "factory of class C, D or E"
    OTHER = "other", "其他用途", "another use"


class StationGrade(Choice):
    """The grade of a filling station by what it stores (GB 50156); more than the first grade allows is still first."""

    FIRST = "first", "一级站（含超过）", "first grade or more"
    SECOND = "second", "二级站", "second grade"
    THIRD = "third", "三级站", "third grade"


class CoreClass(Choice):
    """How the core of a sandwich panel burns (GB 8624)."""

    A = "a", "A 级（不燃）", "class A, does not burn"
    B1 = "b1", "B1 级（难燃）", "class B1, hardly burns"
    B2 = "b2", "B2 级（可燃）", "class B2, burns"
    B3 = "b3", "B3 级（易燃）", "class B3, burns easily"
