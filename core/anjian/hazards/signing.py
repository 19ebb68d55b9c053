"""Who signs a decision on a rectification: two at least; for a major hazard known people from outside the entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.commands.signers import two_signers
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.hazards.model import Hazard, HazardLevel
from anjian.people.model import Person, PersonKind
from anjian.people.officers import at_least_two, found, people
from anjian.words import Title


class Signed(Protocol):
    """What is signed, by name or by person."""

    @property
    def signers(self) -> tuple[str, ...]: ...

    @property
    def signer_ids(self) -> tuple[UUID, ...]: ...


class OfficerNeeded(AnjianError):
    code = "OFFICER_NEEDED"
    words = Title(
        "重大隐患的验收人中至少须有一名持有执法证的执法人员；请补充",
        "one of those who accept a major hazard is an officer with a certificate at least: add one",
    )


class AcceptorOfTheEntity(AnjianError):
    code = "ACCEPTOR_OF_THE_ENTITY"
    words = Title(
        "{name}是该单位自己的人员，不能作为重大隐患的验收人；请换由他人签名",
        "{name} is of the entity's own staff and does not accept its major hazard: have somebody else sign",
    )


async def check_signers(desk: Desk, review: Review, hazard: Hazard, command: Signed) -> Sequence[str]:
    """The names under the decision."""
    known: Mapping[UUID, Person] = {}
    with review.of("signerIds"):
        known = await people(desk, command.signer_ids)
        check_people(hazard, command.signer_ids, known)
    names = [known[one].name for one in dict.fromkeys(command.signer_ids) if one in known]
    names += dict.fromkeys(name.strip() for name in command.signers if name.strip() not in names)
    with review.of("signers"):
        if hazard.level is HazardLevel.GENERAL and len(set(command.signer_ids)) < 2:
            two_signers(names)
    return names


def check_people(hazard: Hazard, ids: Sequence[UUID], known: Mapping[UUID, Person]) -> None:
    signers = []
    with Review() as review:
        for place, person_id in enumerate(ids):
            with review.of(place):
                signers.append(found(known, person_id))
                if hazard.level is HazardLevel.MAJOR:
                    from_outside(hazard, signers[-1])
        with review.of():
            if hazard.level is HazardLevel.MAJOR:
                at_least_two(ids)
                one_officer(signers)


def from_outside(hazard: Hazard, person: Person) -> None:
    if person.entity_id == hazard.entity_id:
        raise AcceptorOfTheEntity(name=person.name)


def one_officer(signers: Sequence[Person]) -> None:
    if not any(person.kind is PersonKind.OFFICER and person.certificate_no for person in signers):
        raise OfficerNeeded
