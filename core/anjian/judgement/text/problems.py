"""What is wrong with a rule's text: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from anjian.errors import AnjianError
from anjian.words import Title

NEAREST = Title("是否应为 {names}", "did you mean {names}")
ONE_OF = Title("可用的有：{names}", "there are: {names}")
NOTHING = Title("请先写明", "say it first")
SHOWN = 12  # names of a list that is shown whole


class WrongRuleText(AnjianError):
    """``offset`` counts the characters before the place; ``reason`` and ``cure`` are the parts of the sentence."""

    code = "RULE_TEXT_WRONG"
    words = Title(
        "第 {line} 行第 {column} 列：{reason_zh}；{cure_zh}", "line {line}, column {column}: {reason_en}; {cure_en}"
    )

    def __init__(self, text: str, offset: int, reason: Title, cure: Title) -> None:
        before = text[:offset]
        self.offset, self.reason, self.cure = offset, reason, cure
        super().__init__(
            line=before.count("\n") + 1,
            column=offset - before.rfind("\n"),
            reason_zh=reason.zh,
            reason_en=reason.en,
            cure_zh=cure.zh,
            cure_en=cure.en,
        )


def suggestion(name: str, known: Iterable[str]) -> Title:
    """The names nearest to a wrong one, or all where nothing is near."""
    names = list(known)
    if not names:
        return NOTHING
    near = get_close_matches(name, names, n=3)
    if near:
        return NEAREST.format(names=", ".join(near))
    return ONE_OF.format(names=", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else ""))
