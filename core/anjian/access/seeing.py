"""What of a table a sight shows, beside the region, entity and sectors that a viewer is kept to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy import FromClause, Table

from anjian.access.model import Role
from anjian.access.narrowing import ENTITY
from anjian.access.policy import EXTENTS, HIDDEN, LINKS, NO_CASE, OWN, PERSONAL, READERS
from anjian.access.sight import Bind, Extent, Hidden, Link, Own, Sight, Truth
from anjian.access.viewer import Viewer


@cache
def sight(extent: Extent, closed: frozenset[str], hidden: tuple[Hidden, ...], *, personal: bool) -> Sight:
    """One for all who see the same."""
    return Sight(extent, closed, hidden, personal)


def sight_as(role: Role, extent: Extent) -> Sight:
    closed = frozenset(noun for noun, readers in READERS.items() if role not in readers)
    return sight(extent, closed, tuple(each for each in HIDDEN if role in each.from_), personal=role in PERSONAL)


SIGHTS: Mapping[Role, Sight] = {role: sight_as(role, extent) for role, extent in EXTENTS.items()}
OF_A_BODY: Mapping[Role, Sight] = {
    role: sight_as(role, Extent.OWN_BODY if extent is Extent.REGION else extent) for role, extent in EXTENTS.items()
}


def sight_of(viewer: Viewer) -> Sight:
    return (SIGHTS if viewer.organization_id is None else OF_A_BODY)[viewer.role]


def is_of_one_entity(viewer: Viewer) -> bool:
    """Somebody of an enterprise without one sees nothing of any."""
    return viewer.entity_id is not None or sight_of(viewer).extent is Extent.OWN_ENTITY


def is_closed(sight: Sight, noun: str, *, of_entity: bool) -> bool:
    """Nothing of this table is for them."""
    return noun in sight.closed or (sight.extent is Extent.NO_CASE and of_entity and noun not in NO_CASE)


def reached(extent: Extent, noun: str, row: FromClause, viewer: Bind, entity: str | None) -> list[Truth]:
    """What makes a row theirs. What hangs on no row is theirs where anything at its entity is."""
    own = OWN.get(extent, ())
    ways = [each.condition(row, viewer) for each in own if each.of.name == noun]
    ways += [theirs(link, extent, row, viewer) for link in LINKS.get(noun, ()) if limits(own, link.to)]
    if not ways and entity is not None:
        ways = [each.there(row.c[entity], viewer) for each in own if each.opens]
    return [sa.or_(*ways)] if ways else []


def theirs(link: Link, extent: Extent, row: FromClause, viewer: Bind) -> Truth:
    """The row it hangs on is theirs."""
    noun, entity = link.to.name, of_entity(link.to)
    return link.leads(row, lambda to: reached(extent, noun, to, viewer, entity))


def limits(own: Sequence[Own], of: Table) -> bool:
    return bool(own) and (of_entity(of) is not None or any(each.of is of for each in own))


def of_entity(of: Table) -> str | None:
    """The column that says whose a row is."""
    return "id" if of.name == ENTITY else "entity_id" if "entity_id" in of.c else None


def shown(sight: Sight, noun: str, row: FromClause, viewer: Bind) -> list[Truth]:
    hiding = hides(sight, noun, row, viewer)
    return [sa.not_(sa.or_(*hiding))] if hiding else []


def hides(sight: Sight, noun: str, row: FromClause, viewer: Bind) -> list[Truth]:
    """What hides a row: a condition on it, or one on a row it hangs on."""
    found = [each.condition(row, viewer) for each in sight.hidden if each.of.name == noun]
    above = (link for link in LINKS.get(noun, ()) if hides(sight, link.to.name, link.to, viewer))
    return [*found, *(hidden_with(link, sight, row, viewer) for link in above)]


def hidden_with(link: Link, sight: Sight, row: FromClause, viewer: Bind) -> Truth:
    noun = link.to.name
    return link.leads(row, lambda to: [sa.or_(*hides(sight, noun, to, viewer))])
