"""How operators are spelled, and which words are taken."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Mapping

from anjian.judgement.operators import Arithmetic, Operator

COMPARISONS: Mapping[type[ast.cmpop], Operator] = {
    ast.Eq: Operator.EQ,
    ast.NotEq: Operator.NE,
    ast.Lt: Operator.LT,
    ast.LtE: Operator.LE,
    ast.Gt: Operator.GT,
    ast.GtE: Operator.GE,
}
CALCULATIONS: Mapping[type[ast.operator], Arithmetic] = {
    ast.Add: Arithmetic.ADD,
    ast.Sub: Arithmetic.SUBTRACT,
    ast.Mult: Arithmetic.MULTIPLY,
    ast.Div: Arithmetic.DIVIDE,
}
SIGNS: Mapping[Operator | Arithmetic, str] = {
    Operator.EQ: "==",
    Operator.NE: "!=",
    Operator.LT: "<",
    Operator.LE: "<=",
    Operator.GT: ">",
    Operator.GE: ">=",
    Arithmetic.ADD: "+",
    Arithmetic.SUBTRACT: "-",
    Arithmetic.MULTIPLY: "*",
    Arithmetic.DIVIDE: "/",
}
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}
TAKEN = frozenset(keyword.kwlist) | TRUTHS.keys() | {"has"}


def is_plain(name: str) -> bool:
    """Whether a fact or member may be written as it is, without quotes."""
    return name.isascii() and name.isidentifier() and name not in TAKEN
