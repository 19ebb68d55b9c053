"""A rule is said in words before anything is known: labels, units and limits, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from anjian.judgement import Condition, Value, all_, at_least, derived
from anjian.judgement.sentences import in_words
from anjian.plugin import Choice, Profile, Title, facts, field


class Trade(Choice):
    PRODUCER = "producer", "生产企业", "producer"
    SHOP = "shop", "零售点", "shop"


class Plant(Profile):
    trade: Trade | None = field(Title("类别", "Trade"))
    trades: list[Trade] | None = field(Title("业务", "Business"))
    stored: Decimal | None = field(Title("储量", "Stored"), unit=Title("吨", "t"))
    limit: Decimal | None = field(Title("定量", "Limit"), unit=Title("吨", "t"))
    alarm: bool | None = field(Title("报警有效", "Alarm works"))
    guarded: bool | None = field(Title("专人值守", "Attended"))
    basis: str | None = field(Title("依据", "Basis"))


f = facts(Plant)
load: Value = derived("load", f.stored / f.limit, title=Title("储量比", "Load"))
SAID = {
    "a limit has the unit of its fact": (f.stored > Decimal(4), "储量 > 4 吨", "Stored > 4 t"),
    "what is denied is said the other way round": (~(f.stored > f.limit), "储量 ≤ 定量", "Stored ≤ Limit"),
    "one of several": (f.trade.in_(*Trade), "类别 属于 生产企业、零售点", "Trade is one of producer, shop"),
    "a list holds one of several": (
        f.trades.any_(*Trade),
        "业务 包含其一 生产企业、零售点",
        "Business includes one of producer, shop",
    ),
    "brackets keep either within both": (
        all_(f.trade == Trade.SHOP, ~f.alarm | ~f.guarded),
        "类别 = 零售点，且 （报警有效：否，或 专人值守：否）",
        "Trade = shop and (Alarm works: no or Attended: no)",
    ),
    "a whole is denied in brackets": (
        ~(f.alarm & f.guarded),
        "并非（报警有效：是，且 专人值守：是）",
        "not (Alarm works: yes and Attended: yes)",
    ),
    "so many of several": (
        at_least(2, ~f.alarm, ~f.guarded, f.basis != ""),
        "以下至少 2 项：报警有效：否；专人值守：否；依据 ≠ 空",
        "at least 2 of: Alarm works: no; Attended: no; Basis ≠ empty",
    ),
    "arithmetic with a name is told behind it": (
        load > Decimal("1.05"),
        "储量比 > 1.05；其中 储量比 = (储量 ÷ 定量)",
        "Load > 1.05; where Load = (Stored ÷ Limit)",
    ),
}


@pytest.mark.parametrize(("rule", "zh", "en"), SAID.values(), ids=SAID)
def test_what_a_rule_asks_is_said_in_both_languages(rule: Condition, zh: str, en: str) -> None:
    """Whoever reads the sentence knows what would make a major hazard."""
    words = in_words(rule)
    assert (words["zh"]["text"], words["en"]["text"]) == (zh, en)


def test_a_rule_is_drawn_as_its_explanation_will_be() -> None:
    """The same nodes in the same order, of which nothing holds yet and each leaf names its facts."""
    tree = in_words((f.stored > f.limit) & ~f.alarm)["zh"]["tree"]
    stored, denied = tree["of"]
    assert (tree["op"], tree["holds"], stored["text"], stored["facts"]) == (
        "all",
        None,
        "储量 > 定量",
        ["stored", "limit"],
    )
    assert (denied["op"], [part["facts"] for part in denied["of"]]) == ("not", [["alarm"]])
