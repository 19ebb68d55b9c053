"""What may exist once among all plugins: names, prefixes, sectors, codes. The later claimant is quarantined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from anjian.plugin import Plugin, Sector
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded


class Claim(NamedTuple):
    kind: ProblemKind
    thing: str


class Owner(NamedTuple):
    loaded: Loaded
    sector: Sector | None = None
    source: str = ""  # file and line, if it came from a file

    def __str__(self) -> str:
        return f"{self.loaded}, {self.source}" if self.source else str(self.loaded)


def settle_claims(plugins: Iterable[Loaded]) -> None:
    """Taken in the order of rank, so that no plugin can take a name from one that outranks it."""
    owners: dict[Claim, Owner] = {}
    for loaded in sorted(plugins, key=lambda loaded: loaded.rank):
        claims = dict(claims_of(loaded))
        for claim, mine in claims.items():
            owner = owners.get(claim)
            if owner and not adds_to(owner, mine):
                loaded.quarantine(claim.kind.of(mine, thing=claim.thing, owner=owner))
        if loaded.serving:
            owners = claims | owners


def claims_of(loaded: Loaded) -> Iterator[tuple[Claim, Owner]]:
    assert loaded.plugin is not None  # noqa: S101 - only what was declared claims anything
    plugin, owner = loaded.plugin, Owner(loaded)
    yield Claim(ProblemKind.NAME_TAKEN, plugin.name), owner
    yield Claim(ProblemKind.PREFIX_TAKEN, plugin.prefix.capitalize()), owner
    for sector in plugin.sectors:
        yield Claim(ProblemKind.SECTOR_TAKEN, sector.name), Owner(loaded, sector)
    yield from codes_claimed(loaded, plugin)


def codes_claimed(loaded: Loaded, plugin: Plugin) -> Iterator[tuple[Claim, Owner]]:
    for rule in (rule for sector in plugin.sectors for rule in sector.rules):
        yield Claim(ProblemKind.RULE_TAKEN, rule.code), Owner(loaded, source=rule.source)
    for _, checklist in plugin.all_checklists:
        yield Claim(ProblemKind.CHECKLIST_TAKEN, checklist.code), Owner(loaded, source=checklist.source)


def adds_to(owner: Owner, mine: Owner) -> bool:
    """A provincial plugin adds checklists and rules to a sector that exists, over the very same fields."""
    if mine.loaded.plugin is None or mine.loaded.plugin.region is None or mine.sector is None or owner.sector is None:
        return False
    return mine.sector.profile is owner.sector.profile and not (mine.sector.ledgers or mine.sector.derivations)
