"""What a level rests on: rule items in force that day, and the people who discussed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.hazards.model import HazardLevel
from anjian.inspections.model import Rule
from anjian.people.officers import found, people
from anjian.words import Title

# GB 35181: what only people can judge is judged together (集体讨论). Recalled; by sector.
DISCUSSED_BY: Mapping[str, int] = {"fire": 3}


class RuleUnknown(AnjianError):
    code = "RULE_ITEM_UNKNOWN"
    words = Title(
        "行业领域“{sector}”没有编码为 {rule} 的判定条款；请核对编码",
        'the sector "{sector}" has no rule item {rule}: check its code',
    )


class RuleNotInForce(AnjianError):
    code = "RULE_ITEM_NOT_IN_FORCE"
    words = Title(
        "判定条款 {rule}（{edition}）在 {day} 尚未施行或已经废止；请使用当日有效的版本",
        "the rule item {rule} (edition {edition}) was not in force on {day}: use the edition of that day",
    )


class DiscussionNeeded(AnjianError):
    code = "DISCUSSION_NEEDED"
    words = Title(
        "该领域的重大隐患须经至少 {least} 人集体讨论判定，现有 {count} 人；请补充参加人员",
        "in this sector {least} people at least decide together that a hazard is major, these are {count}: "
        "add who took part",
    )


async def rules_in_force(desk: Desk, sector: str, codes: Sequence[str], day: date) -> None:
    rows = await desk.session.scalars(sa.select(Rule).where(Rule.code.in_(codes), Rule.sector == sector))
    known = {rule.code: rule for rule in rows}
    with Review() as review:
        for place, code in enumerate(codes):
            with review.of(place):
                in_force(known.get(code), sector, code, day)


def in_force(rule: Rule | None, sector: str, code: str, day: date) -> None:
    if rule is None:
        raise RuleUnknown(sector=sector, rule=code)
    if day < rule.effective_from or (rule.effective_until is not None and day > rule.effective_until):
        raise RuleNotInForce(rule=code, edition=rule.edition, day=day)


async def took_part(desk: Desk, sector: str, level: HazardLevel, ids: Sequence[UUID]) -> None:
    known = await people(desk, ids)
    with Review() as review:
        for place, person_id in enumerate(ids):
            with review.of(place):
                found(known, person_id)
        with review.of():
            enough(sector, level, len(set(ids)))


def enough(sector: str, level: HazardLevel, count: int) -> None:
    least = DISCUSSED_BY.get(sector, 0) if level is HazardLevel.MAJOR else 0
    if count < least:
        raise DiscussionNeeded(least=least, count=count)
