"""Which field became which part of the statement.

Read off the statement itself: every response key is a label in it, labels lie within labels as fields lie within
fields, and each is written down as its text is made. Nothing is noted while a statement is made to be run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Dialect, Label
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.sql.elements import quoted_name

from anjian_schema.compiler.flaws import ValueMissing, spelled

INNER = "…"  # stands for the fields within a field; no SQL of ours holds it
PLACEHOLDER = re.compile(r"%\((\w+)\)s")  # a parameter before parameters have numbers
SEVERAL = re.compile(rf"{INNER}(, {INNER})+")
PRESENT = re.compile(rf"coalesce\((.*), {re.escape(spelled(ValueMissing))}\)")
OBJECT = re.compile(r"\(SELECT row_to_json\((o\$\d+)\) AS \w+ FROM \((.*)\) AS \1\)")


@dataclass(slots=True)
class Part:
    """One field. ``texts``: its SQL, from the outside in where a list carries it through several queries."""

    key: str
    texts: list[str] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)

    def own(self) -> Iterator[str]:
        """Its SQL on one line each, without that of the fields within it, and without the making of its JSON."""
        within = [f'{text} AS "{part.key}"' for part in self.parts.values() for text in part.texts]
        for text in self.texts:
            left = reduce(lambda left, inner: left.replace(inner, INNER), within, text)
            line = SEVERAL.sub(INNER, " ".join(left.split()))
            yield OBJECT.sub(r"\2", PRESENT.sub(r"\1", line))

    def numbered(self, numbers: Mapping[str, int]) -> Part:
        """The same with ``$n`` for each parameter."""
        texts = [PLACEHOLDER.sub(lambda found: f"${numbers[found[1]]}", text) for text in self.texts]
        return Part(self.key, texts, {key: part.numbered(numbers) for key, part in self.parts.items()})


class Noting(asyncpg.dialect.statement_compiler):  # type: ignore[misc, valid-type]  # SQLAlchemy leaves dialects untyped
    """Makes the same text, and keeps what each response key became."""

    @cached_property
    def trail(self) -> list[Part]:
        """From the whole statement to the field at hand."""
        return [Part("")]

    def visit_label(self, label: Any, *args: Any, **options: Any) -> Any:
        if not (isinstance(label, Label) and isinstance(label.name, quoted_name) and label.name.quote):
            return super().visit_label(label, *args, **options)
        part = self.trail[-1].parts.setdefault(str(label.name), Part(str(label.name)))
        self.trail.append(part)
        text = str(super().visit_label(label, *args, **options))
        self.trail.pop()
        part.texts.append(text.removesuffix(f' AS "{part.key}"'))
        return text


class Parts(NamedTuple):
    """Every field of a statement, and the names of its parameters in the order of their numbers."""

    root: Part
    names: Sequence[str]


def parts_of(statement: sa.Select[Any]) -> Parts:
    compiled: Any = statement.compile(dialect=_noting())
    state = compiled.construct_expanded_state(
        compiled.construct_params()
    )  # a list of ours is a parameter for each item
    names: Sequence[str] = state.positiontup or ()
    root: Part = compiled.trail[0]
    return Parts(root.numbered({name: number for number, name in enumerate(names, 1)}), names)


def _noting() -> Dialect:
    dialect: Dialect = asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves dialects untyped
    dialect.statement_compiler = Noting
    return dialect
