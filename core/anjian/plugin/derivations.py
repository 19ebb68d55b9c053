"""A derivation: arithmetic that has a name in a standard, from which a derived fact comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from graphlib import TopologicalSorter
from typing import TypeVar

from anjian.judgement import Clause, Condition, truth
from anjian.plugin.ledgers import Entry
from anjian.plugin.profile import Profile

P = TypeVar("P", bound=Profile)
E = TypeVar("E", bound=Entry)


class Lines(dict[str, Sequence[Entry]]):
    """The lines of each ledger that was kept; one that never was has none, and is not known to be empty."""

    def __missing__(self, ledger: str) -> Sequence[Entry]:
        return ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one entity on one day, as far as a derivation asks for it. A fact nobody recorded is absent."""

    facts: Mapping[str, object] = field(default_factory=dict)
    ledgers: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    on: date = date.max

    def __post_init__(self) -> None:
        object.__setattr__(self, "ledgers", Lines(self.ledgers))

    def kept(self, ledger: str) -> bool:
        """Whether anybody ever kept it: only then does "no lines" mean that there is nothing."""
        return ledger in self.ledgers

    def profile(self, kind: type[P]) -> P:
        """The facts as the fields of their profile, for those who like them typed."""
        return kind.model_construct(None, **self.facts)

    def lines(self, ledger: str, kind: type[E]) -> Sequence[E]:
        """The lines of a ledger, as what they are."""
        return [line for line in self.ledgers[ledger] if isinstance(line, kind)]

    def certain(self, ledger: str, condition: Condition) -> int:
        """Of how many lines it is certain that they meet it."""
        return [truth(condition, dict(line)) for line in self.ledgers[ledger]].count(True)

    def count(self, ledger: str, condition: Condition) -> int | None:
        """How many lines meet it; unknown while it is open of one of them, or while nobody keeps the ledger."""
        told = [truth(condition, dict(line)) for line in self.ledgers[ledger]]
        return None if None in told or not self.kept(ledger) else told.count(True)

    def found(self, ledger: str, wrong: Condition, inspected: Condition) -> int | None:
        """How many lines are wrong for certain; none once every line, or else the inspection, says that none is."""
        if certain := self.certain(ledger, wrong):
            return certain
        cleared = truth(inspected, self.facts) is False or self.count(ledger, wrong) == 0
        return 0 if cleared else None


Compute = Callable[[Known], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A function of facts and ledgers, and the facts it gives. It computes on days its standard is in force."""

    clause: Clause
    gives: tuple[str, ...]
    compute: Compute = field(compare=False)
    needs: tuple[str, ...] = ()
    ledgers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.compute.__name__

    def __call__(self, known: Known) -> Mapping[str, object]:
        return self.compute(known)


def derivation(
    clause: Clause, *, gives: Sequence[str], needs: Sequence[str] = (), ledgers: Sequence[str] = ()
) -> Callable[[Compute], Derivation]:
    """Marks a function of :class:`Known`. What it cannot compute is None in its answer, or absent: unknown, not zero.

    It is asked again whenever something is recorded of the entity, so the same knowledge has to give the same answer.
    """
    return lambda compute: Derivation(clause, tuple(gives), compute, tuple(needs), tuple(ledgers))


def in_order(derivations: Iterable[Derivation]) -> list[Derivation]:
    """Each after those whose facts it needs; a circle is a :class:`graphlib.CycleError`."""
    named = {one.name: one for one in derivations}
    graph = {
        one.name: [first.name for first in named.values() if set(first.gives) & set(one.needs)]
        for one in named.values()
    }
    return [named[name] for name in TopologicalSorter(graph).static_order()]


def derivations_on(derivations: Iterable[Derivation], on: date) -> list[Derivation]:
    """Those of the editions in force that day, in the order in which they can be computed."""
    return in_order(one for one in derivations if one.clause.standard.in_force(on))
