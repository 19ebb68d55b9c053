"""People sign in by an identity provider: a real one, with real keys, over HTTP."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from starlette.responses import JSONResponse

from anjian.access.bearing import bearer
from anjian.access.door import Door, Knock
from anjian.access.model import Account, Role, RoleAssignment
from anjian.access.oidc.claims import Providers
from anjian.access.oidc.fetching import providers
from anjian.access.oidc.issuers import Issuer
from anjian.access.oidc.keys import PAUSE, Keys, ProviderUnreachable
from anjian.access.oidc.people import AccountClosed, AccountUnknown, AssignmentNotYours, NoAssignment
from anjian.access.validity import SignInRefused
from anjian.audit.model import AuditEntry, AuditKind
from anjian.audit.origin import Origin
from anjian.database.ids import UUID, uuid7
from tests.core.access.issuer import AUDIENCE, MADE, Provider, provider
from tests.core.commands.house import HENAN, NOW, TODAY, TOMORROW, YESTERDAY, ZHENGZHOU, House

HERE = Origin("10.0.0.1")


@dataclass
class Gate:
    """A door, the provider behind it, and a clock that is set by hand."""

    house: House
    provider: Provider
    door: Door
    keys: Keys
    seconds: float = 0.0

    def clock(self) -> float:
        return self.seconds

    async def let_in(self, token: str, chosen: UUID | None = None, origin: Origin = HERE) -> Any:
        return await self.door.let_in(token, Knock(NOW, origin, chosen))

    async def somebody(self, **held: Any) -> tuple[str, UUID, UUID]:
        """The subject of an account with one authorisation; who they are, and its id."""
        person = await self.house.person()
        account = Account(issuer=self.provider.url, subject=person.name, person_id=person.id, region_code=HENAN)
        await self.house.add(account)
        return person.name, person.id, await self.holds(person.id, **held)

    async def holds(self, person_id: UUID, **held: Any) -> UUID:
        assignment, _ = bearer("-", "试", person_id, Role.INSPECTOR, **{"region_code": HENAN, **held})
        return (await self.house.add(assignment)).id

    def token(self, subject: str = "nobody", **more: Any) -> str:
        return self.provider.token(subject, now=NOW, **more)

    async def code(self, token: str) -> str:
        with pytest.raises(SignInRefused) as refused:
            await self.let_in(token)
        return refused.value.code


@pytest.fixture
async def gate(house: House) -> AsyncIterator[Gate]:
    async with provider() as made:
        issuer = Issuer(issuer=made.url, audience=AUDIENCE, skew=30)
        async with providers([issuer]) as known:
            keys = known.keys[made.url]
            gate = Gate(house, made, Door(house.sessions, known), keys)
            keys.clock = gate.clock
            yield gate


@pytest.mark.parametrize("alg", MADE)
async def test_a_jwt_names_its_viewer(gate: Gate, alg: str) -> None:
    """Its issuer and subject name an account, the account a person, the person an authorisation."""
    gate.provider.rotate("k", alg)
    subject, person_id, assignment_id = await gate.somebody(sectors=["kiln"])
    viewer = await gate.let_in(gate.token(subject))
    assert (viewer.person_id, viewer.assignment_id) == (person_id, assignment_id)
    assert (viewer.role, viewer.region_code, viewer.sectors) == (Role.INSPECTOR, HENAN, frozenset({"kiln"}))


async def test_keys_are_fetched_once_for_many(gate: Gate) -> None:
    """And again when their lifetime is over."""
    subject, *_ = await gate.somebody()
    for seconds, asked in ((0, 1), (1, 1), (599, 1), (600, 2), (601, 2)):
        gate.seconds = seconds
        await gate.let_in(gate.token(subject))
        assert gate.provider.asked == asked


async def test_a_key_rotated_in_the_middle(gate: Gate) -> None:
    """The first token of the new key is taken at once; those of the withdrawn one no more."""
    subject, *_ = await gate.somebody()
    old = gate.token(subject)
    await gate.let_in(old)
    gate.provider.rotate("second")
    gate.seconds = PAUSE
    assert await gate.let_in(gate.token(subject))
    assert await gate.code(old) == "JWT_KEY_UNKNOWN"


async def test_invented_keys_cause_no_storm(gate: Gate) -> None:
    """However many tokens name keys that are not there, they are asked for once in a while."""
    await gate.let_in(gate.token((await gate.somebody())[0]))
    for number in range(20):
        gate.seconds += 1
        assert await gate.code(gate.token(header={"kid": f"k{number}"})) == "JWT_KEY_UNKNOWN"
    assert gate.provider.asked == 1 + 20 // PAUSE


async def test_a_provider_that_fails_leaves_its_keys_in_use(gate: Gate) -> None:
    """Whoever is known goes on; what is wrong is told; once it is back all is as before."""
    subject, *_ = await gate.somebody()
    await gate.let_in(gate.token(subject))
    for broken in (JSONResponse({}, 500), JSONResponse({"keys": []}), JSONResponse({"keys": [{"kty": "RSA"}]})):
        gate.provider.broken = broken
        gate.seconds += 600
        assert await gate.let_in(gate.token(subject))
        assert gate.keys.problem is not None
    gate.provider.broken, gate.seconds = None, gate.seconds + PAUSE
    assert await gate.let_in(gate.token(subject))
    assert gate.keys.problem is None


async def test_a_provider_that_was_never_reached(gate: Gate) -> None:
    """It is nobody's fault and told as such: the token may be good."""
    gate.provider.broken = JSONResponse({}, 503)
    with pytest.raises(ProviderUnreachable):
        await gate.let_in(gate.token())


