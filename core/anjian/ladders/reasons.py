"""Why a step was taken, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anjian.ladders.model import Trigger
from anjian.words import Title

WHY: Mapping[Trigger, Title] = {
    Trigger.OVERDUE: Title(
        "整改期限 {due_on} 已过 {days_overdue} 日（满 {number} 日触发）",
        "its term ended on {due_on}, {days_overdue} days ago (due at {number})",
    ),
    Trigger.REPEATED: Title(
        "同一问题第 {times} 次出现（满 {number} 次触发）", "found for the {times}th time (due at {number})"
    ),
    Trigger.REFUSED: Title("对该隐患的文书被拒收", "a document about it was refused"),
    Trigger.SILENT: Title(
        "上一步要求 {unanswered_since} 前答复，至今未答复",
        "no answer came by {unanswered_since}, as the step before asked",
    ),
    Trigger.UNLISTED: Title(
        "重大隐患 {found_on} 发现，满 {number} 日仍未挂牌督办",
        "a major hazard found on {found_on} and not listed after {number} days",
    ),
}


def why(trigger: Trigger, number: int, facts: Mapping[str, Any]) -> Title:
    return WHY[trigger].format(number=number, **facts)
