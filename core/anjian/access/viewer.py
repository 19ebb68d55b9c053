"""Who is asking, and how far they may look."""

from __future__ import annotations

from dataclasses import dataclass

from anjian.access.model import Role
from anjian.access.narrowing import Narrowing
from anjian.database.ids import UUID
from anjian.words import Language


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody with a token. Every read and every command takes one; there is no anonymous viewer.

    ``region_code`` is the prefix they may look under (empty: the whole nation), ``entity_id`` the one entity an
    enterprise may see, ``sectors`` the sectors they are confined to (empty: every sector), ``organization_id`` the body
    whose own work is all they see (empty: not confined to any). ``narrowed`` is what plugins hide from them besides.
    """

    person_id: UUID
    role: Role
    region_code: str | None = None
    entity_id: UUID | None = None
    sectors: frozenset[str] | None = None
    organization_id: UUID | None = None
    language: Language = Language.ZH
    narrowed: tuple[Narrowing, ...] = ()
    assignment_id: UUID | None = None  # under which they act; empty only where a test made them up
