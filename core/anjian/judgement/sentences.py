"""A rule in words: what it asks of facts, whatever may be known of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from anjian.judgement.explanation import tree
from anjian.judgement.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    Calculation,
    Comparison,
    Condition,
    Constant,
    Derived,
    Has,
    Not,
    OneOf,
    Reading,
    Several,
    Value,
)
from anjian.judgement.walk import derived_in
from anjian.judgement.wording import (
    FALSE_SIGNS,
    HAS,
    NO,
    NONE_OF,
    SAID,
    TRUE_SIGNS,
    YES,
    calculated,
    filled,
    joined,
    same,
    unit_of,
    value_words,
    with_unit,
)
from anjian.words import Language, Title

ONE_OF = Title("属于", "is one of")
HAS_ONE_OF = Title("包含其一", "includes one of")
EMPTY = Title("空", "empty")
IS_ONE_OF = {True: ONE_OF, False: NONE_OF}
NOT = Title("并非（{part}）", "not ({part})")
BRACKETS = Title("（{part}）", "({part})")
AT_LEAST = Title("以下至少 {needed} 项：{parts}", "at least {needed} of: {parts}")
WHERE = Title("{text}；其中 {named}", "{text}; where {named}")
JOINTS: dict[type[Several], tuple[str, str]] = {AllOf: ("，且 ", " and "), AnyOf: ("，或 ", " or ")}


def in_words(condition: Condition) -> dict[str, dict[str, Any]]:
    """``{"zh": {"text", "tree"}, "en": …}``: the tree is that of an explanation, of which nothing is known."""
    text = sentence(condition)
    return {
        language.value: {
            "text": text.in_language(language),
            "tree": tree(condition, {}, language, lambda leaf, _: asked(leaf)),
        }
        for language in Language
    }


def sentence(condition: Condition) -> Title:
    """With the arithmetic of each derived fact behind it."""
    named = [joined([one.title, side(one.of)], " = ", " = ") for one in derived_in(condition).values()]
    text = asked(condition)
    return filled(WHERE, text=text, named=joined(named, "，", ", ")) if named else text


def asked(condition: Condition, *, holds: bool = True) -> Title:
    """What has to be so for the condition to hold, or not to hold."""
    match condition:
        case Not(of=Several() as part):
            return filled(NOT, part=asked(part)) if holds else asked(part)
        case Not(of=part):
            return asked(part, holds=not holds)
        case Several() if not holds:
            return filled(NOT, part=asked(condition))
        case AtLeast(of=of):
            parts = joined([asked(part) for part in of], "；", "; ")
            return filled(AT_LEAST, needed=same(str(condition.needed)), parts=parts)
        case AnyOf(of=[Has(value=value), *_] as of) if of_one_list(of):
            return joined(
                [side(value), HAS_ONE_OF, listed(part.option for part in of if isinstance(part, Has))], " ", " "
            )
        case Several(of=of):
            return joined([within(condition, part) for part in of], *JOINTS[type(condition)])
    return asked_of_value(condition, holds=holds)


def of_one_list(parts: Iterable[Condition]) -> bool:
    """Whether each asks whether the same list holds some member."""
    lists = [part.value if isinstance(part, Has) else None for part in parts]
    facts = {of.fact.name if isinstance(of, Reading) else None for of in lists}
    return len(facts) == 1 and None not in facts


def within(outer: Several, part: Condition) -> Title:
    """In brackets where it would be read otherwise."""
    plain = not isinstance(part, Several) or len(part.of) == 1 or (isinstance(part, AnyOf) and of_one_list(part.of))
    whole = plain or type(part) is type(outer)
    return asked(part) if whole else filled(BRACKETS, part=asked(part))


def asked_of_value(leaf: Condition, *, holds: bool) -> Title:
    match leaf:
        case Reading(fact=fact):
            return filled(SAID, label=fact.title, value=YES if holds else NO)
        case Comparison(operator=operator, left=left, right=right):
            sign = f" {(TRUE_SIGNS if holds else FALSE_SIGNS)[operator]} "
            return joined([side(left, unit_of(right)), side(right, unit_of(left))], sign, sign)
        case OneOf(value=value, options=options):
            return joined([side(value), IS_ONE_OF[holds], listed(options)], " ", " ")
        case Has(value=value, option=option):
            return joined([side(value), HAS[holds], value_words(option.value)], " ", " ")
    raise TypeError(leaf)


def listed(options: Iterable[Constant]) -> Title:
    return joined([value_words(option.value) for option in options], "、", ", ")


def side(expression: Value, unit: Title | None = None) -> Title:
    """A fact by its label; a limit borrows its unit from what it is compared with."""
    match expression:
        case Reading(fact=fact):
            return fact.title
        case Derived(title=title):
            return title
        case Constant(value=known):
            return EMPTY if known == "" else with_unit(value_words(known), unit)
        case Calculation(operator=operator, left=left, right=right):
            return calculated(operator, side(left), side(right))
    raise TypeError(expression)
