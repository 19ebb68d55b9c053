"""Standards, derived facts and rules of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from anjian.judgement import (
    Clause,
    Condition,
    Derived,
    Fact,
    Rule,
    Standard,
    from_json,
    from_text,
)
from anjian.judgement.text import value_from_text
from anjian.judgement.text.problems import suggestion
from anjian.plugin.files.model import ClauseForm, DerivedForm, RuleForm, StandardForm
from anjian.plugin.files.notes import Notes, Unusable
from anjian.words import Title

STANDARD_UNKNOWN = Title("standards 中没有 {name}", "there is no {name} among the standards")
CIRCLE = (
    Title("派生事实互相依赖：{names}", "derived facts need one another: {names}"),
    Title("请去掉其中一项依赖", "take one of the needs away"),
)
NAME_TAKEN = (
    Title("{name} 既是字段又是派生事实", "{name} is a field and a derived fact"),
    Title("请给派生事实另取名称", "give the derived fact another name"),
)
CODE_TAKEN = (
    Title("规则编号 {code} 用了两次", "the rule code {code} is used twice"),
    Title("请换一个编号", "choose another code"),
)


class DerivedFacts(Mapping[str, Derived]):
    """Computed from fields and from one another, in whatever order the file has them."""

    def __init__(self, notes: Notes, forms: Mapping[str, DerivedForm], fields: Mapping[str, Fact], clauses: Clauses):
        self.notes, self.forms, self.fields, self.clauses = notes, forms, fields, clauses
        self.made: dict[str, Derived | None] = {}
        self.open: list[str] = []

    def __len__(self) -> int:
        return len(self.forms)

    def __iter__(self) -> Iterator[str]:
        return iter(self.forms)

    def __contains__(self, name: object) -> bool:
        return name in self.forms or name in self.notes.broken

    def __getitem__(self, name: str) -> Derived:
        if name in self.notes.broken:
            raise Unusable
        if name in self.open:
            self.circle(name)
        if name not in self.made:
            self.made[name] = None
            self.open.append(name)
            with self.notes.of("derived", name, "of"):
                self.made[name] = self.computed(name, self.forms[name])
            self.open.pop()
        found = self.made[name]
        if found is None:
            raise Unusable
        return found

    def computed(self, name: str, form: DerivedForm) -> Derived:
        if name in self.fields:
            self.notes.add(("derived", name), NAME_TAKEN[0].format(name=name), NAME_TAKEN[1])
            raise Unusable
        clause = self.clauses.of(form.clause, ("derived", name, "clause")) if form.clause else None
        return Derived(name, form.title, value_from_text(form.of, self.fields, self), form.unit, clause)

    def circle(self, name: str) -> None:
        names = " → ".join([*self.open[self.open.index(name) :], name])
        self.notes.add(("derived", name, "of"), CIRCLE[0].format(names=names), CIRCLE[1])
        raise Unusable

    def check(self) -> None:
        """Also those that no rule mentions."""
        for name in self.forms:
            with self.notes.of("derived", name):
                self[name]


class Clauses:
    """The standards of a file, and where in them a rule comes from."""

    def __init__(self, notes: Notes, forms: Mapping[str, StandardForm]) -> None:
        self.notes = notes
        self.standards = {
            name: Standard(form.number, form.title, form.effective_from, form.effective_until, form.edition)
            for name, form in forms.items()
        }

    def of(self, form: ClauseForm, path: tuple[Any, ...]) -> Clause:
        if form.standard not in self.standards:
            reason = STANDARD_UNKNOWN.format(name=form.standard)
            self.notes.add((*path, "standard"), reason, suggestion(form.standard, self.standards))
            raise Unusable
        return Clause(self.standards[form.standard], form.item)


class RuleMaker:
    def __init__(self, notes: Notes, fields: Mapping[str, Fact], derived: DerivedFacts, clauses: Clauses) -> None:
        self.notes, self.fields, self.derived, self.clauses = notes, fields, derived, clauses

    def made(self, forms: tuple[RuleForm, ...]) -> Iterator[Rule]:
        """Those that are right; each part of the others is noted."""
        seen: set[str] = set()
        for place, form in enumerate(forms):
            if form.code in seen:
                self.notes.add(("rules", place, "code"), CODE_TAKEN[0].format(code=form.code), CODE_TAKEN[1])
            seen.add(form.code)
            with self.notes.of("rules", place):
                yield self.rule(form, ("rules", place))

    def rule(self, form: RuleForm, path: tuple[Any, ...]) -> Rule:
        major = self.condition(form.major, (*path, "major"))
        applies = None if form.applies is None else self.condition(form.applies, (*path, "applies"))
        clause = None
        with self.notes.of(*path, "clause"):
            clause = self.clauses.of(form.clause, (*path, "clause"))
        if major is None or clause is None or (applies is None and form.applies is not None):
            raise Unusable
        source = self.notes.document.line((*path, "code"))
        return Rule(form.code, clause, form.title, major, form.confidence, form.rectification, applies, source=source)

    def condition(self, given: str | dict[str, Any], path: tuple[Any, ...]) -> Condition | None:
        with self.notes.of(*path):
            if isinstance(given, str):
                return from_text(given, self.fields, self.derived)
            self.check_facts(given, path)
            return from_json(given, self.fields)
        return None

    def check_facts(self, given: dict[str, Any], path: tuple[Any, ...]) -> None:
        unknown = [(at, name) for at, name in facts_named(given, path) if name not in self.fields]
        for at, name in unknown:
            self.notes.unknown_fact(at, name, self.fields)
        if unknown:
            raise Unusable


def facts_named(node: object, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each ``{"fact": name}`` of an expression, with the way to it."""
    match node:
        case {"fact": str(name)}:
            yield (*path, "fact"), name
        case dict():
            for key, part in node.items():
                yield from facts_named(part, (*path, key))
        case list():
            for place, part in enumerate(node):
                yield from facts_named(part, (*path, place))
