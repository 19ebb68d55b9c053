"""Values a rule names itself, read as they are spelled: no number passes through a float."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal, InvalidOperation

from anjian.judgement.text.syntax import Source
from anjian.words import Title

NO_DAY = Title("{said} 不是日期", "{said} is no day")
DAY = Title('日期写作 date("2019-10-01")', 'a day is written date("2019-10-01")')
NO_NUMBER = Title("{said} 不是数", "{said} is no number")
DIGITS = Title("数写作 4 或 10.5", "a number is written 4 or 10.5")


def text_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def number(source: Source, node: ast.expr) -> int | Decimal | None:
    """A whole number or an exact decimal, perhaps negative; None for anything else."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as plain) as of):
            sign = "-"
        case ast.Constant(value=int() | float() as plain) as of:
            sign = ""
        case _:
            return None
    if isinstance(plain, bool):
        return None
    return int(f"{sign}{plain}") if isinstance(plain, int) else exactly(source, of, sign)


def exactly(source: Source, node: ast.expr, sign: str) -> Decimal:
    said = sign + source.spelling(node)
    try:
        return Decimal(said)
    except InvalidOperation:
        raise source.wrong(source.offset(node), NO_NUMBER.format(said=said), DIGITS) from None


def day(source: Source, node: ast.expr) -> date:
    said = text_of(node)
    try:
        found = date.fromisoformat(said or "")
    except ValueError:
        found = None
    if found is None or found.isoformat() != said:  # Python also reads 20191001 and week dates
        raise source.wrong(source.offset(node), NO_DAY.format(said=source.spelling(node)), DAY)
    return found
