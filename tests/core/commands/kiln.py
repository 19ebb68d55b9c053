"""A small sector to command: brick kilns, with one rule of every kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from anjian.commands.desk import PluginFailed
from anjian.plugin import (
    Change,
    Checklist,
    Clause,
    Confidence,
    Item,
    Known,
    Problem,
    Profile,
    Result,
    Rule,
    Sector,
    Standard,
    Title,
    facts,
    field,
)
from anjian.plugin_host.reckoning import reckon

from .depot import DEPOT


class Kiln(Profile):
    """What is known of a brick kiln."""

    persons: int | None = field(Title("实有人数", "people inside"), ge=0)
    approved_persons: int | None = field(Title("核定人数", "people approved"), ge=0)
    load_tons: Decimal | None = field(Title("装窑量", "load"), ge=0)
    watched: bool | None = field(Title("有人看守", "watched"))
    door_free: bool | None = field(Title("出口畅通", "exit free"))
    judged_unsound: bool | None = field(Title("窑体判定为危险", "judged unsound"), manual=True)
    lit_on: date | None = field(Title("点火日期", "day it was lit"))
    mobile: bool | None = field(Title("移动窑", "mobile kiln"))
    remark: str | None = field(Title("备注", "remark"), max_length=20)


f = facts(Kiln)
OLD = Standard("窑〔2010〕1号", Title("旧判定标准", "old criteria"), date(2010, 1, 1), date(2019, 12, 31), "2010")
NEW = Standard("窑〔2020〕1号", Title("判定标准", "criteria"), date(2020, 1, 1), edition="2020")

CROWDED = Rule("KILN-2020-1", Clause(NEW, "第一项"), Title("窑内超员", "overcrowded"), f.persons > f.approved_persons)
BLOCKED = Rule("KILN-2020-2", Clause(NEW, "第二项"), Title("出口堵塞", "exit blocked"), ~f.door_free)
UNSOUND = Rule(
    "KILN-2020-3", Clause(NEW, "第三项"), Title("窑体危险", "unsound"), f.judged_unsound, Confidence.RECALLED
)
UNWATCHED = Rule(
    "KILN-2020-4", Clause(NEW, "第四项"), Title("移动窑无人看守", "mobile, unwatched"), ~f.watched, applies=f.mobile
)
CROWDED_2010 = Rule("KILN-2010-1", Clause(OLD, "第一项"), Title("窑内超员", "overcrowded"), f.persons > 10)
RULES = (CROWDED, BLOCKED, UNSOUND, UNWATCHED, CROWDED_2010)


def item(code: str, problem: Title, **how: object) -> Item:
    words = Title(code, code)
    return Item(code, words, words, problem, Title("立即改正", "mend it"), **how)  # type: ignore[arg-type]


PEOPLE = item("K1", Title("窑内超员", "overcrowded"), asks=("persons", "approved_persons"))
EXIT = item("K2", Title("出口堵塞", "exit blocked"), observes={"door_free": {Result.PASS: True, Result.FAIL: False}})
SIGNS = item("K3", Title("警示标志缺失", "no warning signs"))
BODY = item("K4", Title("窑体开裂", "cracked"), observes={"judged_unsound": {Result.PASS: False, Result.FAIL: True}})
GATE = item("K5", Title("大门上锁", "gate locked"), observes={"door_free": {Result.PASS: True, Result.FAIL: False}})
KIND = item("K0", Title("类别不符", "not as registered"), observes={"mobile": {Result.FAIL: True}})
WATCH = item("K6", Title("无人看守", "unwatched"), observes={"watched": {Result.PASS: True, Result.FAIL: False}})
ITEMS = (KIND, PEOPLE, EXIT, SIGNS, BODY, GATE, WATCH)
CHECKLIST = Checklist("KILN", "1", Title("砖窑检查表", "kiln checklist"), ITEMS)

KILN = Sector(Kiln, (CHECKLIST,), RULES, "kiln", Title("砖窑", "Brick kilns"))
POND = Sector(Kiln, (), (), "pond", Title("鱼塘", "Fish ponds"))

Validate = Callable[[Change], Awaitable[Sequence[Problem]]]


class Installed:
    """The sectors of these tests, and a hook that a test may put in."""

    def __init__(self) -> None:
        self.hook: Validate | None = None

    def sectors(self) -> Sequence[Sector]:
        return (KILN, POND, DEPOT)

    def rules(self, sector: str, region_code: str) -> Sequence[Rule]:
        return {"kiln": RULES, "depot": DEPOT.rules}.get(sector, ())

    async def derive(self, sector: str, known: Known) -> Mapping[str, object]:
        [own] = [one for one in self.sectors() if one.name == sector]
        return reckon(own.profile, own.derivations, known)

    async def validate(self, change: Change) -> Sequence[Problem]:
        if self.hook is None:
            return ()
        try:
            return await self.hook(change)
        except ZeroDivisionError as broken:
            raise PluginFailed(plugin="kiln") from broken