async def test_without_a_provider_no_jwt_is_taken(house: House) -> None:
    """Any issuer is a stranger then."""
    async with provider() as made:
        with pytest.raises(SignInRefused) as refused:
            await Door(house.sessions, Providers({})).let_in(made.token(now=NOW), Knock(NOW))
    assert refused.value.code == "JWT_REFUSED"


WRONG_CLAIMS = {
    "another audience": {"aud": "payroll"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://elsewhere.example"},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that is no text": {"sub": 7},
    "no term": {"exp": None},
    "a term that is no number": {"exp": "tomorrow"},
    "not yet": {"nbf": NOW + timedelta(seconds=90)},
}


@pytest.mark.parametrize("claims", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
async def test_wrong_claims_open_nothing(gate: Gate, claims: dict[str, Any]) -> None:
    """Signed rightly all the same."""
    assert await gate.code(gate.token(**claims)) == "JWT_REFUSED"


async def test_clocks_may_differ_a_little(gate: Gate) -> None:
    """Half a minute to either side, and no more."""
    subject, *_ = await gate.somebody()
    assert await gate.let_in(gate.token(subject, exp=NOW - timedelta(seconds=25)))
    assert await gate.let_in(gate.token(subject, nbf=NOW + timedelta(seconds=25)))
    assert await gate.code(gate.token(subject, exp=NOW - timedelta(seconds=35))) == "TOKEN_EXPIRED"


def unsigned(token: str, **header: Any) -> str:
    """As somebody forges it who hopes that nobody looks at the signature."""
    payload = token.split(".")[1]
    return f"{encoded(json.dumps(header).encode())}.{payload}."


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


async def test_forgeries_open_nothing(gate: Gate) -> None:
    """No signature, the public key taken for a secret, another key under the same name, a changed payload."""
    gate.provider.rotate("k", "RS256")
    subject, *_ = await gate.somebody()
    good = gate.token(subject)
    public = gate.provider.keys["k"][1].as_pem(private=False)
    secret = unsigned(good, alg="HS256", kid="k")
    secret += encoded(hmac.digest(public, secret[:-1].encode(), "sha256"))
    thief = replace(gate.provider, keys={"k": ("RS256", MADE["RS256"]("k"))}).token(subject, now=NOW)
    head, payload, signature = good.split(".")
    other = gate.token("somebody else").split(".")[1]
    none = [unsigned(good, alg="none"), unsigned(good, alg="none", kid="k"), unsigned(good)]
    changed = [f"{head}.{other}.{signature}", f"{head}.{payload}.", f"{head}.{payload}.{signature[:-4]}"]
    for forged in (*none, *changed, secret, thief):
        assert await gate.code(forged) == "JWT_REFUSED"
    assert await gate.let_in(good)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.binary(max_size=40), min_size=3, max_size=3), raw=st.text(max_size=60))
