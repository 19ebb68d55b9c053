"""Facts, conditions, rules, verdicts: every judgement explains itself."""

from anjian.judgement.combine import all_, any_, at_least, derived
from anjian.judgement.explanation import explain
from anjian.judgement.expressions import (
    Condition,
    Derived,
    Reading,
    Value,
)
from anjian.judgement.facts import Fact, Kind, WrongFactName, WrongFactValue
from anjian.judgement.kleene import truth
from anjian.judgement.operators import Arithmetic, Operator, WrongExpression
from anjian.judgement.rules import DuplicateRule, Rule, rules_on
from anjian.judgement.serial import from_json, to_json
from anjian.judgement.sql import fact_column, to_sql
from anjian.judgement.standards import Clause, Confidence, Standard
from anjian.judgement.text import WrongRuleText, from_text, to_text
from anjian.judgement.verdicts import Judgement, RuleNotInForce, Verdict, judge
from anjian.judgement.walk import derived_in, facts_of
from anjian.judgement.wanted import wanted_to_sql

__all__ = [
    "Arithmetic",
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
    "WrongFactName",
    "WrongFactValue",
    "WrongRuleText",
    "all_",
    "any_",
    "at_least",
    "derived",
    "derived_in",
    "explain",
    "fact_column",
    "facts_of",
    "from_json",
    "from_text",
    "judge",
    "rules_on",
    "to_json",
    "to_sql",
    "to_text",
    "truth",
    "wanted_to_sql",
]
