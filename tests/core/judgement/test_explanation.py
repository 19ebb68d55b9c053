"""The reason writes itself from labels, values and units."""

from __future__ import annotations

import json
from datetime import date

import pytest

from anjian.judgement import Condition, at_least, derived, explain, judge
from anjian.plugin import facts
from anjian.words import Title

from .sample import Sample, Trade
from .test_rules import CROWDED, DAY, rule

f = facts(Sample)


@pytest.mark.parametrize(
    ("condition", "known", "zh", "en"),
    [
        (
            f.present > f.approved,
            {"present": 6, "approved": 4},
            "实有人数 6 人 > 核定人数 4 人",
            "People present 6 people > People approved 4 people",
        ),
        (
            f.present > f.approved,
            {"present": 4, "approved": 4},
            "实有人数 4 人 ≤ 核定人数 4 人",
            "People present 4 people ≤ People approved 4 people",
        ),
        (
            f.present > f.approved,
            {"present": 6},
            "实有人数 6 人，核定人数未记录",
            "People present 6 people, People approved not recorded",
        ),
        (f.stored >= 10, {"stored": "10.50"}, "存药量 10.50 kg ≥ 10 kg", "Powder stored 10.50 kg ≥ 10 kg"),
        (~f.licensed | f.open_flame, {"licensed": False}, "已许可：否", "Licensed: no"),
        (
            ~f.licensed | f.open_flame,
            {"licensed": True, "open_flame": False},
            "已许可：是；使用明火：否",
            "Licensed: yes; Open flame: no",
        ),
        (~f.licensed, {}, "已许可未记录", "Licensed not recorded"),
        (f.trade == Trade.RETAILER, {"trade": "retailer"}, "经营类别 零售点", "Trade retailer"),
        (
            f.trade.in_(Trade.PRODUCER, Trade.WHOLESALER),
            {"trade": "retailer"},
            "经营类别 零售点 不属于 生产企业、批发企业",
            "Trade retailer is none of producer, wholesaler",
        ),
        (
            f.trades.has(Trade.RETAILER),
            {"trades": []},
            "兼营类别 无 不包含 零售点",
            "Further trades none does not include retailer",
        ),
        (
            f.expires_on < date(2019, 9, 1),
            {"expires_on": "2019-08-31"},
            "有效期至 2019-08-31 < 2019-09-01",
            "Valid until 2019-08-31 < 2019-09-01",
        ),
        (
            derived("load", f.stored / f.limit, title=Title("药量比", "Powder ratio")) > 1,
            {"stored": 4, "limit": 3},
            "药量比 1.33333 > 1",
            "Powder ratio 1.33333 > 1",
        ),
        (
            derived("load", f.stored / f.limit, title=Title("药量比", "Powder ratio")) > 1,
            {"stored": 4, "limit": 0},
            "药量比无法计算",
            "Powder ratio cannot be computed",
        ),
        (
            f.stored + 1 > f.limit,
            {"stored": 4, "limit": 3},
            "(存药量 4 kg + 1) > 核定药量 3 kg",
            "(Powder stored 4 kg + 1) > Powder approved 3 kg",
        ),
        (
            at_least(2, f.licensed, f.open_flame, f.suspended),
            {"licensed": True, "open_flame": False, "suspended": True},
            "已许可：是；已停业：是",
            "Licensed: yes; Suspended: yes",
        ),
    ],
)
def test_one_sentence(condition: Condition, known: dict[str, object], zh: str, en: str) -> None:
    """Only what decides is said; of what does not hold, the contrary; of what is unknown, that it is not recorded."""
    told = explain(judge(rule(condition), known, DAY))
    assert (told["zh"]["text"], told["en"]["text"]) == (zh, en)


def test_facts_carry_their_source() -> None:
    """Each fact used says its label, value, unit and the inspection that saw it."""
    judgement = judge(CROWDED, {"trade": "producer", "present": 6, "approved": 4}, DAY)
    seen = {"inspection": "0190", "on": "2019-09-01"}
    told = explain(judgement, sources={"present": seen})
    assert told["zh"]["facts"] == [
        {"name": "trade", "label": "经营类别", "value": "生产企业", "unit": None, "source": None},
        {"name": "present", "label": "实有人数", "value": "6", "unit": "人", "source": seen},
        {"name": "approved", "label": "核定人数", "value": "4", "unit": "人", "source": None},
    ]
    assert [line["label"] for line in told["en"]["facts"]] == ["Trade", "People present", "People approved"]
    assert json.loads(json.dumps(told)) == told


def test_the_tree_can_be_drawn() -> None:
    """Every node says what it is and whether it holds; an unknown node is null, and its facts are what to look at."""
    several = rule(f.licensed & at_least(1, ~f.open_flame, f.present > 4))
    assert explain(judge(several, {"licensed": True, "open_flame": True}, DAY))["en"]["tree"] == {
        "op": "all",
        "holds": None,
        "text": "all of",
        "of": [
            {"op": "fact", "holds": True, "text": "Licensed: yes", "facts": ["licensed"]},
            {
                "op": "at_least",
                "holds": None,
                "text": "at least 1 of",
                "of": [
                    {
                        "op": "not",
                        "holds": False,
                        "text": "not",
                        "of": [{"op": "fact", "holds": True, "text": "Open flame: yes", "facts": ["open_flame"]}],
                    },
                    {"op": "gt", "holds": None, "text": "People present not recorded", "facts": ["present"]},
                ],
            },
        ],
    }
