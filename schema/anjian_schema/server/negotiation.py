"""What a reader asked for in the headers: a media type, a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from starlette.types import Scope

from anjian.words import Language

RESPONSE = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"
EVENTS = "text/event-stream"

REMEMBERED = 128  # headers: clients are many, but of few kinds
Weights = Mapping[str, float]
LISTS = (b"accept", b"accept-encoding", b"accept-language")


def headers_of(scope: Scope) -> Mapping[bytes, bytes]:
    """By name. Of what is said twice the first counts, but lists are joined."""
    given: list[tuple[bytes, bytes]] = scope["headers"]
    found = dict(given)
    if len(found) == len(given):
        return found
    lists = {name: b",".join(value for said, value in given if said == name) for name in LISTS}
    return dict(reversed(given)) | lists


@lru_cache(REMEMBERED)
def preferred(accept: str, offered: tuple[str, ...]) -> str | None:
    """The best of ``offered``, the first among equals; nothing when none will do. An absent header accepts all."""
    weights = weights_of(accept or "*/*")
    best = max(offered, key=lambda kind: weight(weights, kind))
    return best if weight(weights, best) > 0 else None


@lru_cache(REMEMBERED)
def language_of(accept_language: str, default: Language) -> Language:
    """The language of ours this reader likes best, whatever the region; ``default`` when they name neither."""
    weights: dict[str, float] = {}
    for tag, value in weights_of(accept_language).items():
        primary = tag.partition("-")[0]
        weights[primary] = max(value, weights.get(primary, 0))
    best = max((default, *Language), key=lambda language: weights.get(language, 0))
    return best if weights.get(best, 0) > 0 else default


def weights_of(header: str) -> Weights:
    return dict(weighed(part) for part in header.split(",") if part.strip())


def weighed(part: str) -> tuple[str, float]:
    """``text/html;q=0.8`` is (text/html, 0.8); a weight that cannot be read counts as none."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    given = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
    return name, float(given) if re.fullmatch(r"[01](\.\d{0,3})?", given) else 0.0


def weight(weights: Weights, kind: str) -> float:
    """The most exact word about a media type counts."""
    family = kind.partition("/")[0]
    found = (weights.get(name) for name in (kind, f"{family}/*", "*/*"))
    return next((value for value in found if value is not None), 0.0)
