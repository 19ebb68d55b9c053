"""Seeded chance: the same demonstration on every machine, down to the last id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import TypeVar

from anjian.china import CHINA
from anjian.database.ids import UUID

T = TypeVar("T")

LOW_62 = (1 << 62) - 1


def chance(part: str) -> Random:
    """A source of its own for each part, so that a change in one part leaves the others as they were."""
    return Random(f"anjian demonstration: {part}")  # noqa: S311 - a demonstration, not a secret


def record_id(rng: Random, at: datetime) -> UUID:
    """A UUIDv7 of the moment the record tells of, with seeded bits in place of random ones."""
    milliseconds = int(at.timestamp() * 1000)
    bits = rng.getrandbits(74)
    return UUID(int=milliseconds << 80 | 7 << 76 | bits >> 62 << 64 | 2 << 62 | bits & LOW_62)


def at_work(rng: Random, day: date, hours: tuple[int, int] = (9, 17)) -> datetime:
    """A moment of that day in China, within working hours."""
    second = int(3600 * (hours[0] + rng.random() * (hours[1] - hours[0])))
    return datetime(day.year, day.month, day.day, second // 3600, second // 60 % 60, second % 60, tzinfo=CHINA)


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """``total`` split by weight into whole parts that add up to it: largest remainders first."""
    scale = total / sum(weights)
    exact = [weight * scale for weight in weights]
    parts = [int(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def shuffled(rng: Random, counts: Mapping[T, int]) -> list[T]:
    """Each key as often as it is counted, in chance order: exact numbers with a natural look."""
    cards = [card for card, count in counts.items() for _ in range(count)]
    rng.shuffle(cards)
    return cards


def rounds(rng: Random, items: Sequence[T]) -> Iterator[T]:
    """Every item once in chance order, then all of them again."""
    while True:
        yield from rng.sample(items, len(items))
