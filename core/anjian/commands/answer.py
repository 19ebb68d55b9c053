"""What a command answers: the keys of the records it touched. The reader of the answer looks them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from anjian.access.model import AccessToken, Account
from anjian.commands.command import RecordKey, camel
from anjian.database.ids import UUID
from anjian.database.record import Identified, OfEntity, Record
from anjian.entities.model import Entity, Profile


@dataclass(frozen=True, slots=True)
class Answer:
    """``{"hazard": (entity_id, id)}``; with a record of an entity, the entity itself, as ``{"entity": (id,)}``.

    ``told`` is said once, with this answer, and kept nowhere: a repeat does not hear it again.
    """

    keys: Mapping[str, tuple[UUID, ...]]
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def entity_id(self) -> UUID | None:
        """Empty for what is of no entity."""
        return next(iter(self.keys.get("entity", ())), None)

    def key(self, noun: str) -> RecordKey:
        entity_id, record_id = self.keys[noun]
        return RecordKey(entity_id, record_id)

    @classmethod
    def of(cls, records: Sequence[Record], told: Mapping[str, str] = MappingProxyType({})) -> Self:
        return cls({noun: key for record in records for noun, key in keys_of(record).items()}, told)

    @classmethod
    def from_json(cls, stored: Mapping[str, Sequence[str]]) -> Self:
        return cls({noun: tuple(UUID(part) for part in key) for noun, key in stored.items()})

    def to_json(self) -> dict[str, list[str]]:
        return {noun: [str(part) for part in key] for noun, key in self.keys.items()}


def keys_of(record: Record) -> dict[str, tuple[UUID, ...]]:
    match record:
        case Entity(id=entity_id) | Profile(entity_id=entity_id):
            return {"entity": (entity_id,)}
        case OfEntity(entity_id=entity_id, id=record_id):
            return {"entity": (entity_id,), camel(record.__tablename__): (entity_id, record_id)}
        case Identified(id=record_id) | AccessToken(id=record_id) | Account(id=record_id):
            return {camel(record.__tablename__): (record_id,)}
    raise TypeError(record)
