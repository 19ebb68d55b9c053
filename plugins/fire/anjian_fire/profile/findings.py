"""What only people decide, together."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field
from anjian_fire.profile.units import PEOPLE


class Findings(Profile):
    """Of a discussion, of a panel of experts, and of whoever judges by the edition of 2025."""

    consequence_insufficient: bool | None = field(
        Title("后果不足以构成重大", "Consequences too small"),
        meaning=Title(
            "集体讨论认为不足以导致重大、特别重大火灾事故或严重社会影响；只能由人认定",
            "Collective discussion found that no major fire or serious effect on society could follow; people decide",
        ),
        manual=True,
    )
    discussion_members: int | None = field(
        Title("集体讨论人数", "People in the discussion"),
        unit=PEOPLE,
        meaning=Title("参加形成判定结论的集体讨论的人数，应不少于 3 人", "Those who discussed the finding, at least 3"),
        ge=0,
    )

    panel_members: int | None = field(
        Title("专家组人数", "Members of the expert panel"),
        unit=PEOPLE,
        meaning=Title("技术论证专家组的人数，应不少于 7 人；没有论证时填 0", "At least 7; 0 when no panel was called"),
        ge=0,
    )
    panel_in_favour: int | None = field(
        Title("专家组同意人数", "Panel members in favour"),
        unit=PEOPLE,
        meaning=Title(
            "同意判定为重大火灾隐患的专家人数，应达到三分之二；没有论证时填 0",
            "Experts who find a major fire hazard, two thirds are needed; 0 when no panel was called",
        ),
        manual=True,
        ge=0,
    )

    major_2025: bool | None = field(
        Title("按 2025 版判定为重大", "Major by the edition of 2025"),
        meaning=Title(
            "判定人员对照 GB 35181-2025 原文得出的结论；系统不作计算",
            "What people find who hold the official text of GB 35181-2025 beside the place; nothing is computed",
        ),
        filter=True,
        manual=True,
    )
