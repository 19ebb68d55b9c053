"""The ledger of substances on site (现场危险化学品台账): what each production or storage unit may hold."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Choice, Entry, Ledger, Title, field
from anjian_chemicals.gb18218.categories import Category

TONNE = Title("t", "t")
MOST_T = 10**9  # beyond any site, within what the arithmetic shows


class UnitKind(Choice):
    """What bounds a unit: shut-off valves, a dike, the walls of a store."""

    PRODUCTION = "production", "生产单元", "production unit"
    TANK_FARM = "tank_farm", "储罐区", "tank farm"
    WAREHOUSE = "warehouse", "仓库", "warehouse"


class Substance(Entry):
    """现场的一种危险化学品，在一个单元之内. One hazardous chemical within one unit."""

    unit_kind: UnitKind | None = field(
        Title("单元类别", "Kind of unit"),
        meaning=Title(
            "生产单元以切断阀为界；储罐区以防火堤为界；仓库以独立库房为界",
            "Bounded by shut-off valves, by a dike, or by the walls of a separate store",
        ),
        required=True,
        filter=True,
    )
    unit: str | None = field(
        Title("单元名称", "Name of the unit"),
        meaning=Title("同类单元以名称区分", "Tells units of one kind apart"),
        required=True,
        min_length=1,
        max_length=100,
        filter=True,
    )
    name: str | None = field(
        Title("品名", "Name"),
        meaning=Title(
            "GB 18218表1所列的名称或别名，或产品名称；表1中同一CAS号有几个条目的，写全名称",
            "As table 1 of GB 18218 has it, or of the product; in full where table 1 has one CAS number several times",
        ),
        required=True,
        min_length=1,
        max_length=200,
        filter=True,
        sort=True,
    )
    cas: str | None = field(
        Title("CAS号或物料编号", "CAS number or own code"),
        meaning=Title(
            "没有CAS号的混合物写企业的物料编号；同一单元内同一CAS号有两种的，其一写物料编号，品名写全名称",
            "The enterprise's own code for mixtures without a number, and for the second of two kinds that share one",
        ),
        required=True,
        min_length=1,
        max_length=40,
        filter=True,
    )
    categories: list[Category] | None = field(
        Title("危险性类别", "Hazard categories"),
        meaning=Title(
            "GB 18218表2的符号；有几种危险性的全部填写，临界量最低的一类起作用；表1已列名的，用于确定β",
            "Symbols of table 2 of GB 18218, all of them: the least critical quantity counts; of listed ones, for β",
        ),
        max_length=24,
    )
    other_class: bool | None = field(
        Title("混合物，类别与纯物质不同", "A mixture of another class"),
        meaning=Title(
            "混合物（含溶液、未达到表1所注含量的）的危险性类别与纯物质不同，只按其自身类别取临界量",
            "A mixture, or below the content table 1 states, whose class differs from the pure substance's",
        ),
    )
    design_max_t: Decimal | None = field(
        Title("设计最大量", "Greatest quantity by design"),
        unit=TONNE,
        meaning=Title(
            "单元内该物质按设计可能存在的最大量，辨识和分级以它为准", "The most the unit can hold; it decides S and R"
        ),
        required=True,
        ge=0,
        le=MOST_T,
        decimal_places=6,
        sort=True,
    )
    present_t: Decimal | None = field(
        Title("实有量", "Quantity present"),
        unit=TONNE,
        meaning=Title("检查当日单元内的实际存量，不参与辨识", "On the day of the inspection; it decides nothing"),
        ge=0,
        le=MOST_T,
        decimal_places=6,
    )


SUBSTANCES = Ledger(
    "substances",
    Substance,
    title=Title("现场危险化学品", "Substances on site"),
    key=("unit_kind", "unit", "cas"),
)
