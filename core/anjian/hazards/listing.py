"""挂牌督办: while a hazard is listed, only the body that listed it closes it, and publishes that."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from anjian.actions.model import Action, ActionKind
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.hazards.model import Hazard
from anjian.people.issuer import issuer_of
from anjian.people.model import Organization
from anjian.words import Title


class ListedByAnother(AnjianError):
    code = "LISTED_BY_ANOTHER"
    words = Title(
        "该隐患由{body}挂牌督办，须由其销号，或先由其摘牌",
        "the hazard is under listed supervision by {body}: they close it, or take it off their list first",
    )


class PublicationMissing(AnjianError):
    code = "PUBLICATION_MISSING"
    words = Title(
        "挂牌督办的隐患销号须公布结果；请填写公布处",
        "the end of a listed supervision is published: say where",
    )


async def check_listing(desk: Desk, hazard: Hazard, publication: str | None) -> None:
    listings = (await desk.session.execute(standing_listings(hazard))).all()
    if not listings:
        return
    own = await issuer_of(desk)
    with Review() as review:
        with review.of("hazardId"):
            for issuer_id, name in listings:
                if issuer_id != own:
                    raise ListedByAnother(body=name)
        with review.of("publication"):
            if publication is None:
                raise PublicationMissing


async def listers(desk: Desk, hazard: Hazard) -> Sequence[UUID | None]:
    """Every body that lists it, or listed it and took it off since."""
    listed = sa.select(Action.issuer_id).where(
        Action.entity_id == hazard.entity_id,
        Action.hazard_id == hazard.id,
        Action.kind == ActionKind.LISTED_SUPERVISION,
        Action.issuer_id.is_not(None),
        Action.revoked_on.is_(None),
    )
    return (await desk.session.scalars(listed)).all()


def standing_listings(hazard: Hazard) -> sa.Select[UUID | None, str]:
    """Who lists it, where it was neither taken off the list nor revoked."""
    return (
        sa.select(Action.issuer_id, Organization.name)
        .join(Organization, Organization.id == Action.issuer_id)
        .where(Action.entity_id == hazard.entity_id, Action.hazard_id == hazard.id)
        .where(Action.kind == ActionKind.LISTED_SUPERVISION, Action.lifted_on.is_(None), Action.revoked_on.is_(None))
    )
