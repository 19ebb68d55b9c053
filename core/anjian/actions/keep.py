"""Keeping an action: its number first, which may be another document's."""

from __future__ import annotations

from anjian.actions.model import Action
from anjian.actions.numbers import number
from anjian.commands.desk import Desk


async def keep(desk: Desk, action: Action) -> None:
    await number(desk, action)
    desk.session.add(action)
    await desk.session.flush()
