"""A profile with a fact of every kind, and the expressions and facts hypothesis makes of it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from zlib import crc32

from hypothesis import strategies as st

from anjian.judgement import Condition, Kind, Reading, Value, all_, any_, at_least, derived, to_json
from anjian.plugin import Choice, Profile, Title, field, profile_fields


class Trade(Choice):
    PRODUCER = "producer", "生产企业", "producer"
    WHOLESALER = "wholesaler", "批发企业", "wholesaler"
    RETAILER = "retailer", "零售点", "retailer"


PEOPLE = Title("人", "people")


class Sample(Profile):
    licensed: bool | None = field(Title("已许可", "Licensed"))
    open_flame: bool | None = field(Title("使用明火", "Open flame"))
    suspended: bool | None = field(Title("已停业", "Suspended"))
    present: int | None = field(Title("实有人数", "People present"), unit=PEOPLE)
    approved: int | None = field(Title("核定人数", "People approved"), unit=PEOPLE)
    stored: Decimal | None = field(Title("存药量", "Powder stored"), unit=Title("kg", "kg"))
    limit: Decimal | None = field(Title("核定药量", "Powder approved"), unit=Title("kg", "kg"))
    note: str | None = field(Title("备注", "Note"))
    checked_on: date | None = field(Title("检测日期", "Tested on"))
    expires_on: date | None = field(Title("有效期至", "Valid until"))
    trade: Trade | None = field(Title("经营类别", "Trade"))
    trades: list[Trade] | None = field(Title("兼营类别", "Further trades"))


FIELDS = profile_fields(Sample)

DECIMALS = st.sampled_from([Decimal(text) for text in ("-1.5", "0", "0.30", "1", "2.5", "3", "1E+3")])
CONSTANTS = {
    Kind.BOOLEAN: st.booleans(),
    Kind.INTEGER: st.integers(-2, 3),
    Kind.DECIMAL: DECIMALS,
    Kind.TEXT: st.sampled_from(["", "甲", "a", "A", "%", "'"]),
    Kind.DATE: st.sampled_from([date(1, 1, 1), date(2019, 9, 30), date(2019, 10, 1), date(9999, 12, 31)]),
    Kind.ENUM: st.sampled_from(Trade),
    Kind.ENUMS: st.lists(st.sampled_from(Trade), max_size=2),
}
NAMED = {kind: [name for name, fact in FIELDS.items() if fact.kind is kind] for kind in Kind}


def known(name: str) -> st.SearchStrategy[object]:
    return CONSTANTS[FIELDS[name].kind]


FACTS = st.fixed_dictionaries({}, optional={name: st.none() | known(name) for name in FIELDS})


def reading(*kinds: Kind) -> st.SearchStrategy[Value]:
    return st.sampled_from([Reading(FIELDS[name]) for kind in kinds for name in NAMED[kind]])


def named(number: Value) -> Value:
    """A derived fact: one name for one computation."""
    digest = crc32(json.dumps(to_json(number)).encode())
    return derived(f"ratio_{digest}", number, title=Title("比值", "ratio"))


def calculated(numbers: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    plain = st.integers(-2, 3) | DECIMALS
    return st.one_of(
        st.builds(lambda a, b: a + b, numbers, numbers | plain),
        st.builds(lambda a, b: a - b, plain, numbers),
        st.builds(lambda a, b: a * b, numbers, numbers),
        st.builds(lambda a, b: a / b, numbers, numbers | plain),
        st.builds(named, numbers),
    )


NUMBERS = st.recursive(reading(Kind.INTEGER, Kind.DECIMAL), calculated, max_leaves=4)
ORDERS = [Value.__lt__, Value.__le__, Value.__gt__, Value.__ge__, Value.__eq__, Value.__ne__]


QUOTIENTS = st.builds(lambda a, b: a / b, NUMBERS, NUMBERS)
MEASURED = st.fixed_dictionaries({name: known(name) for name in ("present", "approved", "stored", "limit")})


def compared(left: st.SearchStrategy[Value], right: st.SearchStrategy[object]) -> st.SearchStrategy[Condition]:
    return st.builds(lambda order, a, b: order(a, b), st.sampled_from(ORDERS), left, right)


def same(kind: Kind) -> st.SearchStrategy[Condition]:
    others = reading(kind) | CONSTANTS[kind]
    return st.builds(lambda order, a, b: order(a, b), st.sampled_from(ORDERS[4:]), reading(kind), others)


def one_of(value: st.SearchStrategy[Value], constants: st.SearchStrategy[object]) -> st.SearchStrategy[Condition]:
    options = st.lists(constants, min_size=1, max_size=3)
    return st.builds(lambda value, options: value.in_(*options), value, options)


ARITHMETIC = compared(NUMBERS | QUOTIENTS, QUOTIENTS | st.integers(-2, 3) | DECIMALS) | one_of(QUOTIENTS, DECIMALS)
LEAVES = st.one_of(
    reading(Kind.BOOLEAN),
    compared(NUMBERS, NUMBERS | st.integers(-2, 3) | DECIMALS),
    compared(reading(Kind.DATE), reading(Kind.DATE) | CONSTANTS[Kind.DATE]),
    *(same(kind) for kind in (Kind.BOOLEAN, Kind.TEXT, Kind.ENUM)),
    *(one_of(reading(kind), CONSTANTS[kind]) for kind in (Kind.INTEGER, Kind.TEXT, Kind.DATE, Kind.ENUM)),
    one_of(NUMBERS, st.integers(-2, 3) | DECIMALS),
    st.builds(lambda value, option: value.has(option), reading(Kind.ENUMS), st.sampled_from(Trade)),
)


def combined(conditions: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(conditions, min_size=1, max_size=4)
    return st.one_of(
        st.builds(lambda a, b: a & b, conditions, conditions),
        st.builds(lambda a, b: a | b, conditions, conditions),
        conditions.map(lambda condition: ~condition),
        several.map(lambda parts: all_(*parts)),
        several.map(lambda parts: any_(*parts)),
        several.flatmap(lambda parts: st.integers(1, len(parts)).map(lambda n: at_least(n, *parts))),
    )


CONDITIONS = st.recursive(LEAVES, combined, max_leaves=10)
