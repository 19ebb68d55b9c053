"""What the bearer of a receipt code is told of a report: where it stands, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian import china
from anjian.public_reports.model import PublicReport
from anjian.public_reports.receipts import ReceiptUnknown, digest


async def progress(session: AsyncSession, code: str) -> Mapping[str, Any]:
    found = await session.scalar(sa.select(PublicReport).where(PublicReport.receipt == digest(code)))
    if found is None:
        raise ReceiptUnknown
    return {
        "stage": found.stage,
        "receivedOn": china.today(found.received_at),
        "acceptedOn": found.accepted_on,
        "dueOn": found.due_on,
        "refusal": found.refusal,
        "finding": found.finding,
        "reply": found.reply,
        "concludedOn": found.concluded_on,
        "rewardYuan": None if found.reward_fen is None else f"{found.reward_fen / 100:.2f}",
    }
