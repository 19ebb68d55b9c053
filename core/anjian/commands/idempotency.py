"""The memory of answered commands: a request sent twice is done once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from anjian.access.model import AnsweredCommand
from anjian.commands.answer import Answer
from anjian.commands.command import Command
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.words import Title


class IdempotencyKeyReused(AnjianError):
    code = "IDEMPOTENCY_KEY_REUSED"
    words = Title(
        "幂等键“{key}”已用于另一请求（{command}）；新的请求请使用新的幂等键",
        'the idempotency key "{key}" belongs to another request ({command}); give a new request a new key',
    )


async def first_answer(desk: Desk, command: Command) -> Answer | None:
    """The answer given before, or nothing: then the key is ours until this transaction ends.

    An equal request that runs at this moment holds the key's row; PostgreSQL makes us wait for its end. If it was done,
    its answer is there to read; if it was rejected, the key is free again.
    """
    if command.idempotency_key is None or await claimed(desk, command):
        return None
    stored = await desk.session.get_one(AnsweredCommand, (desk.viewer.person_id, command.idempotency_key))
    if stored.request_digest != digest(command):
        raise IdempotencyKeyReused(key=stored.key, command=stored.command, path=("idempotencyKey",))
    return Answer.from_json(stored.answer)


async def claimed(desk: Desk, command: Command) -> bool:
    claim = insert(AnsweredCommand).on_conflict_do_nothing().returning(AnsweredCommand.key)
    row: dict[str, Any] = {
        "person_id": desk.viewer.person_id,
        "key": command.idempotency_key,
        "command": type(command).__name__,
        "request_digest": digest(command),
        "answer": {},
        "answered_at": desk.now,
    }
    return await desk.session.scalar(claim, row) is not None


async def remember(desk: Desk, command: Command, answer: Answer) -> None:
    if command.idempotency_key is None:
        return
    mine = (AnsweredCommand.person_id == desk.viewer.person_id) & (AnsweredCommand.key == command.idempotency_key)
    await desk.session.execute(sa.update(AnsweredCommand).where(mine).values(answer=answer.to_json()))


def digest(command: Command) -> bytes:
    """What was asked, whatever the key and the order in which it was written."""
    content: dict[str, Any] = {"command": type(command).__name__, **asdict(command)}
    del content["idempotency_key"]
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).digest()
