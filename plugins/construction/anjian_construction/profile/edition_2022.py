"""The edition of 2022, of which only articles and topics are known here: a person reads the text and answers."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class Edition2022(Profile):
    """Whether one of an article's items holds, article by article."""

    edition_2022_article_4: bool | None = field(
        Title("符合2022版第四条", "Article 4 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第四条（安全管理，4项）判断有一项成立",
            "The inspector reads article 4 (site safety management, 4 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_5: bool | None = field(
        Title("符合2022版第五条", "Article 5 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第五条（基坑工程，4项）判断有一项成立",
            "The inspector reads article 5 (foundation pits, 4 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_6: bool | None = field(
        Title("符合2022版第六条", "Article 6 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第六条（模板工程，3项）判断有一项成立",
            "The inspector reads article 6 (formwork, 3 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_7: bool | None = field(
        Title("符合2022版第七条", "Article 7 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第七条（脚手架工程，5项）判断有一项成立",
            "The inspector reads article 7 (scaffolding, 5 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_8: bool | None = field(
        Title("符合2022版第八条", "Article 8 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第八条（起重机械及吊装工程，7项）判断有一项成立",
            "The inspector reads article 8 (lifting machinery and lifting, 7 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_9: bool | None = field(
        Title("符合2022版第九条", "Article 9 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第九条（高处作业，3项）判断有一项成立",
            "The inspector reads article 9 (work at height, 3 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_10: bool | None = field(
        Title("符合2022版第十条", "Article 10 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第十条（施工临时用电，1项）判断有一项成立",
            "The inspector reads article 10 (temporary electricity, 1 item) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_11: bool | None = field(
        Title("符合2022版第十一条", "Article 11 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第十一条（有限空间作业，2项）判断有一项成立",
            "The inspector reads article 11 (confined-space work, 2 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_12: bool | None = field(
        Title("符合2022版第十二条", "Article 12 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第十二条（拆除工程，1项）判断有一项成立",
            "The inspector reads article 12 (demolition, 1 item) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_13: bool | None = field(
        Title("符合2022版第十三条", "Article 13 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第十三条（暗挖工程，2项）判断有一项成立",
            "The inspector reads article 13 (underground excavation, 2 items) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_14: bool | None = field(
        Title("符合2022版第十四条", "Article 14 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第十四条（禁止和限制的工艺设备材料，1项）判断有一项成立",
            "The inspector reads article 14 (banned and limited technology, 1 item) and finds that one holds",
        ),
        manual=True,
    )
    edition_2022_article_15: bool | None = field(
        Title("符合2022版第十五条", "Article 15 of 2022 is met"),
        meaning=Title(
            "检查人员对照原文第十五条（其他情形，1项）判断有一项成立",
            "The inspector reads article 15 (anything else, 1 item) and finds that one holds",
        ),
        manual=True,
    )
