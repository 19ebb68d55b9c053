"""停产、查封: a hazard is not closed while production is stopped for it; whoever ordered the stop ends it first."""

from __future__ import annotations

import sqlalchemy as sa

from anjian.actions.measures import MEASURES
from anjian.actions.model import Action
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.hazards.model import Hazard
from anjian.words import Title

BY_CONSENT = [kind for kind, measure in MEASURES.items() if measure.consent]


class StopStillStands(AnjianError):
    """安全生产法第六十五条: after review and consent only."""

    code = "STOP_STILL_STANDS"
    words = Title(
        "针对该隐患的{kind_zh}尚未解除；请先由作出决定的机构审查同意恢复（consentToResume）",
        "this still stands because of the hazard: {kind_en}; the body that ordered it consents to its end first "
        "(consentToResume)",
    )


async def check_stops(desk: Desk, hazard: Hazard) -> None:
    standing = sa.select(Action.kind).where(
        Action.entity_id == hazard.entity_id,
        Action.hazard_id == hazard.id,
        Action.kind.in_(BY_CONSENT),
        Action.lifted_on.is_(None),
        Action.revoked_on.is_(None),
    )
    if (kind := await desk.session.scalar(standing.order_by(Action.issued_on, Action.id).limit(1))) is not None:
        title = kind.words
        raise StopStillStands(kind_zh=title.zh, kind_en=title.en, path=("hazardId",))
