"""The clauses, and what each is about."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

from anjian.plugin import Title


@dataclass(frozen=True, slots=True)
class Topic:
    clause: str
    zh: str
    en: str

    @property
    def fact(self) -> str:
        """5.1.1 is met: the name of the fact."""
        return f"clause_{self.clause.replace('.', '_')}"

    @property
    def met(self) -> Title:
        return Title(f"符合第{self.clause}条（{self.zh}）", f"Clause {self.clause} is met ({self.en})")

    @property
    def broken(self) -> Title:
        return Title(f"不符合第{self.clause}条（{self.zh}）", f"Clause {self.clause} is not met ({self.en})")


def topics() -> tuple[Topic, ...]:
    lines = (files(__package__) / "topics.csv").read_text(encoding="utf-8").splitlines()
    return tuple(Topic(**row) for row in csv.DictReader(lines))


TOPICS = topics()
