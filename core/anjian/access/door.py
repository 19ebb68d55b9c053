"""Lets people in: by a token of ours, or by the JWT of an identity provider. Who is let in or not is audited."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from cachetools import TTLCache
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian import china
from anjian.access.model import AccessToken, Account
from anjian.access.oidc.claims import Claims, Providers, is_jwt
from anjian.access.oidc.people import AssignmentNotYours, account_of, assignment_of
from anjian.access.tokens import digest, viewer_of, viewer_under
from anjian.access.validity import SignInRefused
from anjian.access.viewer import Viewer
from anjian.audit.model import AuditKind
from anjian.audit.origin import NOWHERE, Acting, Origin
from anjian.audit.writing import Touched, entry, stranger, write
from anjian.database.ids import UUID

NOTED = 60  # seconds: one address is told the same refusal many times, and the audit is told once
ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody at the door: when, from where, and which of their authorisations they want to act under."""

    now: datetime
    origin: Origin = NOWHERE
    chosen: UUID | None = None


@dataclass
class Door:
    """One for each server."""

    sessions: async_sessionmaker[AsyncSession]
    providers: Providers = field(default_factory=lambda: Providers({}))
    noted: TTLCache[tuple[str | None, str], bool] = field(default_factory=lambda: TTLCache(ADDRESSES, NOTED))

    async def let_in(self, token: str, knock: Knock) -> Viewer:
        try:
            return await (self._by_account(token, knock) if is_jwt(token) else self._by_token(token, knock))
        except SignInRefused as refusal:
            await self._note(refusal, knock)
            raise

    async def _by_token(self, token: str, knock: Knock) -> Viewer:
        async with self.sessions.begin() as session:
            viewer = await viewer_of(session, token, now=knock.now)
            if knock.chosen is not None and knock.chosen != viewer.assignment_id:
                raise AssignmentNotYours  # a token opens one
            await self._signed_in(session, viewer, knock, await session.get_one(AccessToken, digest(token)))
            return viewer

    async def _by_account(self, token: str, knock: Knock) -> Viewer:
        claims = await self.providers.claims(token, knock.now)
        async with self.sessions.begin() as session:
            account = await account_of(session, claims)
            today = china.today(knock.now)
            viewer = viewer_under(await assignment_of(session, account.person_id, knock.chosen, today))
            await self._signed_in(session, viewer, knock, account, claims)
            return viewer

    async def _signed_in(
        self,
        session: AsyncSession,
        viewer: Viewer,
        knock: Knock,
        means: AccessToken | Account,
        claims: Claims | None = None,
    ) -> None:
        """Once a day for each token and account, and with each new session at the provider."""
        news: dict[str, object] = {"last_used_on": china.today(knock.now)}
        if isinstance(means, Account) and claims is not None:
            news["last_session"] = claims.session
        if all(getattr(means, name) == value for name, value in news.items()):
            return
        kind = type(means)
        unsaid = sa.or_(*(getattr(kind, name).is_distinct_from(value) for name, value in news.items()))
        note = sa.update(kind).where(kind.id == means.id, unsaid).values(news).returning(kind.id)
        if await session.scalar(note) is not None:  # of two who come at this moment one is the first
            how = {"by": kind.__tablename__, "id": str(means.id)}
            session.add(entry(acting(viewer, knock), AuditKind.SIGNED_IN, None, Touched(details=how)))

    async def _note(self, refusal: SignInRefused, knock: Knock) -> None:
        same = knock.origin.address, refusal.code
        if same not in self.noted:
            self.noted[same] = True
            await write(self.sessions, stranger(knock.now, knock.origin, refusal))


def acting(viewer: Viewer, knock: Knock) -> Acting:
    return Acting(viewer, knock.now, knock.origin)
