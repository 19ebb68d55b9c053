"""The ten elements that decide by themselves (clause 6)."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.plugin import Clause, Rule, Title
from anjian_fire.edition_2017.counted import PRESENT, counts
from anjian_fire.edition_2017.places import JUDGED
from anjian_fire.elements import Element
from anjian_fire.standards import GB_35181_2017

RECTIFICATION: Mapping[Element, Title] = {
    Element.CLAUSE_6_1: Title("停用，搬迁到城市边缘或安全地带", "Take it out of use and move it to the edge or apart"),
    Element.CLAUSE_6_2: Title("迁出一方，或改造使间距达标", "Move one of the two out, or rebuild to the distance"),
    Element.CLAUSE_6_3: Title("减少储量降级，或搬迁", "Store less until the grade falls, or move the station"),
    Element.CLAUSE_6_4: Title("停用并搬出地下、半地下", "Take it out of use and move it above ground"),
    Element.CLAUSE_6_5: Title("停止使用，增设或加宽安全出口", "Close it; add exits or widen them"),
    Element.CLAUSE_6_6: Title("停止使用，按标准补设", "Close it; install what the standard asks for"),
    Element.CLAUSE_6_7: Title("停用储罐，补设固定消防设施", "Empty the tanks; install the fixed protection"),
    Element.CLAUSE_6_8: Title("立即清出易燃易爆危险品", "Remove the flammable goods at once"),
    Element.CLAUSE_6_9: Title("停止使用，迁到允许的楼层", "Close it; move to a floor that is allowed"),
    Element.CLAUSE_6_10: Title("搬离人员，拆除或换成 A 级芯材", "Move the people out; pull down or use class A cores"),
}


def direct(element: Element) -> Rule:
    return Rule(
        f"FIRE-2017-{element.clause}",
        Clause(GB_35181_2017, element.clause),
        title=element.words,
        major=PRESENT[element],
        rectification=RECTIFICATION[element],
        applies=JUDGED & counts(element),
    )


DIRECT = tuple(direct(element) for element in RECTIFICATION)
