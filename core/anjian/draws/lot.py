"""The lot: no state, no library, only SHA-256. ``printf '%s' "SEED:ID" | sha256sum`` draws the same by hand.

Each candidate's lot is the SHA-256 of seed, colon, id; the lowest lots are drawn. A seed nobody could know before the
candidates stood fixed (the numbers of a public lottery) makes it fair, and recording it makes it checkable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from anjian.database.ids import UUID


def lot(seed: str, *parts: UUID) -> str:
    return hashlib.sha256(":".join([seed, *map(str, parts)]).encode()).hexdigest()


def drawn(seed: str, candidates: Iterable[UUID], count: int) -> list[UUID]:
    """In the order of their lots, whatever order the candidates came in."""
    return sorted(set(candidates), key=lambda each: lot(seed, each))[:count]


def digest(candidates: Iterable[UUID]) -> str:
    """Of all that could be drawn: their ids in order, one a line."""
    return hashlib.sha256("\n".join(sorted(map(str, set(candidates)))).encode()).hexdigest()


def from_elsewhere(
    seed: str, entity: UUID, region: str, teams: Mapping[UUID, str], busy: Mapping[UUID, int]
) -> UUID | None:
    """The team with the fewest visits among those of another county, the lowest lot among equals."""
    strangers = [team for team, home in teams.items() if not region.startswith(home) and not home.startswith(region)]
    return min(strangers, key=lambda team: (busy.get(team, 0), lot(seed, entity, team)), default=None)


def assigned(seed: str, entities: Sequence[tuple[UUID, str]], teams: Mapping[UUID, str]) -> list[UUID | None]:
    """A team for each entity, in the order drawn."""
    busy: dict[UUID, int] = {}
    found = []
    for entity, region in entities:
        team = from_elsewhere(seed, entity, region, teams, busy)
        if team is not None:
            busy[team] = busy.get(team, 0) + 1
        found.append(team)
    return found