async def test_whatever_is_sent_is_refused_with_a_code(gate: Gate, parts: list[bytes], raw: str) -> None:
    """Never an error of ours."""
    for token in (
        ".".join(map(encoded, parts)),
        f"{raw}.{raw}.{raw}".replace("..", ".a."),
        f"eyJhbGciOiJFUzI1NiJ9.{raw}.",
    ):
        if token.count(".") == 2:
            assert await gate.code(token) == "JWT_REFUSED"


async def test_an_account_nobody_linked(gate: Gate) -> None:
    """They are told what to tell their administrator; a closed account opens nothing either."""
    with pytest.raises(AccountUnknown, match="li"):
        await gate.let_in(gate.token("li"))
    subject, *_ = await gate.somebody()
    async with gate.house.sessions.begin() as session:
        (await session.get_one(Account, (gate.provider.url, subject))).closed_at = NOW
    with pytest.raises(AccountClosed):
        await gate.let_in(gate.token(subject))


async def test_one_of_several_authorisations_is_chosen(gate: Gate) -> None:
    """By its id; else the first of one's own that holds today, before any that was delegated."""
    subject, person_id, first = await gate.somebody(starts_on=YESTERDAY)
    giver = await gate.holds((await gate.house.person()).id)
    lent = RoleAssignment(
        id=uuid7(), person_id=person_id, role=Role.DEPARTMENT, starts_on=YESTERDAY, delegated_from=giver
    )
    await gate.house.add(lent)
    second = await gate.holds(person_id, starts_on=TODAY, region_code=ZHENGZHOU)
    over = await gate.holds(person_id, ends_on=YESTERDAY)
    early = await gate.holds(person_id, starts_on=TOMORROW)
    token = gate.token(subject)
    assert (await gate.let_in(token)).assignment_id == first
    for chosen in (first, second, lent.id):
        assert (await gate.let_in(token, chosen)).assignment_id == chosen
    for chosen in (over, early, giver, uuid7()):
        with pytest.raises(AssignmentNotYours):
            await gate.let_in(token, chosen)
    async with gate.house.sessions.begin() as session:
        (await session.get_one(RoleAssignment, giver)).revoked_at = NOW
    with pytest.raises(AssignmentNotYours):
        await gate.let_in(token, lent.id)


async def test_somebody_without_an_authorisation(gate: Gate) -> None:
    """Known, and allowed nothing today."""
    subject, *_ = await gate.somebody(ends_on=YESTERDAY)
    with pytest.raises(NoAssignment):
        await gate.let_in(gate.token(subject))


async def test_a_sign_in_is_noted_once(gate: Gate) -> None:
    """With each new session at the provider, and once a day within it; refusals once a minute for each address."""
    subject, person_id, _ = await gate.somebody()
    for session in ("s1", "s1", "s2"):
        await gate.let_in(gate.token(subject, sid=session))
    lines = await gate.house.find(AuditEntry, AuditEntry.person_id == person_id)
    assert [line.kind for line in lines] == [AuditKind.SIGNED_IN] * 2
    for _ in range(3):
        for address in ("10.9.9.1", "10.9.9.2"):
            with pytest.raises(AccountUnknown):
                await gate.let_in(gate.token("li"), origin=Origin(address))
    refused = await gate.house.find(AuditEntry, AuditEntry.address.in_(["10.9.9.1", "10.9.9.2"]))
    assert [(line.kind, line.details) for line in refused] == [
        (AuditKind.SIGN_IN_REFUSED, {"codes": ["ACCOUNT_UNKNOWN"]})
    ] * 2


@pytest.mark.parametrize(
    "wrong",
    [{"algorithms": "HS256"}, {"algorithms": "none"}, {"algorithms": []}, {"audience": []},
     {"issuer": "http://elsewhere.example"}, {"jwks_url": "http://elsewhere.example/keys"}, {"skew": 3_600}, {"x": 1}],
)  # fmt: skip
def test_settings_that_would_open_the_door(wrong: dict[str, Any]) -> None:
    """Secrets and no signature at all, any audience, keys without TLS, clocks an hour apart: refused at start."""
    usual = {"issuer": "https://id.example.cn/realms/anjian", "audience": "anjian"}
    assert Issuer(**usual)
    with pytest.raises(ValidationError):
        Issuer(**{**usual, **wrong})
