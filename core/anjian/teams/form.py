"""组建检查组: people who are named, and experts of each specialty that is needed, drawn by lot where seats are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

import sqlalchemy as sa

from anjian.access.scope import visible
from anjian.actions.authority import issuing_body
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, Of
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.draws.lot import drawn
from anjian.errors import AnjianError
from anjian.people.conflict import is_bound, none_bound
from anjian.people.model import Organization, Person, PersonKind, Team, TeamKind, TeamMember
from anjian.people.officers import found, people
from anjian.words import Title

MOST = 50  # people in one team


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Experts of one specialty."""

    words: ClassVar[Title] = Title("一个专业的专家人数", "Experts of one specialty")

    specialty: Annotated[str, Title("专业类别", "the specialty"), Limit(100)]
    count: Annotated[int, Title("几名", "how many of it")] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTeam(Command):
    """组建检查组."""

    name: Annotated[str, Title("名称", "what it is called"), Limit(200)]
    kind: Annotated[TeamKind, Title("类别", "which kind of team")]
    member_ids: Annotated[tuple[UUID, ...], Title("指定的成员", "who is in it by name"), Of("Person")] = ()
    seats: Annotated[tuple[Seats, ...], Title("所需的专业和人数", "the specialties it needs")] = ()
    seed: Annotated[
        str | None,
        Title("随机种子；给出时从专家库抽取空缺的专家", "the public seed that draws experts for seats left"),
        Limit(200),
    ] = None
    avoids: Annotated[
        tuple[UUID, ...],
        Title("将要检查的对象；有利害关系的专家回避", "the entities to be visited: experts bound to one stand aside"),
        Of("Entity"),
    ] = ()
    campaign_id: Annotated[UUID | None, Title("所属专项行动", "the campaign it belongs to")] = None


class TeamSizeWrong(AnjianError):
    code = "TEAM_SIZE_WRONG"
    words = Title("一个组应有 1 至 {most} 人，这里是 {count} 人", "a team has 1 to {most} people, this one has {count}")


class ExpertsMissing(AnjianError):
    code = "EXPERTS_MISSING"
    words = Title(
        "“{specialty}”专家缺 {count} 名；请指定成员，或给出 seed 从专家库抽取（可抽 {candidates} 名）",
        "{count} more of the specialty “{specialty}” are needed: name members, or give a seed to draw"
        " ({candidates} could be drawn)",
    )


async def form_team(desk: Desk, command: FormTeam) -> Team:
    body = await issuing_body(desk)
    with Review() as review:
        with review.of("campaignId"):
            await lookup.campaign(desk, command.campaign_id)
        with review.of("memberIds"):
            members = await named(desk, command)
    chosen = {person.id: None for person in members.values()} | await seated(desk, command, body, members)
    if not 1 <= len(chosen) <= MOST:
        raise TeamSizeWrong(most=MOST, count=len(chosen), path=("memberIds",))
    team = Team(
        id=uuid7(),
        name=command.name.strip(),
        kind=command.kind,
        campaign_id=command.campaign_id,
        organization_id=body.id,
        region_code=body.region_code,
        formed_on=desk.today,
        seed=command.seed,
    )
    desk.session.add(team)
    await desk.session.flush()
    desk.session.add_all(TeamMember(team_id=team.id, person_id=id_, seat=seat) for id_, seat in chosen.items())
    return team


async def named(desk: Desk, command: FormTeam) -> Mapping[UUID, Person]:
    known = await people(desk, command.member_ids)
    with Review() as review:
        for place, person_id in enumerate(command.member_ids):
            with review.of(place):
                found(known, person_id)
                for entity_id in command.avoids:
                    await none_bound(desk, [person_id], entity_id)
    return known


async def seated(
    desk: Desk, command: FormTeam, body: Organization, members: Mapping[UUID, Person]
) -> dict[UUID, str | None]:
    """Who sits where: those named first, each on one seat, then whom the lot brings, specialty after specialty."""
    seated: dict[UUID, str | None] = {}
    with Review() as review:
        for place, seats in enumerate(command.seats):
            fit = [id_ for id_, one in members.items() if seats.specialty in one.specialties and id_ not in seated]
            fit = fit[: max(seats.count, 0)]
            with review.of("seats", place):
                taken = {*members, *seated}
                fit += await by_lot(desk, command, body, seats, missing=seats.count - len(fit), taken=taken)
            seated |= dict.fromkeys(fit, seats.specialty)
    return seated


async def by_lot(
    desk: Desk, command: FormTeam, body: Organization, seats: Seats, *, missing: int, taken: set[UUID]
) -> Sequence[UUID]:
    if missing <= 0:
        return ()
    candidates = [id_ for id_ in await experts(desk, command, body, seats.specialty) if id_ not in taken]
    if command.seed is None or len(candidates) < missing:
        raise ExpertsMissing(specialty=seats.specialty, count=missing, candidates=len(candidates))
    return drawn(command.seed, candidates, missing)


async def experts(desk: Desk, command: FormTeam, body: Organization, specialty: str) -> Sequence[UUID]:
    """Of the body's own bank and of those above and below it, bound to none of the entities to be visited."""
    near = sa.or_(
        Person.region_code.startswith(body.region_code, autoescape=True),
        sa.literal(body.region_code).startswith(Person.region_code),
    )
    unbound = [~is_bound(entity_id) for entity_id in command.avoids]
    able = (Person.kind == PersonKind.EXPERT, sa.literal(specialty) == sa.any_(Person.specialties))
    found = await desk.session.scalars(
        sa.select(Person.id).where(*able, near, *unbound, *visible(desk.viewer, Person)).order_by(Person.id)
    )
    return found.all()
