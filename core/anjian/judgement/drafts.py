"""A rule that nobody has issued yet, as somebody outside sends it: read with bounds, since it becomes SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anjian.judgement.expressions import Condition
from anjian.judgement.facts import Fact
from anjian.judgement.operators import WrongExpression
from anjian.judgement.serial import from_json

HEAVIEST = 500  # conditions, values and facts; no clause of a standard comes near
DEEPEST = 30  # objects within objects
SEVERAL_TIMES = {"at_least": 2}  # whose parts are written into SQL that often


def from_draft(node: object, fields: Mapping[str, Fact]) -> Condition:
    """The condition; what is wrong with it, its size included, is ``EXPRESSION_WRONG`` with the place."""
    if weight(node, DEEPEST) > HEAVIEST:
        raise WrongExpression(f"条件超过 {HEAVIEST} 个", f"it holds more than {HEAVIEST} conditions")
    return from_json(node, fields)


def weight(node: Any, depth: int) -> int:
    if depth == 0:
        raise WrongExpression(f"嵌套超过 {DEEPEST} 层", f"it is nested more than {DEEPEST} deep")
    match node:
        case Mapping():
            times = max((SEVERAL_TIMES.get(str(key), 1) for key in node), default=1)
            return 1 + times * sum(weight(part, depth - 1) for part in node.values())
        case list():
            return sum(weight(part, depth) for part in node)
        case str():
            return sayable(node)
    return 0


def sayable(text: str) -> int:
    try:
        return len(text.encode()) // 1_000
    except UnicodeEncodeError:
        raise WrongExpression("含有不完整的字符", "it holds half a character") from None
