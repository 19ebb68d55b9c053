"""Nobody gives more than they have, or to themselves; what was delegated ends with what it came from."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anjian.access.assign import AssignRole
from anjian.access.bearing import bearer
from anjian.access.delegate import DEEPEST, Delegate
from anjian.access.issue import IssueToken, RevokeToken
from anjian.access.model import Role, RoleAssignment
from anjian.access.revoke import RevokeAssignment
from anjian.access.tokens import TokenRevoked, viewer_of, viewer_under
from anjian.access.validity import AssignmentRevoked, SignInRefused, chain_of, require_holds
from anjian.access.viewer import Viewer
from anjian.audit.model import AuditEntry, AuditKind
from anjian.commands.runner import Done
from anjian.people.model import PersonKind
from tests.core.commands.house import GUANCHENG, HENAN, NOW, SHANXI, TODAY, TOMORROW, YESTERDAY, ZHENGZHOU, House

LATER = TODAY + timedelta(days=30)


async def administrator(house: House, region_code: str | None = HENAN, **more: Any) -> Viewer:
    return await holder(house, Role.ADMINISTRATOR, region_code=region_code, **more)


async def holder(house: House, role: Role = Role.DEPARTMENT, **held: Any) -> Viewer:
    """Somebody who acts under an authorisation."""
    person = await house.person(held.pop("kind", PersonKind.OFFICER))
    assignment, _ = bearer(secrets.token_hex(), "试", person.id, role, **held)
    return viewer_under(await house.add(assignment))


def assign(person_id: Any, **more: Any) -> AssignRole:
    given = {"role": Role.DEPARTMENT, "starts_on": TODAY, "reason": "任命文件", **more}
    return AssignRole(person_id=person_id, **given)


def hand(person_id: Any, **more: Any) -> Delegate:
    return Delegate(person_id=person_id, **{"starts_on": TODAY, "ends_on": LATER, "reason": "出差", **more})


async def test_an_administrator_authorises_within_their_region(house: House) -> None:
    """Where nothing is said it is their own region; the audit says who granted what."""
    admin, officer = await administrator(house), await house.person()
    answer = await house.do(assign(officer.id, ends_on=LATER), admin)
    given = await house.get(RoleAssignment, *answer.keys["roleAssignment"])
    assert (given.region_code, given.granted_by, given.ends_on) == (HENAN, admin.person_id, LATER)
    (line,) = await house.find(AuditEntry, AuditEntry.person_id == admin.person_id)
    assert (line.kind, line.keys) == (AuditKind.GRANTED, [f"roleAssignment:{given.id}"])
    assert line.assignment_id == admin.assignment_id


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"region_code": SHANXI}, {"GRANT_TOO_WIDE": ("input", "regionCode")}),
        ({"region_code": "99"}, {"UNKNOWN_REGION": ("input", "regionCode")}),
        ({"region_code": "四十一"}, {"BAD_REGION_CODE": ("input", "regionCode")}),
        ({"sectors": ("depot",)}, {"UNKNOWN_SECTOR": ("input", "sectors", 0)}),
        ({"ends_on": YESTERDAY}, {"DUE_DATE_IN_THE_PAST": ("input", "endsOn")}),
        ({"starts_on": LATER, "ends_on": TOMORROW}, {"TERM_BACKWARDS": ("input", "endsOn")}),
        (
            {"role": Role.ENTERPRISE},
            {"PERSON_DOES_NOT_FIT": ("input", "personId"), "ENTITY_NEEDED": ("input", "entityId")},
        ),
        ({"role": Role.EXPERT}, {"PERSON_DOES_NOT_FIT": ("input", "personId")}),
        ({"reason": " "}, {"TEXT_BLANK": ("input", "reason")}),
    ],
    ids=["elsewhere", "nowhere", "no code", "sector", "over", "backwards", "staff of none", "no expert", "no reason"],
)
async def test_what_an_administrator_cannot_grant(house: House, more: dict[str, Any], problem: dict[str, Any]) -> None:
    """An administrator of one sector in one province; each mistake is named with its place."""
    admin = await administrator(house, sectors=["kiln"])
    assert await house.refused(assign((await house.person()).id, **more), admin) == problem


async def test_nobody_grants_to_themselves(house: House) -> None:
    """Nor may anybody but an administrator grant at all."""
    admin, officer = await administrator(house), await house.person()
    assert await house.refused(assign(admin.person_id), admin) == {"GRANT_TO_ONESELF": ("input", "personId")}
    for role in set(Role) - {Role.ADMINISTRATOR, Role.ENTERPRISE}:
        assert await house.refused(assign(officer.id), replace(admin, role=role)) == {"NOT_ALLOWED": ()}


async def test_staff_act_for_their_own_enterprise(house: House) -> None:
    """And for no other; their authorisation lies where the enterprise lies."""
    entity, other, admin = await house.entity(), await house.entity(), await administrator(house)
    staff = await house.person(PersonKind.ENTERPRISE_STAFF, entity_id=entity.id)
    enterprise = {"role": Role.ENTERPRISE}
    answer = await house.do(assign(staff.id, entity_id=entity.id, **enterprise), admin)
    given = await house.get(RoleAssignment, *answer.keys["roleAssignment"])
    assert (given.entity_id, given.region_code) == (entity.id, entity.region_code)
    assert (viewer_under(given).entity_id, viewer_under(given).region_code) == (entity.id, None)
    refused = await house.refused(assign(staff.id, entity_id=other.id, **enterprise), admin)
    assert refused == {"PERSON_DOES_NOT_FIT": ("input", "personId")}


async def test_a_part_is_delegated_for_a_while(house: House) -> None:
    """Region and sectors narrowed, within the own term; the chain leads back to its holder."""
    own, officer = await holder(house, region_code=HENAN, ends_on=LATER), await house.person()
    answer = await house.do(hand(officer.id, region_code=ZHENGZHOU, sectors=("kiln",)), own)
    given = await house.get(RoleAssignment, *answer.keys["roleAssignment"])
    assert (given.role, given.region_code, given.sectors) == (own.role, ZHENGZHOU, ["kiln"])
    async with house.sessions() as session:
        assert [one.id for one in await chain_of(session, given.id)] == [given.id, own.assignment_id]
    for more, code in [
        ({"region_code": SHANXI}, "GRANT_TOO_WIDE"),
        ({"ends_on": LATER + timedelta(days=1)}, "DELEGATION_TOO_LONG"),
        ({"starts_on": date(1999, 12, 31)}, "DELEGATION_TOO_LONG"),
    ]:
        assert code in await house.refused(hand((await house.person()).id, **more), own)


async def test_a_delegation_ends_with_what_it_came_from(house: House) -> None:
    """Whoever gave it takes it back, and all that hangs on it falls."""
    own = await holder(house, region_code=HENAN)
    first = await delegated(house, own)
    second = await delegated(house, first)
    assert len({own.person_id, first.person_id, second.person_id}) == DEEPEST
    assert await house.refused(hand((await house.person()).id), second) == {"DELEGATION_TOO_DEEP": ()}
    stranger = await holder(house, region_code=HENAN)
    revoke = RevokeAssignment(role_assignment_id=first.assignment_id, reason="返岗")
    assert await house.refused(revoke, stranger) == {"NOT_FOUND": ("input", "roleAssignmentId")}
    await house.do(revoke, own)
    assert await house.refused(revoke, own) == {"ALREADY_REVOKED": ("input", "roleAssignmentId")}
    async with house.sessions() as session:
        with pytest.raises(AssignmentRevoked):
            require_holds(await chain_of(session, second.assignment_id), TODAY)
    assert await house.refused(hand((await house.person()).id), first) == {"ASSIGNMENT_REVOKED": ()}


async def delegated(house: House, own: Viewer) -> Viewer:
    answer = await house.do(hand((await house.person()).id), own)
    return viewer_under(await house.get(RoleAssignment, *answer.keys["roleAssignment"]))


async def test_a_token_is_told_once(house: House) -> None:
    """It opens what it was issued for; a repeat of the request does not hear it again; revoked, it opens nothing."""
    admin, officer = await administrator(house), await house.person()
    granted = await house.do(assign(officer.id), admin)
    (assignment_id,) = granted.keys["roleAssignment"]
    wanted = IssueToken(
        role_assignment_id=assignment_id, label="台账系统", expires_at=NOW + timedelta(days=90),
        region_code=GUANCHENG, idempotency_key="token-1",
    )  # fmt: skip
    answer, again = await house.do(wanted, admin), await house.do(wanted, admin)
    assert (answer.keys, again.told) == (again.keys, {})
    token = answer.told["token"]
    async with house.sessions() as session:
        viewer = await viewer_of(session, token, now=NOW)
    assert (viewer.person_id, viewer.region_code) == (officer.id, GUANCHENG)
    (token_id,) = answer.keys["accessToken"]
    await house.do(RevokeToken(access_token_id=token_id), admin)
    async with house.sessions() as session:
        with pytest.raises(TokenRevoked):
            await viewer_of(session, token, now=NOW)


async def test_tokens_stay_within_their_authorisation(house: House) -> None:
    """Neither wider, nor over, nor of somebody in another province."""
    admin, officer = await administrator(house), await house.person()
    granted = await house.do(assign(officer.id, region_code=ZHENGZHOU, sectors=("kiln",)), admin)
    (assignment_id,) = granted.keys["roleAssignment"]
    usual = {"role_assignment_id": assignment_id, "label": "试", "expires_at": NOW + timedelta(days=1)}
    for more, problem in [
        ({"region_code": HENAN}, {"GRANT_TOO_WIDE": ("input", "regionCode")}),
        ({"sectors": ("depot",)}, {"GRANT_TOO_WIDE": ("input", "sectors")}),
        ({"expires_at": NOW}, {"TOKEN_EXPIRY_PAST": ("input", "expiresAt")}),
    ]:
        assert await house.refused(IssueToken(**{**usual, **more}), admin) == problem
    elsewhere = await administrator(house, SHANXI)
    assert await house.refused(IssueToken(**usual), elsewhere) == {"NOT_FOUND": ("input", "roleAssignmentId")}


REGIONS = (None, HENAN, SHANXI, ZHENGZHOU, GUANCHENG)
SECTORS = st.sets(st.sampled_from(["kiln", "depot"]), max_size=2).map(tuple)
TERMS = st.tuples(st.integers(-2, 4), st.integers(0, 6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(
    region=st.sampled_from(REGIONS),
    sectors=SECTORS,
    wishes=st.lists(st.tuples(st.sampled_from(REGIONS), SECTORS, TERMS), min_size=1, max_size=3),
    day=st.integers(-1, 8),
)
async def test_no_chain_reaches_further_than_its_beginning(
    house: House, region: str | None, sectors: Any, wishes: list[Any], day: int
) -> None:
    """Whatever is delegated onwards: never more places, more sectors or more days than those above have."""
    begun = {"region_code": region, "sectors": sorted(sectors) or None, "ends_on": TODAY + timedelta(days=5)}
    chain = [await holder(house, **begun)]
    for place, some, (start, length) in wishes:
        first = TODAY + timedelta(days=start)
        wish = {"region_code": place, "sectors": some, "starts_on": first, "ends_on": first + timedelta(days=length)}
        outcome = await house.run(hand((await house.person()).id, **wish), chain[-1])
        if isinstance(outcome, Done):
            chain.append(viewer_under(await house.get(RoleAssignment, *outcome.answer.keys["roleAssignment"])))
    for above, below in pairwise(chain):
        assert (below.region_code or "").startswith(above.region_code or "")
        assert above.sectors is None or (below.sectors is not None and below.sectors <= above.sectors)
    assert await held(house, chain[-1], day) <= await held(house, chain[0], day)


async def held(house: House, viewer: Viewer, day: int) -> bool:
    assert viewer.assignment_id is not None
    async with house.sessions() as session:
        try:
            require_holds(await chain_of(session, viewer.assignment_id), TODAY + timedelta(days=day))
        except SignInRefused:
            return False
    return True
