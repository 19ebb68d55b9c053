"""The rules of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from anjian.judgement import Condition, Fact, Rule, from_json, from_text
from anjian.plugin.files.clauses import Clauses
from anjian.plugin.files.derived import DerivedFacts
from anjian.plugin.files.model import RuleForm
from anjian.plugin.files.notes import Notes, Unusable
from anjian.words import Title

CODE_TAKEN = (
    Title("规则编号 {code} 用了两次", "the rule code {code} is used twice"),
    Title("请换一个编号", "choose another code"),
)


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
        said = (form.confidence, form.rectification, applies, form.extends)
        return Rule(form.code, clause, form.title, major, *said, source=self.notes.document.line((*path, "code")))

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
