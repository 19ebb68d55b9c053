"""记录事实: facts of an entity, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from anjian.commands import lookup
from anjian.commands.command import Limit, Revision
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.entities.deriving import derive
from anjian.entities.model import Entity, Profile
from anjian.entities.observing import keep
from anjian.entities.reading import read_facts, spellings
from anjian.entities.register import empty_profile
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.plugin import Sector, profile_fields
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts(Revision):
    """记录监管对象的事实; the expected version is that of the sector's profile."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    sector: Annotated[str, Title("行业领域", "the sector the facts belong to"), Limit(200)]
    facts: Annotated[Mapping[str, Any], Title("事实：字段名与值", "the facts by name")]
    true_on: Annotated[date, Title("事实发生或核实的日期", "the day they were so")]


class NoFacts(AnjianError):
    code = "NO_FACTS"
    words = Title("没有填写任何事实；请至少填写一项", "no fact is given: give one at least")


class FactNeedsInspection(AnjianError):
    code = "FACT_NEEDS_INSPECTION"
    words = Title(
        "“{title_zh}”须由人员在检查中判定，不能直接记录；请通过检查表提交",
        '"{title_en}" is for a person to judge at an inspection: answer its checklist item instead',
    )


class ProfileOfOtherVersion(AnjianError):
    """Two versions of a plugin at work at once: neither writes what the other one cannot read."""

    code = "PROFILE_OF_OTHER_VERSION"
    words = Title(
        "该对象的行业档案属第 {stored} 版，此服务的插件为第 {installed} 版，未作任何更改；请稍后重试，"
        "仍如此时请系统管理员运行 anjian db upgrade 并重启服务",
        "the profile is of version {stored}, the plugin of this server of {installed}, and nothing was changed; repeat "
        "in a while, or tell your operator to run `anjian db upgrade` and to start the server again",
    )


async def record_facts(desk: Desk, command: RecordFacts) -> Profile:
    entity = await lookup.entity(desk, command.entity_id)
    with Review() as review:
        with review.of("trueOn"):
            not_after(desk.today, command.true_on)
        with review.of("sector"):
            sector = lookup.sector(desk, command.sector)
            with review.of("facts"):
                facts = recordable(sector, command.facts)
    profile = await profile_of(desk, entity, sector)
    lookup.expect(profile, command.expected_version)
    await observe(desk, profile, facts, command.true_on)
    return profile


def recordable(sector: Sector, entered: Mapping[str, object]) -> dict[str, object]:
    """Facts that need no inspection; the names are checked first, so that each mistake is told once."""
    if not entered:
        raise NoFacts
    facts, names = read_facts(sector.profile, entered), spellings(sector.profile)
    with Review() as review:
        for typed in entered:
            fact = profile_fields(sector.profile)[names[typed]]
            with review.of(typed):
                if fact.manual:
                    raise FactNeedsInspection(title_zh=fact.title.zh, title_en=fact.title.en)
    return facts


async def profile_of(desk: Desk, entity: Entity, sector: Sector, *, withheld: bool = False) -> Profile:
    """The sector's profile; facts recorded for the first time put the entity under the sector, unless withheld."""
    found = await desk.session.get(Profile, (entity.id, sector.name))
    if found is None:
        found = empty_profile(desk, entity, sector)
        if not withheld:
            desk.session.add(found)
            await desk.session.flush()
    if found.schema_version != sector.profile.schema_version:
        raise ProfileOfOtherVersion(stored=found.schema_version, installed=sector.profile.schema_version)
    return found


async def observe(
    desk: Desk,
    profile: Profile,
    facts: Mapping[str, object],
    on: date,
    *,
    inspection_id: UUID | None = None,
    withheld: bool = False,
) -> None:
    """Keeps what was seen, and what follows from it. ``withheld``: until its inspection is opened."""
    by = desk.viewer.person_id
    await keep(desk, profile, facts, on, inspection_id=inspection_id, observed_by=by, withheld=withheld)
    derived = await derive(desk, profile, on, withheld=inspection_id if withheld else None)
    if facts or derived:
        more: dict[str, object] = {"derived": derived} if derived else {}
        if inspection_id is not None:
            more["inspection_id"] = inspection_id
        log(desk, EventKind.FACTS_RECORDED, profile, sector=profile.sector, facts=facts, true_on=on, **more)
