"""The edition of 2022, article by article: a prompt for a person, who has the text at hand.

The items of its articles are not known here, so nothing is computed and no verdict binds.
"""

from __future__ import annotations

from anjian.plugin import Clause, Confidence, Rule, Title, facts
from anjian_construction.profile import Construction
from anjian_construction.standards import NOTICE_2

f = facts(Construction)

RULES = (
    Rule(
        "CONS-2022-04",
        Clause(NOTICE_2, "第四条"),
        title=Title("2022版第四条：安全管理", "Article 4 of 2022: site safety management"),
        major=f.edition_2022_article_4,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-05",
        Clause(NOTICE_2, "第五条"),
        title=Title("2022版第五条：基坑工程", "Article 5 of 2022: foundation pits"),
        major=f.edition_2022_article_5,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-06",
        Clause(NOTICE_2, "第六条"),
        title=Title("2022版第六条：模板工程", "Article 6 of 2022: formwork"),
        major=f.edition_2022_article_6,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-07",
        Clause(NOTICE_2, "第七条"),
        title=Title("2022版第七条：脚手架工程", "Article 7 of 2022: scaffolding"),
        major=f.edition_2022_article_7,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-08",
        Clause(NOTICE_2, "第八条"),
        title=Title("2022版第八条：起重机械及吊装工程", "Article 8 of 2022: lifting machinery and lifting"),
        major=f.edition_2022_article_8,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-09",
        Clause(NOTICE_2, "第九条"),
        title=Title("2022版第九条：高处作业", "Article 9 of 2022: work at height"),
        major=f.edition_2022_article_9,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-10",
        Clause(NOTICE_2, "第十条"),
        title=Title("2022版第十条：施工临时用电", "Article 10 of 2022: temporary electricity"),
        major=f.edition_2022_article_10,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-11",
        Clause(NOTICE_2, "第十一条"),
        title=Title("2022版第十一条：有限空间作业", "Article 11 of 2022: confined-space work"),
        major=f.edition_2022_article_11,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-12",
        Clause(NOTICE_2, "第十二条"),
        title=Title("2022版第十二条：拆除工程", "Article 12 of 2022: demolition"),
        major=f.edition_2022_article_12,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-13",
        Clause(NOTICE_2, "第十三条"),
        title=Title("2022版第十三条：暗挖工程", "Article 13 of 2022: underground excavation"),
        major=f.edition_2022_article_13,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-14",
        Clause(NOTICE_2, "第十四条"),
        title=Title("2022版第十四条：禁止和限制的工艺设备材料", "Article 14 of 2022: banned and limited technology"),
        major=f.edition_2022_article_14,
        confidence=Confidence.RECALLED,
    ),
    Rule(
        "CONS-2022-15",
        Clause(NOTICE_2, "第十五条"),
        title=Title("2022版第十五条：其他情形", "Article 15 of 2022: anything else"),
        major=f.edition_2022_article_15,
        confidence=Confidence.RECALLED,
    ),
)
