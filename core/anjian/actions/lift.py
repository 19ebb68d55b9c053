"""解除、同意恢复: who ordered a stop, or a body above, consents to its end. The enterprise never resumes by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.authority import issuer_or_above
from anjian.actions.measures import MEASURES
from anjian.actions.model import Action
from anjian.actions.ofaction import OfAction, action_of, not_before_issue, still_stands
from anjian.commands.command import Limit, Of
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.people.officers import two_officers
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToResume(OfAction):
    """审查同意恢复生产经营，解除措施."""

    reviewed_on: Annotated[date, Title("现场审查日期", "the day of the review on site")]
    opinion: Annotated[str, Title("审查意见", "what was found"), Limit(1000)]
    signer_ids: Annotated[tuple[UUID, ...], Title("审查的执法人员，至少两名", "officers, two at least"), Of("Person")]


class EndsByItself(AnjianError):
    code = "ENDS_BY_ITSELF"
    words = Title(
        "{kind_zh}不需要审查同意恢复；可确认履行（confirmCompliance）或撤销（revokeAction）",
        "{kind_en}: this needs no consent to end; confirm compliance or revoke it",
    )


async def consent_to_resume(desk: Desk, command: ConsentToResume) -> Action:
    action = await action_of(desk, command)
    body = await issuer_or_above(desk, action)
    with Review() as review:
        with review.of("actionId"):
            still_stands(action)
            ends_by_consent(action)
        with review.of("reviewedOn"):
            not_after(desk.today, command.reviewed_on)
            not_before_issue(action, command.reviewed_on)
        with review.of("signerIds"):
            await two_officers(desk, command.signer_ids, region_code=action.region_code, sector=action.sector)
    action.lifted_on, action.lifting, action.lifted_by = desk.today, command.opinion, body.id
    log(desk, EventKind.ACTION_LIFTED, action, reviewed_on=command.reviewed_on, signer_ids=command.signer_ids)
    return action


def ends_by_consent(action: Action) -> None:
    measure = MEASURES[action.kind]
    if not measure.consent:
        raise EndsByItself(kind_zh=measure.title.zh, kind_en=measure.title.en)
