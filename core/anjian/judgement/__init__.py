"""Facts, conditions, rules, verdicts: every judgement explains itself."""

from anjian.judgement.expressions import (
    Condition,
    Derived,
    Reading,
    Value,
    WrongExpression,
    all_,
    any_,
    at_least,
    derived,
    facts_of,
)
from anjian.judgement.facts import Choice, Fact, Kind, WrongFactValue
from anjian.judgement.kleene import truth
from anjian.judgement.rules import DuplicateRule, Rule, rules_on
from anjian.judgement.standards import Clause, Confidence, Standard
from anjian.judgement.verdicts import Judgement, RuleNotInForce, Verdict, judge

__all__ = [
    "Choice",
    "Clause",
    "Condition",
    "Confidence",
    "Derived",
    "DuplicateRule",
    "Fact",
    "Judgement",
    "Kind",
    "Reading",
    "Rule",
    "RuleNotInForce",
    "Standard",
    "Value",
    "Verdict",
    "WrongExpression",
    "WrongFactValue",
    "all_",
    "any_",
    "at_least",
    "derived",
    "facts_of",
    "judge",
    "rules_on",
    "truth",
]
