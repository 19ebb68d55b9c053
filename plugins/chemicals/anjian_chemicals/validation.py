"""What a line of the ledger of substances has to be, beyond what each field says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from anjian.plugin import Change, Problem, Title, hookimpl
from anjian_chemicals.gb18218.lookup import by_its_name, by_number, critical_t, listed
from anjian_chemicals.ledger import SUBSTANCES, Substance

CAS = re.compile(r"[1-9]\d{1,6}-\d\d-\d")

CAS_WRONG = Title(
    "{name}：CAS号 {cas} 的校验位不对；请核对", "{name}: the check digit of CAS number {cas} is wrong; look it up again"
)
CONTRADICTION = Title(
    "{name} 与 CAS号 {cas} 是GB 18218表1中的两种物质；请核对",
    "{name} and CAS number {cas} are two substances in table 1 of GB 18218; find out which is right",
)
AMBIGUOUS = Title(
    "{name} 在GB 18218表1中有几个临界量不同的条目；请写全名称，如“{such}”",
    '{name} has several lines with different quantities in table 1 of GB 18218; write in full, such as "{such}"',
)
UNKNOWN = Title(
    "{name} 不在GB 18218表1中；请填写危险性类别，以便按表2取临界量",
    "{name} is not in table 1 of GB 18218; give its hazard categories, and table 2 has its critical quantity",
)


@hookimpl
def anjian_validate(change: Change) -> Iterator[Problem]:
    if change.noun == "ledger_entry" and change.after is not None and change.after["ledger"] == SUBSTANCES.name:
        yield from problems(Substance.model_validate(change.after["data"]))


def problems(substance: Substance) -> Iterator[Problem]:
    """What keeps it from having a critical quantity, or makes one doubtful."""
    if is_cas(substance.cas) and not checks(substance.cas):
        yield problem("CHEMICALS_CAS_WRONG", CAS_WRONG, substance, "cas")
    elif contradicts(substance):
        yield problem("CHEMICALS_CAS_CONTRADICTS", CONTRADICTION, substance, "cas")
    elif critical_t(substance) is None and (lines := listed(substance)):
        yield problem("CHEMICALS_SUBSTANCE_AMBIGUOUS", AMBIGUOUS, substance, "name", such=lines[0].zh)
    elif critical_t(substance) is None:
        yield problem("CHEMICALS_SUBSTANCE_UNKNOWN", UNKNOWN, substance, "categories")


def problem(code: str, words: Title, substance: Substance, field: str, **more: object) -> Problem:
    return Problem(code, words.format(name=substance.name, cas=substance.cas, **more), (field,))


def contradicts(substance: Substance) -> bool:
    numbered, named = by_number(substance), by_its_name(substance)
    return bool(numbered and named) and not any(line in named for line in numbered)


def is_cas(code: str | None) -> TypeGuard[str]:
    """Whether it means to be a CAS number; anything else is a code of the enterprise."""
    return code is not None and CAS.fullmatch(code) is not None


def checks(cas: str) -> bool:
    """The last digit is the sum of the others, each times its place from the right, modulo ten."""
    *digits, check = (int(sign) for sign in cas if sign != "-")
    return sum(place * digit for place, digit in enumerate(reversed(digits), 1)) % 10 == check
