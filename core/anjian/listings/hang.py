"""挂牌: a government or its committee's office puts a major hazard on its board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import sqlalchemy as sa

from anjian.actions.articles import ARTICLES
from anjian.actions.authority import issuing_body, may_take
from anjian.actions.keep import keep
from anjian.actions.measures import MEASURES
from anjian.actions.model import Action, ActionKind
from anjian.commands import lookup
from anjian.commands.command import Limit, Of, OfHazard
from anjian.commands.dates import not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard, HazardLevel, Stage
from anjian.hazards.moving import check_clock
from anjian.listings.model import DIGITS, Listing, ListingGrade
from anjian.people.model import Organization
from anjian.words import Title

MEASURE = MEASURES[ActionKind.LISTED_SUPERVISION]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHazard(OfHazard):
    """重大隐患挂牌督办."""

    grade: Annotated[ListingGrade, Title("挂牌督办级别", "the grade")]
    due_on: Annotated[date, Title("整改期限", "the last day of its term")]
    document_no: Annotated[str, Title("文书号", "number of the document"), Limit(200)]
    responsible_id: Annotated[UUID, Title("督办责任单位", "the body answerable for it"), Of("Organization")]
    responsible_person: Annotated[str, Title("督办责任人", "the person answerable for it"), Limit(200)]
    content: Annotated[str | None, Title("督办要求", "what has to be done")] = None


class OnlyMajorListed(AnjianError):
    code = "ONLY_MAJOR_LISTED"
    words = Title("只有尚未销号的重大隐患才能挂牌督办", "only a major hazard that is not closed is listed")


class GradeOfOtherBody(AnjianError):
    code = "GRADE_OF_OTHER_BODY"
    words = Title(
        "{grade_zh}挂牌督办由{level_zh}政府或其安委办作出；{body}不能以此级别挂牌",
        "{grade_en} is for bodies of a {level_en}: {body} cannot list at it",
    )


class ListedAlready(AnjianError):
    code = "LISTED_ALREADY"
    words = Title("该隐患已由{body}挂牌督办，尚未摘牌", "{body} has listed this hazard already and not removed it")


LEVELS = {2: Title("省级", "province"), 4: Title("市级", "city"), 6: Title("县级", "county")}


async def list_hazard(desk: Desk, command: ListHazard) -> tuple[Hazard, Action, Listing]:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of("hazardId"):
            check_clock(desk, hazard)
            listable(hazard)
        with review.of():
            body = await lister(desk, hazard, command.grade)
        with review.of("dueOn"):
            not_over(desk.today, command.due_on)
        with review.of("responsibleId"):
            await known_body(desk, command.responsible_id)
    action = await hung(desk, hazard, command, body)
    listing = await on_board(desk, action, command)
    log(desk, EventKind.ACTION_ISSUED, action, action_kind=action.kind, hazard_id=hazard.id, grade=command.grade)
    return hazard, action, listing


def listable(hazard: Hazard) -> None:
    if hazard.level is not HazardLevel.MAJOR or hazard.stage is Stage.CLOSED:
        raise OnlyMajorListed


async def lister(desk: Desk, hazard: Hazard, grade: ListingGrade) -> Organization:
    body = await issuing_body(desk)
    with Review() as review:
        with review.of("hazardId"):
            may_take(body, ActionKind.LISTED_SUPERVISION, MEASURE)
            await not_listed_by(desk, hazard, body)
        with review.of("grade"):
            of_its_level(body, grade)
    return body


def of_its_level(body: Organization, grade: ListingGrade) -> None:
    if len(body.region_code) != DIGITS[grade]:
        said, level = grade.words, LEVELS[DIGITS[grade]]
        raise GradeOfOtherBody(
            grade_zh=said.zh, grade_en=said.en, level_zh=level.zh, level_en=level.en, body=body.name
        )  # fmt: skip


async def not_listed_by(desk: Desk, hazard: Hazard, body: Organization) -> None:
    """Several levels may press for one hazard; one body does so once at a time."""
    mine = (Action.issuer_id == body.id) & (Action.lifted_on.is_(None)) & (Action.revoked_on.is_(None))
    of_hazard = (Action.entity_id == hazard.entity_id) & (Action.hazard_id == hazard.id)
    standing = sa.exists().where(of_hazard, mine, Action.kind == ActionKind.LISTED_SUPERVISION)
    if await desk.session.scalar(sa.select(standing)):
        raise ListedAlready(body=body.name)


async def known_body(desk: Desk, body_id: UUID) -> None:
    if await desk.session.get(Organization, body_id) is None:
        raise lookup.NotFound(noun_zh="该机构", noun_en="organization")


async def hung(desk: Desk, hazard: Hazard, command: ListHazard, body: Organization) -> Action:
    article = ARTICLES[MEASURE.article]
    action = Action(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        kind=ActionKind.LISTED_SUPERVISION,
        sector=hazard.sector,
        campaign_id=hazard.campaign_id,
        hazard_id=hazard.id,
        inspection_id=hazard.inspection_id,
        issued_on=desk.today,
        due_on=command.due_on,
        document_no=command.document_no,
        basis=article.cited,
        article=article.to_json(),
        content=command.content,
        issuer_id=body.id,
        signed_by=desk.viewer.person_id,
        issued_at=desk.now,
    )
    await keep(desk, action)
    return action


async def on_board(desk: Desk, action: Action, command: ListHazard) -> Listing:
    entity = await desk.session.get_one(Entity, action.entity_id)
    listing = Listing(
        entity_id=action.entity_id,
        id=uuid7(),
        region_code=action.region_code,
        hazard_id=command.hazard_id.id,
        action_id=action.id,
        sector=action.sector,
        grade=command.grade,
        unit=entity.name,
        issuer_id=action.issuer_id,
        responsible_id=command.responsible_id,
        responsible_person=command.responsible_person,
        listed_on=action.issued_on,
        due_on=command.due_on,
    )
    desk.session.add(listing)
    await desk.session.flush()
    return listing
