"""Money of fines, kept in fen: whole numbers add up."""

from __future__ import annotations

from decimal import Decimal

from anjian.actions.measures import Measure
from anjian.errors import AnjianError
from anjian.words import Title

LARGEST_FINE = Decimal(10) ** 12  # yuan; far above any, far below what the column holds in fen


class AmountMissing(AnjianError):
    code = "AMOUNT_MISSING"
    words = Title("罚款须填写金额（元）", "a fine needs its amount in yuan")


class AmountNotForThis(AnjianError):
    code = "AMOUNT_NOT_FOR_THIS"
    words = Title("只有罚款才填写金额；请删除金额", "only fines have an amount: leave it out")


class AmountWrong(AnjianError):
    code = "AMOUNT_WRONG"
    words = Title(
        "金额 {amount} 有误：应大于零、不足一万亿元，最多两位小数",
        "the amount {amount} is wrong: more than nothing, below 10^12 yuan, at most two decimals",
    )


def amount_of(measure: Measure, yuan: Decimal | None) -> int | None:
    if not measure.fine:
        if yuan is not None:
            raise AmountNotForThis
        return None
    if yuan is None:
        raise AmountMissing
    if not is_amount(yuan):
        raise AmountWrong(amount=str(yuan)[:40])
    return int(round(yuan, 2) * 100)


def is_amount(yuan: Decimal) -> bool:
    return yuan.is_finite() and 0 < yuan < LARGEST_FINE and round(yuan, 2) == yuan
