"""Upgrades: what becomes of facts that were stored under an earlier version of a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from anjian.errors import AnjianError
from anjian.judgement.facts import Json
from anjian.words import Title

if TYPE_CHECKING:
    from anjian.plugin.profile import Fields, Profile

Stored = Mapping[str, Any]  # values by the names of their version, as JSON keeps them: decimals and days are texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """How values go over to the next version: some renamed, then some changed, some no longer kept.

    ``change`` is given everything that is known, under its new names, and answers with what is different; ``None``
    takes a value away. Whatever nobody names goes over as it is. ``examples``: pairs of what was and what it becomes.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    change: Callable[[Stored], Stored] | None = None
    dropped: Sequence[str] = ()
    examples: Sequence[tuple[Stored, Stored]] = ()

    def __call__(self, known: Stored) -> dict[str, Any]:
        kept = {self.renamed.get(name, name): value for name, value in known.items() if name not in self.dropped}
        changed = {**kept, **(self.change(kept) if self.change else {})}
        return {name: value for name, value in changed.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade(Carry):
    """From the version before to version ``to``; ``ledgers``: how their lines go over, where they do not stay."""

    to: int
    ledgers: Mapping[str, Carry] = field(default_factory=dict)


class NameLeftOver(AnjianError):
    """For the author: nothing that was recorded goes silently."""

    code = "UPGRADE_LEAVES_OVER"
    words = Title(
        "升级后仍有 {names}，而 {fields} 没有这些字段；请在 renamed 中改名，或列入 dropped",
        "{names} is left after the upgrade, and {fields} has no such field: rename it, or name it in dropped",
    )


@dataclass(frozen=True, slots=True)
class Path:
    """The steps that lead from a stored version to the installed one."""

    profile: type[Profile]
    steps: Sequence[Upgrade]

    def facts(self, known: Stored) -> dict[str, Json]:
        return settled(self.profile, through(self.steps, known))

    def line(self, ledger: str, entry: type[Fields], known: Stored) -> dict[str, Json]:
        return settled(entry, through([step.ledgers[ledger] for step in self.steps if ledger in step.ledgers], known))


def path_from(profile: type[Profile], stored: int) -> Path | None:
    """None where an upgrade is missing on the way."""
    steps = [step for step in sorted(profile.upgrades, key=lambda step: step.to) if step.to > stored]
    wanted = list(range(stored + 1, profile.schema_version + 1))
    return Path(profile, steps) if [step.to for step in steps] == wanted else None


def through(steps: Sequence[Carry], known: Stored) -> dict[str, Any]:
    for step in steps:
        known = step(known)
    return dict(known)


def settled(fields: type[Fields], known: Stored) -> dict[str, Json]:
    """As the class of today stores it: each name is a field, each value of its kind."""
    from anjian.plugin.profile import profile_fields  # it names the upgrades of a profile

    facts = profile_fields(fields)
    if left := [name for name in known if name not in facts]:
        raise NameLeftOver(names=", ".join(left), fields=fields.__name__)
    return dict(written((name, facts[name].write(value)) for name, value in known.items()))


def written(values: Iterator[tuple[str, Json | None]]) -> Iterator[tuple[str, Json]]:
    return ((name, value) for name, value in values if value is not None)
