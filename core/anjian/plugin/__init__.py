"""The public API for plugin authors, and the only module of anjian that a plugin imports."""

from anjian.errors import AnjianError
from anjian.judgement import (
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
    truth,
)
from anjian.plugin.checklists import Checklist, ChecklistUnreadable, Item, Result, ValueNotAsked
from anjian.plugin.declaration import API_VERSION, CommonItemObserves, Plugin, Sector
from anjian.plugin.derivations import Derivation, Known, derivation
from anjian.plugin.files.sector import SectorUnreadable
from anjian.plugin.hookspecs import Change, Event, Problem, hookimpl
from anjian.plugin.ledgers import Entry, Ledger
from anjian.plugin.profile import (
    FieldMeta,
    Profile,
    UnknownFact,
    UnsayableOption,
    UnsupportedField,
    facts,
    field,
    profile_fields,
)
from anjian.plugin.tables import Row, Table, of_entity
from anjian.plugin.upgrades import Carry, Upgrade
from anjian.plugin.writing import Rows, Write
from anjian.words import Choice, Language, Title

__all__ = [
    "API_VERSION",
    "AnjianError",
    "Carry",
    "Change",
    "Checklist",
    "ChecklistUnreadable",
    "Choice",
    "Clause",
    "CommonItemObserves",
    "Condition",
    "Confidence",
    "Derivation",
    "Entry",
    "Event",
    "Fact",
    "FieldMeta",
    "Item",
    "Kind",
    "Known",
    "Language",
    "Ledger",
    "Plugin",
    "Problem",
    "Profile",
    "Result",
    "Row",
    "Rows",
    "Rule",
    "Sector",
    "SectorUnreadable",
    "Standard",
    "Table",
    "Title",
    "UnknownFact",
    "UnsayableOption",
    "UnsupportedField",
    "Upgrade",
    "Value",
    "ValueNotAsked",
    "Verdict",
    "Write",
    "all_",
    "any_",
    "at_least",
    "derivation",
    "derived",
    "facts",
    "field",
    "hookimpl",
    "judge",
    "of_entity",
    "profile_fields",
    "truth",
]
