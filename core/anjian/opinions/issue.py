"""出具现场检查意见书."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from anjian.actions.authority import issuing_body
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, RecordKey
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.inspections.model import Inspection, InspectionKind
from anjian.inspections.withheld import is_withheld
from anjian.opinions.model import Opinion, OpinionCount
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOpinion(Command):
    """出具现场检查意见书."""

    inspection_id: Annotated[RecordKey, Title("所依据的检查", "the inspection it rests on")]
    content: Annotated[str, Title("存在问题和处理意见", "what was found and what is asked for")]
    signed_leading: Annotated[str, Title("带队人签字", "signature of whoever led"), Limit(100)]
    signed_inspecting: Annotated[str, Title("检查人签字", "signature of whoever inspected"), Limit(100)]
    signed_inspected: Annotated[
        str | None, Title("被检查单位负责人签字", "signature of the inspected side"), Limit(100)
    ] = None
    refusal: Annotated[
        str | None, Title("被检查单位拒绝签字的情况", "how the inspected side refused to sign"), Limit(1000)
    ] = None


class OpinionNotHere(AnjianError):
    code = "OPINION_NOT_HERE"
    words = Title(
        "企业自查不出具现场检查意见书；请选择监管检查",
        "a self-inspection brings no opinion of a body: name an inspection by one",
    )


class OpinionBeforeOpening(AnjianError):
    code = "OPINION_BEFORE_OPENING"
    words = Title(
        "该暗查暗访尚未公开；请先公开（openInspection），再向被检查单位出具意见书",
        "this covert inspection was not opened yet: open it first, since an opinion shows it to its entity",
    )


class OpinionIssued(AnjianError):
    code = "OPINION_ISSUED"
    words = Title(
        "这次检查已出具意见书〔{year}〕{sequence}号；有新情况请另行检查",
        "this inspection has its opinion, number {sequence} of {year}: what is new needs a new inspection",
    )


class SignatureMissing(AnjianError):
    code = "SIGNATURE_MISSING"
    words = Title(
        "缺少被检查单位负责人签字；拒绝签字的，请在 refusal 写明情况，两者只填一项",
        "the inspected side signs, or how it refused is told in refusal: give one of the two",
    )


class SignedTwice(AnjianError):
    code = "SIGNED_TWICE"
    words = Title("{name}已经签过字；三处签字须为三个人", "{name} has signed already: three people sign")


async def issue_opinion(desk: Desk, command: IssueOpinion) -> Opinion:
    inspection = await lookup.inspection(desk, command.inspection_id)
    with Review() as review:
        with review.of("inspectionId"):
            await check_inspection(desk, inspection)
        with review.of():
            check_signatures(command)
    body = await issuing_body(desk)
    opinion = Opinion(
        entity_id=inspection.entity_id,
        id=uuid7(),
        region_code=inspection.region_code,
        inspection_id=inspection.id,
        sector=inspection.sector,
        organization_id=body.id,
        year=desk.today.year,
        sequence=await next_number(desk, body.id, desk.today.year),
        issued_on=desk.today,
        content=command.content,
        signed_leading=command.signed_leading.strip(),
        signed_inspecting=command.signed_inspecting.strip(),
        signed_inspected=command.signed_inspected and command.signed_inspected.strip(),
        refusal=command.refusal,
    )
    desk.session.add(opinion)
    await desk.session.flush()
    number = {"year": opinion.year, "sequence": opinion.sequence}
    log(desk, EventKind.OPINION_ISSUED, inspection, **number)
    return opinion


async def check_inspection(desk: Desk, inspection: Inspection) -> None:
    if inspection.kind is InspectionKind.SELF_INSPECTION:
        raise OpinionNotHere
    if is_withheld(inspection):
        raise OpinionBeforeOpening
    of = (Opinion.entity_id == inspection.entity_id, Opinion.inspection_id == inspection.id)
    if (earlier := await desk.session.scalar(sa.select(Opinion).where(*of))) is not None:
        raise OpinionIssued(year=earlier.year, sequence=earlier.sequence)


def check_signatures(command: IssueOpinion) -> None:
    if (command.signed_inspected is None) == (command.refusal is None):
        raise SignatureMissing(path=("signedInspected",))
    signed = (
        ("signedLeading", command.signed_leading),
        ("signedInspecting", command.signed_inspecting),
        ("signedInspected", command.signed_inspected or ""),
    )
    names: set[str] = set()
    for place, name in signed:
        if name.strip() in names:
            raise SignedTwice(name=name.strip(), path=(place,))
        names.add(name.strip())


async def next_number(desk: Desk, organization_id: UUID, year: int) -> int:
    """The row is held until the opinion stands or falls: what falls leaves no gap."""
    first = insert(OpinionCount).values(organization_id=organization_id, year=year, last=1)
    key = [OpinionCount.organization_id, OpinionCount.year]
    counted = first.on_conflict_do_update(index_elements=key, set_={"last": OpinionCount.last + 1})
    found = await desk.session.execute(counted.returning(OpinionCount.last))
    return found.scalar_one()
