"""Asks plugins what they hide from a viewer. Who cannot say hides all there is of its sectors."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from anjian.access.narrowing import ENTITY, Narrowing
from anjian.judgement import Condition, facts_of
from anjian.judgement.expressions import checked
from anjian.plugin import Sector, profile_fields
from anjian.plugin_host.calling import Failure
from anjian.plugin_host.loaded import Loaded

if TYPE_CHECKING:
    from anjian.access.viewer import Viewer
    from anjian.plugin_host.host import PluginHost

HOOK = "anjian_scope"


async def narrowed(host: PluginHost, viewer: Viewer, nouns: Iterable[str]) -> Viewer:
    """The viewer, with what is hidden from them; the same viewer where no plugin has the hook."""
    found = [each for loaded in host.having(HOOK) for each in await said(host, loaded, viewer, nouns)]
    return replace(viewer, narrowed=tuple(found)) if found else viewer


async def said(host: PluginHost, loaded: Loaded, viewer: Viewer, nouns: Iterable[str]) -> Sequence[Narrowing]:
    """What one plugin answers for each noun, all within one deadline; after a failure it is asked no further."""
    found: list[Narrowing] = []
    end = time.monotonic() + host.deadline
    for noun in nouns:
        [outcome] = await host.call_each(
            HOOK,
            among=[loaded],
            read=partial(narrowings, loaded, noun),
            deadline=max(round(end - time.monotonic(), 1), 0.1),
            viewer=viewer,
            noun=noun,
        )
        if isinstance(outcome, Failure):
            return [narrowing(loaded, sector, ENTITY) for sector in sectors(loaded)]
        found += outcome.value
    return found


def narrowings(loaded: Loaded, noun: str, answer: object) -> Sequence[Narrowing]:
    if answer is None:
        return ()
    condition = checked(answer)
    concerned = [sector for sector in sectors(loaded) if knows(sector, condition)]
    if not concerned:
        raise TypeError(f"{HOOK} answers with facts of its own sectors, not with {', '.join(facts_of(condition))}")
    return [narrowing(loaded, sector, noun, condition) for sector in concerned]


def narrowing(loaded: Loaded, sector: Sector, noun: str, condition: Condition | None = None) -> Narrowing:
    return Narrowing(noun, sector.name, loaded.plugin.region if loaded.plugin else None, condition)


def sectors(loaded: Loaded) -> Sequence[Sector]:
    return loaded.plugin.sectors if loaded.plugin else ()


def knows(sector: Sector, condition: Condition) -> bool:
    """Of several sectors of one plugin, a condition concerns those that have its facts."""
    fields = profile_fields(sector.profile)
    return all(fields.get(name) == fact for name, fact in facts_of(condition).items())
