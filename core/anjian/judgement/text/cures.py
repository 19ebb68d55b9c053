"""The sentences of what can be wrong with a rule's text, and of how it is mended."""

from __future__ import annotations

import ast

from anjian.judgement.expressions import Value
from anjian.judgement.facts import Kind
from anjian.judgement.text.syntax import SPELLING
from anjian.words import Title

UNKNOWN_FACT = Title("没有事实 {name}", "there is no fact {name}")
UNKNOWN_MEMBER = Title("没有选项 {name}", "there is no choice {name}")
NO_CONDITION = Title("这不是条件", "this is no condition")
NO_CONSTANT = Title("这里须是写明的值", "here stands a value, not a fact")
NOT_IN_RULES = Title("规则里没有这种写法", "this is not written in rules")
ARGUMENTS = Title("{name}(…) 的参数不对", "the arguments of {name}(…) are wrong")

COMPARE_IT = Title("请写成比较，如 count > 4", "compare it with something, as in count > 4")
COUNT = Title("个数至少 1，至多为所列的个数", "at least one, and no more than are listed")
CONSTANTS = Title(
    '值写作 4、10.5、"文字"、true、date("2019-10-01") 或选项',
    'write 4, 10.5, "text", true, date("2019-10-01") or a choice',
)
NUMBERS = Title("只有数可以加减乘除；数至多 100 位", "numbers alone can be calculated with, of 100 digits at most")
HAS = Title("写作“列表 has 选项”，单个值写作 ==", "a list has a choice; a single value is compared with ==")
ALIKE = Title(
    "两边须同类：数与数、日期与日期、同一组选项；文字和选项只能 == 或 !=",
    "both sides are of one kind, numbers, days or one set of choices; texts and choices are only equal or not",
)
DAYS = Title('日期写作 date("2019-10-01")，与日期相比', 'write a day as date("2019-10-01"), and compare it with a day')
LISTS = Title("列表写作“列表 has 选项”", "of a list, ask whether it has a choice")
BITS = Title("请用 and or not，不用 & | ~", "write and, or, not instead of &, |, ~")
CHOICES = {Kind.ENUM, Kind.ENUMS}


def of_kinds(left: Value, right: Value) -> Title:
    kinds = {left.kind, right.kind}
    if Kind.ENUMS in kinds:
        return LISTS
    return DAYS if Kind.DATE in kinds else ALIKE


def instead_of(node: ast.expr) -> Title:
    match node:
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr()) | ast.UnaryOp(op=ast.Invert()):
            return BITS
    return SPELLING
