"""Why a verdict is what it is: one sentence, the facts behind it, and the whole tree, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from anjian.judgement.expressions import AtLeast, Comparison, Condition, Has, Not, OneOf, Several
from anjian.judgement.kleene import Facts, decisive, truth
from anjian.judgement.verdicts import Judgement, Verdict
from anjian.judgement.walk import facts_of
from anjian.judgement.wording import joined, leaf_said, value_words
from anjian.words import Language, Title

SEVERAL = {"all": Title("全部满足", "all of"), "any": Title("任一满足", "any of")}
AT_LEAST = Title("至少 {needed} 项满足", "at least {needed} of")
NOT = Title("以下不成立", "not")


def explain(judgement: Judgement, sources: Mapping[str, object] | None = None) -> dict[str, dict[str, Any]]:
    """``{"zh": {"text", "facts", "tree"}, "en": …}``, ready to be stored as JSON.

    ``sources`` says where each fact comes from, such as ``{"inspection": id, "on": date}``; it is passed through.
    """
    return {language.value: explained(judgement, sources or {}, language) for language in Language}


def explained(judgement: Judgement, sources: Mapping[str, object], language: Language) -> dict[str, Any]:
    rule, condition = judgement.rule, judgement.rule.condition
    told = rule.major if judgement.verdict is Verdict.MAJOR else condition  # that the rule applies goes without saying
    return {
        "text": sentence(told, judgement.known).in_language(language),
        "facts": [fact_line(judgement, name, sources.get(name), language) for name in judgement.facts_used],
        "tree": tree(condition, judgement.known, language),
    }


def sentence(condition: Condition, facts: Facts) -> Title:
    """What decides, and nothing else: of ten conditions of which one is met, that one."""
    said = dict.fromkeys(leaf_said(leaf, facts) for leaf in decisive(condition, facts))
    return joined(list(said), "；", "; ")


def fact_line(judgement: Judgement, name: str, source: object, language: Language) -> dict[str, Any]:
    fact = judgement.rule.facts[name]
    return {
        "name": name,
        "label": fact.title.in_language(language),
        "value": value_words(judgement.facts_used[name]).in_language(language),
        "unit": fact.unit.in_language(language) if fact.unit else None,
        "source": source,
    }


Say = Callable[[Condition, Facts], Title]


def tree(condition: Condition, facts: Facts, language: Language, say: Say = leaf_said) -> dict[str, Any]:
    """Every node with its truth (``null``: unknown) and its words; leaves name their facts."""
    holds = truth(condition, facts)
    match condition:
        case Several(of=of):
            parts = [tree(part, facts, language, say) for part in of]
            return {"op": condition.name, "holds": holds, "text": heading(condition).in_language(language), "of": parts}
        case Not(of=part):
            below = [tree(part, facts, language, say)]
            return {"op": "not", "holds": holds, "text": NOT.in_language(language), "of": below}
    words = say(condition, facts).in_language(language)
    return {"op": operation(condition), "holds": holds, "text": words, "facts": list(facts_of(condition))}


def heading(condition: Several) -> Title:
    return AT_LEAST.format(needed=condition.needed) if isinstance(condition, AtLeast) else SEVERAL[condition.name]


def operation(leaf: Condition) -> str:
    match leaf:
        case Comparison(operator=operator):
            return operator.value
        case OneOf():
            return "in"
        case Has():
            return "has"
    return "fact"
