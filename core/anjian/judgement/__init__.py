"""Facts, conditions, rules, verdicts: every judgement explains itself."""

from anjian.judgement.expressions import (
    Condition,
    Derived,
    Reading,
    Value,
    all_,
    any_,
    at_least,
    derived,
)
from anjian.judgement.facts import Choice, Fact, Kind, WrongFactValue
from anjian.judgement.kleene import truth
from anjian.judgement.operators import Arithmetic, Operator, WrongExpression
from anjian.judgement.rules import DuplicateRule, Rule, rules_on
from anjian.judgement.standards import Clause, Confidence, Standard
from anjian.judgement.verdicts import Judgement, RuleNotInForce, Verdict, judge
from anjian.judgement.walk import facts_of

__all__ = [
    "Arithmetic",
    "Choice",
    "Clause",
    "Condition",
    "Confidence",
    "Derived",
    "DuplicateRule",
    "Fact",
    "Judgement",
    "Kind",
    "Operator",
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
