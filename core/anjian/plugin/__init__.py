"""The public API for plugin authors, and the only module of anjian that a plugin imports."""

from anjian.errors import AnjianError
from anjian.judgement import (
    Choice,
    Clause,
    Condition,
    Confidence,
    Fact,
    Kind,
    Rule,
    Standard,
    Value,
    Verdict,
    all_,
    any_,
    at_least,
    derived,
    judge,
)
from anjian.plugin.checklists import Checklist, ChecklistUnreadable, Item, Result, ValueNotAsked
from anjian.plugin.declaration import API_VERSION, Plugin, Sector
from anjian.plugin.hookspecs import Change, Event, Problem, hookimpl
from anjian.plugin.profile import FieldMeta, Profile, UnknownFact, UnsupportedField, facts, field, profile_fields
from anjian.words import Language, Title

__all__ = [
    "API_VERSION",
    "AnjianError",
    "Change",
    "Checklist",
    "ChecklistUnreadable",
    "Choice",
    "Clause",
    "Condition",
    "Confidence",
    "Event",
    "Fact",
    "FieldMeta",
    "Item",
    "Kind",
    "Language",
    "Plugin",
    "Problem",
    "Profile",
    "Result",
    "Rule",
    "Sector",
    "Standard",
    "Title",
    "UnknownFact",
    "UnsupportedField",
    "Value",
    "ValueNotAsked",
    "Verdict",
    "all_",
    "any_",
    "at_least",
    "derived",
    "facts",
    "field",
    "hookimpl",
    "judge",
    "profile_fields",
]
