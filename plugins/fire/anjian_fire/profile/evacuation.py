"""How people get out and rescuers get in (6.5, 6.9, 7.3)."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Profile, Title, field
from anjian_fire.profile.units import DOOR, METRE, PIECE


class Evacuation(Profile):
    """Exits and widths are those of the storey or compartment that is most short."""

    exits: int | None = field(
        Title("安全出口数量", "Exits"),
        unit=PIECE,
        meaning=Title("最不足的楼层或防火分区可用的安全出口", "Usable ones where they are most short"),
        ge=0,
    )
    exits_required: int | None = field(
        Title("规定安全出口数量", "Exits required"),
        unit=PIECE,
        meaning=Title("标准对同一楼层或防火分区要求的数量", "What the standard asks for the same place"),
        ge=0,
    )
    exit_width_m: Decimal | None = field(
        Title("安全出口总净宽度", "Total clear width of exits"),
        unit=METRE,
        meaning=Title("同一处各安全出口净宽度之和", "The clear widths of all exits of that place together"),
        ge=0,
    )
    exit_width_required_m: Decimal | None = field(
        Title("规定总净宽度", "Total clear width required"),
        unit=METRE,
        meaning=Title("标准按疏散人数等对同一处要求的总净宽度", "What the standard asks for the same place"),
        ge=0,
    )
    exit_blocked: bool | None = field(
        Title("既有安全出口被封堵", "An exit is blocked"),
        meaning=Title("已有的安全出口被封闭、堵塞", "An exit that exists was closed off or blocked"),
    )
    floor_position_ok: bool | None = field(
        Title("儿童、老年人用房楼层符合标准", "Children and the elderly on a right floor"),
        meaning=Title(
            "托儿所、幼儿园儿童用房和老年人活动场所所在楼层符合标准",
            "Rooms of nurseries, kindergartens and places for the elderly lie on a floor the standard allows",
        ),
    )

    refuge_ok: bool | None = field(
        Title("避难设施符合标准且未被占用", "Refuge areas are right and free"),
        meaning=Title("避难走道、避难间、避难层合格，或依法不需设置", "Refuge passages, rooms and floors, if required"),
    )
    stair_type_ok: bool | None = field(
        Title("疏散楼梯间形式符合标准", "Kind of stair is right"),
        meaning=Title(
            "人员密集场所疏散楼梯间为标准要求的形式", "Open, enclosed or smoke-proof as a crowded place must have it"
        ),
    )
    independent_exit_ok: bool | None = field(
        Title("独立出口或楼梯符合标准", "Independent exit or stair is there"),
        meaning=Title("应独立设置的安全出口、疏散楼梯已设，或不需设置", "Where the standard asks for one of its own"),
    )
    travel_distance_m: Decimal | None = field(
        Title("营业厅疏散距离", "Way out of the sales hall"),
        unit=METRE,
        meaning=Title("商店营业厅内最远点至安全出口的距离", "From the farthest point of the hall to an exit"),
        ge=0,
    )
    travel_limit_m: Decimal | None = field(
        Title("规定疏散距离", "Way out allowed"),
        unit=METRE,
        meaning=Title("标准对该营业厅允许的最大疏散距离", "The longest that the standard allows for the hall"),
        ge=0,
    )
    signs_installed: bool | None = field(
        Title("已设疏散指示和应急照明", "Exit signs and emergency lights are there"),
        meaning=Title("按标准应设之处均已设置", "Wherever the standard asks for them"),
    )
    signs_damaged: int | None = field(
        Title("损坏的疏散指示和应急照明", "Exit signs and lights damaged"),
        unit=PIECE,
        meaning=Title("不亮、缺失或失效的个数", "Those that are dark, gone or failed"),
        ge=0,
    )
    signs_total: int | None = field(
        Title("疏散指示和应急照明总数", "Exit signs and lights in all"),
        unit=PIECE,
        meaning=Title("应有的总个数", "All that there should be"),
        ge=0,
    )
    stair_doors_damaged: int | None = field(
        Title("损坏的楼梯间门", "Stair doors damaged"),
        unit=DOOR,
        meaning=Title("封闭楼梯间、防烟楼梯间损坏的门", "Damaged doors of enclosed and smoke-proof stairs"),
        ge=0,
    )
    stair_doors_total: int | None = field(
        Title("楼梯间门总数", "Stair doors in all"),
        unit=DOOR,
        meaning=Title("封闭楼梯间、防烟楼梯间门的总数", "All doors of enclosed and smoke-proof stairs"),
        ge=0,
    )
    lining_ok: bool | None = field(
        Title("疏散部位装修材料符合 GB 50222", "Lining of escape routes is right"),
        meaning=Title(
            "人员密集场所疏散走道、楼梯间、前室的装修材料燃烧性能合格",
            "In passages, stairs and lobbies of a crowded place it burns no more easily than GB 50222 allows",
        ),
    )
    bars_or_shutters: bool | None = field(
        Title("疏散路线上有栅栏或卷帘门", "Bars or roller doors on the way out"),
        meaning=Title(
            "人员密集场所的疏散走道、楼梯间、疏散门或安全出口设有栅栏、卷帘门",
            "In a passage, a stair, a door or an exit of a crowded place",
        ),
    )
    windows_blocked: bool | None = field(
        Title("外窗被封堵或遮挡", "Windows blocked or covered"),
        meaning=Title("人员密集场所外窗被封堵，或被广告牌等遮挡", "By walls, bars, signboards or the like"),
    )
    rescue_ground_ok: bool | None = field(
        Title("高层建筑消防车道、救援场地符合要求", "Lane and rescue ground of the high-rise"),
        meaning=Title("符合要求且未被占用，不影响扑救", "They are as required, free, and do not hinder fire fighting"),
    )
    fire_lift_ok: bool | None = field(
        Title("消防电梯运行正常", "Fire lift runs"),
        meaning=Title("每一部消防电梯能正常运行，或依法不需设置", "Every one does, or none is required"),
    )
