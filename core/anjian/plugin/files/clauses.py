"""The standards of a file, and where in them a rule comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anjian.judgement import Clause, Standard
from anjian.judgement.text.problems import suggestion
from anjian.plugin.files.model import ClauseForm, StandardForm
from anjian.plugin.files.notes import Notes, Unusable
from anjian.words import Title

STANDARD_UNKNOWN = Title("standards 中没有 {name}", "there is no {name} among the standards")


class Clauses:
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
