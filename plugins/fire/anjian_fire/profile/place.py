"""What the place is, and what takes it or one of its elements out of the judgement."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field
from anjian_fire.elements import Element
from anjian_fire.vocabulary import Category, Use


class Place(Profile):
    """Whom the elements bind, and when they are not counted (5.1.2, 5.1.3 a and b of 2017)."""

    categories: list[Category] | None = field(
        Title("场所类别", "Kinds of place"),
        meaning=Title(
            "按 GB 35181-2017 计数时的类别，可多选；人员密集场所见消防法第七十三条，三类之外选“其他场所”",
            "As the edition of 2017 counts them, several may apply; other when it is none of the three",
        ),
        filter=True,
    )
    uses: list[Use] | None = field(
        Title("场所用途", "Uses of the place"),
        meaning=Title(
            "判定要素所问的用途，可多选；都不是时选“其他用途”",
            "As far as an element asks; other when it is none of them",
        ),
        filter=True,
    )
    high_rise: bool | None = field(
        Title("高层建筑", "High-rise building"),
        meaning=Title("所在建筑按国家标准属于高层建筑", "The building is high-rise as the national standard has it"),
        filter=True,
    )
    underground: bool | None = field(
        Title("地下场所", "Underground"),
        meaning=Title("场所设在地下、半地下或属于地下建筑", "The place lies in a basement or underground building"),
        filter=True,
    )

    out_of_use: bool | None = field(
        Title("已停产停业或停止使用", "Shut down or out of use"),
        meaning=Title(
            "检查当日单位、场所已停产停业或停止使用；此时不判定",
            "On the day of the inspection it is shut down or not in use, and then it is not judged",
        ),
        filter=True,
    )
    corrected_at_once: list[Element] | None = field(
        Title("能立即改正的要素", "Elements corrected at once"),
        meaning=Title(
            "本次检查发现而能立即改正的要素，不计入；没有时填空列表",
            "Found at this inspection and corrected at once, so not counted; an empty list when there is none",
        ),
    )
    expert_reviewed: list[Element] | None = field(
        Title("已经专家评审的要素", "Elements reviewed by experts"),
        meaning=Title(
            "依法做过消防设计专家评审并已采取相应技术措施的要素，不计入；没有时填空列表",
            "Their fire design was reviewed by law and the measures are taken; an empty list when there is none",
        ),
    )
