"""Which elements count, and how many of them make a major hazard (5.1.2, 5.1.3 a, 5.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from anjian.plugin import Clause, Condition, Confidence, Rule, Title, any_, at_least
from anjian_fire.edition_2017.conduct import CONDUCT
from anjian_fire.edition_2017.evacuation import EVACUATION
from anjian_fire.edition_2017.layout import LAYOUT
from anjian_fire.edition_2017.places import CROWDED, FLAMMABLE, IMPORTANT, JUDGED, NONE_OF_THE_THREE, f
from anjian_fire.edition_2017.systems import SYSTEMS
from anjian_fire.elements import Element
from anjian_fire.standards import GB_35181_2017

PRESENT: Mapping[Element, Condition] = {**LAYOUT, **EVACUATION, **SYSTEMS, **CONDUCT}

ROUTES = (  # whose text was seen
    Element.CLAUSE_7_3_1,
    Element.CLAUSE_7_3_2,
    Element.CLAUSE_7_3_3,
    Element.CLAUSE_7_3_4,
    Element.CLAUSE_7_3_5,
    Element.CLAUSE_7_3_6,
    Element.CLAUSE_7_3_7,
)
OF_CROWDED_PLACES = (
    *ROUTES,
    Element.CLAUSE_7_3_8,
    Element.CLAUSE_7_3_9,
    Element.CLAUSE_7_5,
    Element.CLAUSE_7_9_3,
)
OF_FLAMMABLE_PLACES = (
    Element.CLAUSE_7_1_1,
    Element.CLAUSE_7_1_2,
    Element.CLAUSE_7_1_3,
    Element.CLAUSE_7_4_5,
    Element.CLAUSE_7_4_6,
)
ALL = tuple(element for element in Element if not element.direct)


def counts(element: Element) -> Condition:
    """Neither corrected at once (5.1.2) nor settled by a review of experts (5.1.3 a)."""
    return ~f.corrected_at_once.has(element) & ~f.expert_reviewed.has(element)


def so_many(number: int, elements: Iterable[Element]) -> Condition:
    """An element counts once, on however many storeys it was found."""
    return at_least(number, *(PRESENT[element] & counts(element) for element in elements))


COUNTED = (
    Rule(
        "FIRE-2017-5.3.3a.1",
        Clause(GB_35181_2017, "5.3.3 a"),
        title=Title(
            "人员密集场所：7.3.1 至 7.3.7 有三项以上", "Crowded place: three or more of the elements 7.3.1 to 7.3.7"
        ),
        major=so_many(3, ROUTES),
        applies=JUDGED & CROWDED,
    ),
    Rule(
        "FIRE-2017-5.3.3a.2",
        Clause(GB_35181_2017, "5.3.3 a"),
        title=Title(
            "人员密集场所：疏散、排烟、燃气要素有三项以上（部分要素凭记忆，待核对原文）",
            "Crowded place: three or more elements of escape, smoke and gas (some recalled, compare the text)",
        ),
        major=so_many(3, OF_CROWDED_PLACES),
        confidence=Confidence.RECALLED,
        applies=JUDGED & CROWDED,
    ),
    Rule(
        "FIRE-2017-5.3.3b",
        Clause(GB_35181_2017, "5.3.3 b"),
        title=Title(
            "易燃易爆场所：布局、固定灭火要素有三项以上（项数凭记忆，待核对原文）",
            "Flammable goods: three or more elements of layout and extinguishing (recalled, compare the text)",
        ),
        major=so_many(3, OF_FLAMMABLE_PLACES),
        confidence=Confidence.RECALLED,
        applies=JUDGED & FLAMMABLE,
    ),
    Rule(
        "FIRE-2017-5.3.3c",
        Clause(GB_35181_2017, "5.3.3 c"),
        title=Title(
            "人员密集、易燃易爆、重要场所：综合要素有四项以上（项数凭记忆，待核对原文）",
            "Crowded, flammable or important place: four or more of all elements (recalled, compare the text)",
        ),
        major=so_many(4, ALL),
        confidence=Confidence.RECALLED,
        applies=JUDGED & any_(CROWDED, FLAMMABLE, IMPORTANT),
    ),
    Rule(
        "FIRE-2017-5.3.3d",
        Clause(GB_35181_2017, "5.3.3 d"),
        title=Title(
            "其他场所：综合要素有六项以上（项数凭记忆，待核对原文）",
            "Any other place: six or more of all elements (recalled, compare the text)",
        ),
        major=so_many(6, ALL),
        confidence=Confidence.RECALLED,
        applies=JUDGED & NONE_OF_THE_THREE,
    ),
)
