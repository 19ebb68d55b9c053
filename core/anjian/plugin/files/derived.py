"""The derived facts of a file: arithmetic that has a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from anjian.judgement import Derived, Fact
from anjian.judgement.text import value_from_text
from anjian.plugin.files.clauses import Clauses
from anjian.plugin.files.model import DerivedForm
from anjian.plugin.files.notes import Notes, Unusable
from anjian.words import Title

CIRCLE = (
    Title("派生事实互相依赖：{names}", "derived facts need one another: {names}"),
    Title("请去掉其中一项依赖", "take one of the needs away"),
)
NAME_TAKEN = (
    Title("{name} 既是字段又是派生事实", "{name} is a field and a derived fact"),
    Title("请给派生事实另取名称", "give the derived fact another name"),
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
