"""规定带队检查最低次数."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa

from anjian.access.scope import visible
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.minimums.model import VisitMinimum
from anjian.people.model import Organization
from anjian.words import Title

MOST = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVisitMinimum(Command):
    """规定领导带队检查的每月最低次数."""

    organization_id: Annotated[UUID, Title("哪个单位的领导", "of which body the leaders are")]
    per_month: Annotated[int, Title("每位领导每月至少几次，1 至 31", "how often each of them goes a month, 1 to 31")]
    source: Annotated[str, Title("出自哪个方案或文件", "the plan or document that asks for it"), Limit(500)]


class PerMonthWrong(AnjianError):
    code = "PER_MONTH_WRONG"
    words = Title("每月次数应为 1 至 {most}", "1 to {most} visits a month are asked for")


async def set_visit_minimum(desk: Desk, command: SetVisitMinimum) -> VisitMinimum:
    """The one in force ends where a new one begins."""
    with Review() as review:
        with review.of("perMonth"):
            if not 1 <= command.per_month <= MOST:
                raise PerMonthWrong(most=MOST)
        with review.of("organizationId"):
            body = await body_here(desk, command.organization_id)
    in_force = (VisitMinimum.organization_id == body.id, ~VisitMinimum.ended)
    for earlier in await desk.session.scalars(sa.select(VisitMinimum).where(*in_force).with_for_update()):
        earlier.ended = True
    await desk.session.flush()
    minimum = VisitMinimum(
        id=uuid7(),
        organization_id=body.id,
        region_code=body.region_code,
        per_month=command.per_month,
        source=command.source.strip(),
        set_on=desk.today,
    )
    desk.session.add(minimum)
    await desk.session.flush()
    return minimum


async def body_here(desk: Desk, organization_id: UUID) -> Organization:
    """One within the viewer's region; its row is held, so that two cannot set at once."""
    seen = sa.select(Organization).where(Organization.id == organization_id, *visible(desk.viewer, Organization))
    found = await desk.session.scalar(seen.with_for_update(key_share=True))
    if found is None or not found.region_code.startswith(desk.viewer.region_code or ""):
        raise NotFound(noun_zh="该机构", noun_en="organization")
    return found
