"""抽取检查对象: by lot among all entities of a region and sector, for teams that are not of the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa

from anjian.access.scope import visible
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, Of
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.draws.lot import assigned, digest, drawn
from anjian.draws.model import DrawnEntity, InspectionDraw
from anjian.entities.model import Entity, Profile
from anjian.errors import AnjianError
from anjian.people.model import Team
from anjian.regions.codes import canonical
from anjian.words import Title

MOST = 1_000  # entities of one draw


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawInspections(Command):
    """随机抽取检查对象."""

    region_code: Annotated[str, Title("抽取范围的区划代码，含下级", "among the entities of this region"), Limit(12)]
    sector: Annotated[str, Title("行业领域", "of this sector"), Limit(200)]
    count: Annotated[int, Title("抽取几家，1 至 1000", "how many, 1 to 1000")]
    seed: Annotated[str, Title("公开的随机种子", "the public seed"), Limit(200)]
    seed_source: Annotated[
        str,
        Title("种子的出处，如某期彩票的开奖号码", "where anybody can read it, such as the numbers of a lottery"),
        Limit(500),
    ]
    team_ids: Annotated[
        tuple[UUID, ...], Title("参加交叉检查的检查组", "the teams that go, each to another county"), Of("Team")
    ] = ()
    campaign_id: Annotated[UUID | None, Title("所属专项行动", "the campaign it belongs to")] = None


class CountWrong(AnjianError):
    code = "COUNT_WRONG"
    words = Title("应抽取 1 至 {most} 家", "1 to {most} entities are drawn")


class NobodyToDraw(AnjianError):
    code = "NOBODY_TO_DRAW"
    words = Title("该区划内没有这一行业的监管对象", "there is no entity of this sector in this region")


async def draw_inspections(desk: Desk, command: DrawInspections) -> InspectionDraw:
    with Review() as review:
        with review.of("sector"):
            lookup.sector(desk, command.sector)
        with review.of("count"):
            if not 1 <= command.count <= MOST:
                raise CountWrong(most=MOST)
        with review.of("campaignId"):
            await lookup.campaign(desk, command.campaign_id)
        with review.of("teamIds"):
            teams = await teams_of(desk, command.team_ids)
        with review.of("regionCode"):
            candidates = await candidates_of(desk, canonical(command.region_code), command.sector)
    return await keep(desk, command, candidates, teams)


async def candidates_of(desk: Desk, region_code: str, sector: str) -> Mapping[UUID, str]:
    """All that the viewer may send somebody to, and where each lies."""
    supervised = sa.exists().where(Profile.entity_id == Entity.id, Profile.sector == sector)
    here = (Entity.region_code.startswith(region_code, autoescape=True), supervised, *visible(desk.viewer, Entity))
    rows = await desk.session.execute(sa.select(Entity.id, Entity.region_code).where(*here))
    found = {row.id: row.region_code for row in rows}
    if not found:
        raise NobodyToDraw
    return found


async def teams_of(desk: Desk, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    seen = sa.select(Team.id, Team.region_code).where(Team.id.in_(ids), *visible(desk.viewer, Team))
    found = {row.id: row.region_code for row in await desk.session.execute(seen)}
    with Review() as review:
        for place, id_ in enumerate(ids):
            with review.of(place):
                if id_ not in found:
                    raise lookup.NotFound(noun_zh="该检查组", noun_en="team")
    return found


async def keep(
    desk: Desk, command: DrawInspections, candidates: Mapping[UUID, str], teams: Mapping[UUID, str]
) -> InspectionDraw:
    chosen = [(id_, candidates[id_]) for id_ in drawn(command.seed, candidates, command.count)]
    draw = InspectionDraw(
        id=uuid7(),
        region_code=canonical(command.region_code),
        sector=command.sector,
        campaign_id=command.campaign_id,
        seed=command.seed,
        seed_source=command.seed_source,
        candidates=len(candidates),
        candidates_digest=digest(candidates),
        drawn_at=desk.now,
        drawn_by=desk.viewer.person_id,
    )
    desk.session.add(draw)
    await desk.session.flush()
    pairs = zip(chosen, assigned(command.seed, chosen, teams), strict=True)
    desk.session.add_all(
        DrawnEntity(draw_id=draw.id, position=place, entity_id=id_, team_id=team)
        for place, ((id_, _), team) in enumerate(pairs, 1)
    )
    return draw
