"""What can be known of a fireworks enterprise, fact by fact, in the order of the criteria of 2017."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Choice, Profile, Title, field

PEOPLE = Title("人", "people")
KILOGRAM = Title("kg", "kg")


class BusinessKind(Choice):
    """What the licence is for; each item of the criteria binds some of the three."""

    PRODUCER = "producer", "生产企业", "producer"
    WHOLESALER = "wholesaler", "批发企业", "wholesaler"
    RETAILER = "retailer", "零售点", "retailer"


class Fireworks(Profile):
    """烟花爆竹生产经营单位. Where several workshops or magazines differ, a number is that of the one that is worst."""

    business_kind: BusinessKind | None = field(
        Title("经营类别", "Kind of business"),
        meaning=Title("安全生产许可证或经营许可证核准的类别", "The kind that the licence was granted for"),
        filter=True,
        sort=True,
    )

    # 第1、2、3项: people
    principal_assessed: bool | None = field(
        Title("主要负责人已考核合格", "Principal has passed the assessment"),
        meaning=Title("主要负责人在岗且考核合格证明有效", "The principal in office holds a valid pass"),
    )
    safety_managers_assessed: bool | None = field(
        Title("安全管理人员均已考核合格", "All safety managers have passed the assessment"),
        meaning=Title("在岗的每一名安全管理人员考核合格证明有效", "Every safety manager in office holds a valid pass"),
    )
    special_ops_all_certified: bool | None = field(
        Title("特种作业人员均持证", "All special-operation workers are certified"),
        meaning=Title(
            "从事特种作业的每一个人持有有效操作证", "Whoever does special operations holds a valid certificate"
        ),
    )
    maintenance_powder_cleared: bool | None = field(
        Title("检维修前已清除药物", "Powder is cleared before maintenance"),
        meaning=Title("设备设施检维修时内部和周围没有药物", "No powder is left in or around what is being maintained"),
    )
    private_tools_used: bool | None = field(
        Title("自带工具设备涉药作业", "Own tools or machines used on powder"),
        meaning=Title(
            "职工把自己的工器具或机器带进厂区用于涉药作业", "Workers bring in and use their own for powder work"
        ),
    )

    # 第4、5项: overload
    actual_persons: int | None = field(
        Title("实有人数", "People present"),
        unit=PEOPLE,
        meaning=Title("超员最多的一间工房或库房内现场点数的人数", "Head count in the workshop or magazine most over"),
        filter=True,
        sort=True,
        ge=0,
    )
    approved_persons: int | None = field(
        Title("核定人数", "People approved"),
        unit=PEOPLE,
        meaning=Title("同一间工房或库房经批准的最多人数", "The number approved for the same workshop or magazine"),
        filter=True,
        sort=True,
        ge=0,
    )
    actual_powder_kg: Decimal | None = field(
        Title("实有药量", "Powder present"),
        unit=KILOGRAM,
        meaning=Title("超量最多的一间工房或库房内滞留、存放的药量", "Powder in the workshop or magazine most over"),
        filter=True,
        sort=True,
        ge=0,
    )
    approved_powder_kg: Decimal | None = field(
        Title("核定药量", "Powder approved"),
        unit=KILOGRAM,
        meaning=Title("同一间工房或库房经批准的最大药量", "The quantity approved for the same workshop or magazine"),
        filter=True,
        sort=True,
        ge=0,
    )

    # 第6至9项: layout and protection
    distances_ok: bool | None = field(
        Title("内外部安全距离符合要求", "Internal and external distances suffice"),
        meaning=Title("每一栋工房、库房的距离达到国家标准", "Those of every workshop and magazine meet the standard"),
    )
    barrier_ok: bool | None = field(
        Title("防护屏障符合要求", "Protective barriers are in order"),
        meaning=Title("应设防护屏障处均已设置且合格", "Wherever one is required there is one, and it complies"),
    )
    antistatic_ok: bool | None = field(
        Title("防静电设施有效", "Anti-static equipment works"),
        meaning=Title("应有的防静电设施齐全且有效", "What is required is there and works"),
    )
    fire_protection_ok: bool | None = field(
        Title("防火设施有效", "Fire protection works"),
        meaning=Title("应有的防火设施齐全且有效", "What is required is there and works"),
    )
    lightning_ok: bool | None = field(
        Title("防雷设施有效", "Lightning protection works"),
        meaning=Title("应有的防雷设施齐全且有效", "What is required is there and works"),
    )
    use_changed: bool | None = field(
        Title("擅自改变工房库房用途", "Workshop or magazine put to another use"),
        meaning=Title("实际用途与批准的设计不同且未经批准", "Its use differs from the approved design without leave"),
    )
    illegal_building: bool | None = field(
        Title("违规搭建", "Unauthorised building"),
        meaning=Title("厂区或库区内有未经批准搭建的建筑物、构筑物", "Structures were put up on the site without leave"),
    )
    wall_ok: bool | None = field(
        Title("围墙完整", "Perimeter wall is complete"),
        meaning=Title("厂区按标准设围墙且没有缺口", "The plant is walled as the standard asks, without gaps"),
    )
    zoning_ok: bool | None = field(
        Title("分区设置符合标准", "Zoning complies"),
        meaning=Title("生产、储存、生活等区按国家标准分开", "Production, storage and living areas are kept apart"),
    )

    # 第10至12项: process
    oxidant_reductant_same_store: bool | None = field(
        Title("氧化剂与还原剂同库", "Oxidisers stored with reducers"),
        meaning=Title("两类原料储存在同一库房", "The two kinds of material are kept in one store"),
    )
    illegal_premix: bool | None = field(
        Title("违规预混", "Premixing against the rules"),
        meaning=Title("氧化剂与还原剂违反规定预先混合", "Oxidisers and reducers are mixed in advance"),
    )
    same_room_grinding: bool | None = field(
        Title("同一工房粉碎称量", "Ground or weighed in one room"),
        meaning=Title("氧化剂与还原剂在同一工房粉碎或称量", "Both are ground or weighed in the same workshop"),
    )
    machine_verified: bool | None = field(
        Title("涉药机械经安全性论证", "Powder machines are verified safe"),
        meaning=Title("在用的每一台涉药机械设备都经过论证", "Every machine handling powder in use was verified"),
    )
    machine_altered: bool | None = field(
        Title("擅自更改涉药机械", "Powder machine altered"),
        meaning=Title("涉药机械被擅自改动或改变用途", "A machine handling powder was altered or repurposed"),
    )
    storage_matches_output: bool | None = field(
        Title("储存能力与产能匹配", "Storage matches output"),
        meaning=Title(
            "中转库、药物总库、成品总库与设计产能相称；没有公布的公式，由检查人员判断",
            "Transit, powder and product magazines suit the design output; no formula exists, an inspector judges",
        ),
        manual=True,
    )

    # 第13至18项: management and licence
    responsibility_system: bool | None = field(
        Title("已建立全员安全生产责任制", "Responsibility system in place"),
        meaning=Title("责任制与岗位相匹配，覆盖全员", "It matches the posts and covers everybody"),
    )
    hazard_inspection_system: bool | None = field(
        Title("隐患排查治理制度已实施", "Hazard-inspection system in force"),
        meaning=Title("制度已制定，且有实施的记录", "It is written down and its records show it is used"),
    )
    license_misuse: bool | None = field(
        Title("许可证被出租出借转让等", "Licence lent, let, sold or forged"),
        meaning=Title("出租、出借、转让、买卖、冒用或伪造许可证", "Let, lent, transferred, traded, misused or forged"),
    )
    beyond_license: bool | None = field(
        Title("超出许可的种类或危险等级", "Beyond the licensed kinds or hazard classes"),
        meaning=Title("生产经营的产品不在许可范围内", "Products made or sold lie outside the licence"),
    )
    prohibited_chemical: bool | None = field(
        Title("使用违禁药物", "Prohibited chemicals used"),
        meaning=Title("生产中使用国家禁止使用的药物", "Production uses chemicals that are forbidden"),
    )
    subcontracting: bool | None = field(
        Title("分包转包生产线或工库房", "Lines, workshops or magazines sub-contracted"),
        meaning=Title("由他人承包并自行组织生产经营", "Somebody else has contracted for them and runs them"),
    )
    one_license_many_plants: bool | None = field(
        Title("一证多厂或多股东各自生产", "One licence, several plants or separate shareholders"),
        meaning=Title(
            "一张许可证下有多个厂，或股东各自组织生产", "Several plants on one licence, or each shareholder alone"
        ),
    )
    license_expired: bool | None = field(
        Title("许可证已过期", "Licence has expired"),
        meaning=Title("检查当日许可证不在有效期内", "It is out of date on the day of the inspection"),
        filter=True,
    )
    suspended: bool | None = field(
        Title("处于停产停业期间", "Under a stop of production or business"),
        meaning=Title(
            "被责令停产停业、整顿改造或遇恶劣天气应当停产", "Ordered, under rectification, or in severe weather"
        ),
        filter=True,
    )
    operating: bool | None = field(
        Title("正在组织生产经营", "Is operating"),
        meaning=Title("检查当日现场在组织生产经营", "Production or business goes on at the time of the inspection"),
    )

    # 第19、20项: stores and retail points
    other_explosives_in_store: bool | None = field(
        Title("仓库存放其他爆炸物", "Other explosives in the store"),
        meaning=Title(
            "烟花爆竹仓库内有其他爆炸物等危险物品", "Other explosives or dangerous goods lie in a fireworks store"
        ),
    )
    banned_products: bool | None = field(
        Title("生产经营违禁超标产品", "Banned or over-limit products"),
        meaning=Title("产品为国家禁止或药量等超过标准", "Products are forbidden or exceed the standard"),
    )
    retail_with_dwelling: bool | None = field(
        Title("零售点与居民居住场所同楼", "Retail point in a building with dwellings"),
        meaning=Title("零售点与居民居住场所在同一建筑物内", "The point of sale and dwellings share one building"),
    )
    open_flame: bool | None = field(
        Title("零售场所使用明火", "Open flame at the retail point"),
        meaning=Title("零售场所内取暖、做饭等使用明火", "An open flame is used there, to heat, to cook or otherwise"),
    )
