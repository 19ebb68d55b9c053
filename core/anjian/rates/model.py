"""What was taken of each budget in its present window."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.record import Code, Record


class RateWindow(Record):
    """One budget of one asker. Not logged by PostgreSQL: after a crash everybody begins anew."""

    __tablename__ = "rate_window"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    key: Mapped[Code] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(index=True)
    taken: Mapped[int] = mapped_column(sa.BigInteger)
