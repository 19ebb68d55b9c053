"""变更登记: an entity that is renamed, moved to another address or given another credit code stays the same record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.codes.credit_code import CreditCode
from anjian.commands import lookup
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.entities.model import Entity
from anjian.entities.register import reserve
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntity(Command):
    """变更监管对象的登记事项；所有记录随之保留。"""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    expected_version: Annotated[int | None, Title("所见版本", "the version that was seen")] = None
    name: Annotated[str | None, Title("新名称；不变时为空", "its new name"), Limit(200)] = None
    address: Annotated[str | None, Title("新地址；不变时为空", "its new address"), Limit(200)] = None
    credit_code: Annotated[
        str | None,
        Title("新的统一社会信用代码；不变时为空", "its new credit code; the old one stays its own"),
        Limit(200),
    ] = None


class NothingChanged(AnjianError):
    code = "NOTHING_CHANGED"
    words = Title(
        "没有要变更的内容；请填写与现在不同的名称、地址或统一社会信用代码",
        "this changes nothing: give a name, an address or a credit code that is another than it has",
    )


async def change_entity(desk: Desk, command: ChangeEntity) -> Entity:
    entity = await lookup.entity(desk, command.entity_id)
    lookup.expect(entity, command.expected_version)
    with Review() as review, review.of("creditCode"):
        code = command.credit_code and CreditCode.parse(command.credit_code).text
    given = {"name": command.name and command.name.strip(), "address": command.address, "credit_code": code}
    changed = {name: value for name, value in given.items() if value and value != getattr(entity, name)}
    if not changed:
        raise NothingChanged
    was = {name: getattr(entity, name) for name in changed}
    if "credit_code" in changed:
        await reserve(desk, str(code), entity.id)
    for name, value in changed.items():
        setattr(entity, name, value)
    log(desk, EventKind.ENTITY_CHANGED, entity, was=was, now=changed)
    return entity
