"""Reads the answers of an inspection by its checklist: each becomes what it makes known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anjian.commands.review import Review
from anjian.entities.reading import read_facts
from anjian.errors import AnjianError
from anjian.inspections.model import AnswerResult
from anjian.inspections.request import ChecklistUsed, GivenAnswer
from anjian.plugin import Checklist, Item, Profile, Result, Sector, profile_fields
from anjian.words import Title


class ChecklistUnknown(AnjianError):
    code = "CHECKLIST_UNKNOWN"
    words = Title(
        "该行业没有检查表 {checklist}；可用的有：{known}",
        "this sector has no checklist {checklist}; there are: {known}",
    )


class ChecklistMissing(AnjianError):
    code = "CHECKLIST_MISSING"
    words = Title("填写了检查项结果，但没有写明所用检查表；请补充", "answers need the checklist they answer: name it")


class ItemUnknown(AnjianError):
    code = "ITEM_UNKNOWN"
    words = Title("检查表中没有检查项 {item}；请核对编号", "the checklist has no item {item}: check its code")


class ItemAnsweredTwice(AnjianError):
    code = "ITEM_ANSWERED_TWICE"
    words = Title("检查项 {item} 回答了两次；请只保留一个", "the item {item} is answered twice: keep one answer")


class NoteMissing(AnjianError):
    code = "NOTE_MISSING"
    words = Title(
        "检查项 {item} 为“不适用”，须说明理由", "the item {item} is said not to apply: write in its note why not"
    )


class AnswersContradict(AnjianError):
    code = "ANSWERS_CONTRADICT"
    words = Title(
        "检查项 {item} 与前面的检查项对“{title_zh}”给出了不同的值；请核实后改正",
        'the item {item} and one before it tell different things of "{title_en}": find out which is right',
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """An item, its answer, and the facts they make known, as a profile stores them."""

    item: Item
    given: GivenAnswer
    values: Mapping[str, object]
    observed: Mapping[str, object]

    @property
    def failed(self) -> bool:
        return self.given.result is AnswerResult.FAIL


def checklist_of(sector: Sector, used: ChecklistUsed | None) -> Checklist | None:
    if used is None:
        return None
    known = {(checklist.code, checklist.version): checklist for checklist in sector.checklists}
    if (used.code, used.version) not in known:
        names = "、".join(f"{code} {version}" for code, version in sorted(known))
        raise ChecklistUnknown(checklist=f"{used.code} {used.version}", known=names)
    return known[used.code, used.version]


def read_answers(sector: Sector, checklist: Checklist | None, given: Sequence[GivenAnswer]) -> list[Answered]:
    if checklist is None and given:
        raise ChecklistMissing
    items = {item.code: item for item in checklist.items} if checklist else {}
    answered: list[Answered] = []
    with Review() as review:
        for place, answer in enumerate(given):
            with review.of(place):
                answered.append(read_answer(sector.profile, items, answer, answered))
    return answered


def read_answer(
    profile: type[Profile], items: Mapping[str, Item], given: GivenAnswer, before: Iterable[Answered]
) -> Answered:
    with Review() as review:
        with review.of("item"):
            item = known_item(items, given, before)
        with review.of("note"):
            if given.result is AnswerResult.NOT_APPLICABLE and given.note is None:
                raise NoteMissing(item=given.item)
        with review.of("values"):
            values = read_facts(profile, given.values)
    answered = Answered(item, given, values, observations(profile, item, given, values))
    check_agreement(profile, answered, before)
    return answered


def known_item(items: Mapping[str, Item], given: GivenAnswer, before: Iterable[Answered]) -> Item:
    if given.item not in items:
        raise ItemUnknown(item=given.item)
    if any(given.item == answered.item.code for answered in before):
        raise ItemAnsweredTwice(item=given.item)
    return items[given.item]


def observations(
    profile: type[Profile], item: Item, given: GivenAnswer, values: Mapping[str, object]
) -> dict[str, object]:
    observed = item.observations(Result(given.result.value), values)
    return {name: profile_fields(profile)[name].write(value) for name, value in observed.items()}


def check_agreement(profile: type[Profile], answered: Answered, before: Iterable[Answered]) -> None:
    """Two items may look at one fact; they cannot see it two ways on one visit."""
    known = {name: value for earlier in before for name, value in earlier.observed.items()}
    for name, value in answered.observed.items():
        if known.get(name, value) != value:
            title = profile_fields(profile)[name].title
            raise AnswersContradict(item=answered.item.code, title_zh=title.zh, title_en=title.en, path=("item",))
