"""Where a province is stricter: its rule extends one that judges more widely, in the same sector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.problems import PluginProblem


class Reach(NamedTuple):
    """What a rule judges: a sector, in a region and all below it; the nation is the empty code."""

    sector: str
    region: str

    def is_wider_than(self, other: Reach) -> bool:
        return self.sector == other.sector and self.region != other.region and other.region.startswith(self.region)


def settle_extensions(plugins: Sequence[Loaded]) -> None:
    """Whoever extends a rule that is not there is quarantined, and then whoever extended a rule of theirs."""
    while wrong := list(unfounded([loaded for loaded in plugins if loaded.serving])):
        for loaded, problem in wrong:
            loaded.quarantine(problem)


def unfounded(plugins: Sequence[Loaded]) -> Iterator[tuple[Loaded, PluginProblem]]:
    known = {code: reach for loaded in plugins for code, _, reach in rules_of(loaded)}
    for loaded in plugins:
        for code, base, reach in rules_of(loaded):
            if base is not None and not (base in known and known[base].is_wider_than(reach)):
                yield loaded, ProblemKind.EXTENDS_WRONG.of(loaded, thing=code, base=base, sector=reach.sector)


def rules_of(loaded: Loaded) -> Iterator[tuple[str, str | None, Reach]]:
    assert loaded.plugin is not None  # noqa: S101 - only what was declared serves
    for sector in loaded.plugin.sectors:
        yield from ((rule.code, rule.extends, Reach(sector.name, loaded.plugin.region or "")) for rule in sector.rules)
