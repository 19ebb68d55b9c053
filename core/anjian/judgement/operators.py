"""What rules are spelled with: operators, plain values, and the error that names a wrong one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from anjian.errors import AnjianError
from anjian.judgement.facts import Kind
from anjian.words import Title

Plain: TypeAlias = bool | int | Decimal | str | date

KIND_OF: Mapping[type, Kind] = {
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    Decimal: Kind.DECIMAL,
    str: Kind.TEXT,
    date: Kind.DATE,
}


class WrongExpression(AnjianError):
    code = "EXPRESSION_WRONG"
    words = Title("判定表达式有误：{reason_zh}", "the expression is wrong: {reason_en}")

    def __init__(self, zh: str, en: str, path: Sequence[str | int] = ()) -> None:
        super().__init__(path=path, reason_zh=zh, reason_en=en)
        self.reason = Title(zh, en)


class Operator(StrEnum):
    """How two values are compared."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"

    @property
    def is_order(self) -> bool:
        return self not in (Operator.EQ, Operator.NE)


class Arithmetic(StrEnum):
    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    DIVIDE = "divide"
