"""Who may do what: each command names the roles that may send it; a refusal says who could, and which body is near."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.desk import Desk
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.people.model import Organization, OrganizationKind
from anjian.words import Title

# Whose people hold a role: that is whom to turn to.
BODIES: Mapping[Role, OrganizationKind] = {
    Role.INSPECTOR: OrganizationKind.DEPARTMENT,
    Role.DEPARTMENT: OrganizationKind.DEPARTMENT,
    Role.COMMITTEE_OFFICE: OrganizationKind.COMMITTEE_OFFICE,
    Role.LEADER: OrganizationKind.GOVERNMENT,
}


class NotAllowed(AnjianError):
    code = "NOT_ALLOWED"
    words = Title("{role_zh}不能办理此事；可办理的是：{able_zh}", "{role_en} cannot do this; who can: {able_en}")

    def __init__(
        self, role: Role, able: frozenset[Role], *, body: str | None = None, path: tuple[str, ...] = ()
    ) -> None:
        names = [known.words for known in Role if known in able]
        near = Title(f"（例如{body}）", f" (such as {body})") if body else Title("", "")
        super().__init__(
            path=path,
            role_zh=role.words.zh,
            role_en=role.words.en,
            able_zh="、".join(words.zh for words in names) + near.zh,
            able_en=", ".join(words.en for words in names) + near.en,
        )


def allow(viewer: Viewer, able: frozenset[Role], *path: str) -> None:
    if viewer.role not in able:
        raise NotAllowed(viewer.role, able, path=path)


async def allow_here(desk: Desk, able: frozenset[Role]) -> None:
    if desk.viewer.role not in able:
        raise NotAllowed(desk.viewer.role, able, body=await body_near(desk, able))


async def body_near(desk: Desk, able: frozenset[Role]) -> str | None:
    """The nearest body above the viewer's place whose people may; bodies are known to everybody."""
    place = await place_of(desk, desk.viewer)
    kinds = {BODIES[role] for role in able if role in BODIES}
    if place is None or not kinds:
        return None
    above = sa.literal(place).startswith(Organization.region_code)
    found = sa.select(Organization.name).where(Organization.kind.in_(kinds), above)
    nearest = (sa.func.length(Organization.region_code).desc(), Organization.name, Organization.id)
    name: str | None = await desk.session.scalar(found.order_by(*nearest).limit(1))
    return name


async def place_of(desk: Desk, viewer: Viewer) -> str | None:
    if viewer.entity_id is None:
        return viewer.region_code
    code: str | None = await desk.session.scalar(sa.select(Entity.region_code).where(Entity.id == viewer.entity_id))
    return code
