"""Two people sign what binds: one alone could not be held against."""

from __future__ import annotations

from collections.abc import Sequence

from anjian.errors import AnjianError
from anjian.words import Title


class TwoSignersNeeded(AnjianError):
    code = "TWO_SIGNERS_NEEDED"
    words = Title(
        "至少须有两名不同的人员签名，现有 {count} 名；请补充签名人",
        "at least two different people have to sign, {count} did: add who else was there",
    )


def two_signers(names: Sequence[str]) -> None:
    different = {name.strip() for name in names}
    if len(different) < 2:
        raise TwoSignersNeeded(count=len(different))
