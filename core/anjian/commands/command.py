"""What a command is: the words of one request to change something, checked before any step sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.database.ids import UUID
from anjian.words import Title


@dataclass(frozen=True, slots=True)
class Limit:
    """How many characters a text of an input may have, where it is not the ordinary 10,000."""

    characters: int


@dataclass(frozen=True, slots=True)
class Of:
    """Whose ids a field holds, where its name does not tell: ``Of("Person")`` for ``signer_ids``."""

    noun: str


@dataclass(frozen=True, slots=True)
class RecordKey:
    """The whole key of a record of one entity: the entity leads, so that one shard is asked."""

    entity_id: UUID
    id: UUID


@dataclass(frozen=True, slots=True)
class LineKey(RecordKey):
    """The key of a ledger's line, of whichever plugin's type it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The base of every input. Fields carry their words, so that a schema over them writes itself.

    ``idempotency_key`` names this very request: sent again with the same content it gets the first answer again.
    """

    idempotency_key: Annotated[
        str | None,
        Title("幂等键：重复提交同一请求时返回首次结果", "sent again, it returns the first answer"),
        Limit(200),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Command):
    """A command on a record that exists; ``expected_version`` is the version its sender was looking at."""

    expected_version: Annotated[
        int | None, Title("提交人所见的版本号；已被他人修改则拒绝", "refused if somebody changed the record since")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfHazard(Revision):
    """A command on one hazard."""

    hazard_id: Annotated[RecordKey, Title("隐患", "the hazard")]


def camel(name: str) -> str:
    """``due_on`` as the callers spell it: ``dueOn``."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
