"""Law-enforcement officers (执法人员): at least two of them stand behind whatever cuts rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from anjian.access.scope import visible
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.commands.signers import TwoSignersNeeded
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.people.model import Person, PersonKind
from anjian.words import Title


class NotCertified(AnjianError):
    code = "NOT_CERTIFIED"
    words = Title(
        "{name}不是持有执法证的执法人员，不能签名；请换由持证的执法人员签名",
        "{name} is no officer with an enforcement certificate: have one who is sign",
    )


class OfficerOutOfPlace(AnjianError):
    code = "OFFICER_OUT_OF_PLACE"
    words = Title(
        "{name}的执法区域为 {own}，不含 {region}；请换由当地的执法人员签名",
        "{name} enforces in {own}, which does not hold {region}: have an officer of that place sign",
    )


class OfficerOutOfSector(AnjianError):
    code = "OFFICER_OUT_OF_SECTOR"
    words = Title(
        "{name}的执法证不含行业领域“{sector}”；请换由该领域的执法人员签名",
        'the certificate of {name} does not hold the sector "{sector}": have an officer of that sector sign',
    )


async def two_officers(desk: Desk, ids: Sequence[UUID], *, region_code: str, sector: str) -> list[UUID]:
    """安全生产法第六十七条、行政处罚法第四十二条: two at the least, certified, each within their place and sector.

    Answers with the ids of the different officers, in the order given. Paths lead into the list of ids.
    """
    known = await people(desk, ids)
    with Review() as review:
        for place, person_id in enumerate(ids):
            with review.of(place):
                check_officer(found(known, person_id), region_code, sector)
        with review.of():
            at_least_two(ids)
    return list(dict.fromkeys(ids))


async def people(desk: Desk, ids: Sequence[UUID]) -> Mapping[UUID, Person]:
    rows = await desk.session.scalars(sa.select(Person).where(Person.id.in_(ids), *visible(desk.viewer, Person)))
    return {person.id: person for person in rows}


def found(known: Mapping[UUID, Person], person_id: UUID) -> Person:
    if person_id not in known:
        raise NotFound(noun_zh="该人员", noun_en="person")
    return known[person_id]


def at_least_two(ids: Sequence[UUID]) -> None:
    if (different := len(set(ids))) < 2:
        raise TwoSignersNeeded(count=different)


def check_officer(person: Person, region_code: str, sector: str) -> None:
    if person.kind is not PersonKind.OFFICER or person.certificate_no is None:
        raise NotCertified(name=person.name)
    if not region_code.startswith(person.region_code):
        raise OfficerOutOfPlace(name=person.name, own=person.region_code, region=region_code)
    if person.certified_sectors is not None and sector not in person.certified_sectors:
        raise OfficerOutOfSector(name=person.name, sector=sector)
