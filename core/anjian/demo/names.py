"""Names that people in the demonstration bear. Nobody is meant by them."""

from __future__ import annotations

from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"
GIVEN = (
    "示安", "示平", "示范", "例新", "例明", "拟真", "拟文", "虚谷", "虚白", "设文", "设远", "演练", "演新", "样成",
    "样林", "试航", "试学", "模一", "模远", "仿青",
)  # fmt: skip


def person_name(rng: Random) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIVEN)
