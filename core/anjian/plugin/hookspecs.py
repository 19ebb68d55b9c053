"""The hooks of anjian, called by keyword; an implementation takes only the arguments it needs.

Each plugin is called apart from the others, with a deadline; one that fails is named and does not take the rest along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pluggy

from anjian.words import Title

if TYPE_CHECKING:
    import typer
    from pydantic import BaseModel

    from anjian.access.viewer import Viewer
    from anjian.judgement import Condition
    from anjian.plugin.declaration import Plugin

hookspec = pluggy.HookspecMarker("anjian")
hookimpl = pluggy.HookimplMarker("anjian")


@dataclass(frozen=True, slots=True)
class Change:
    """One record about to be written at an entity: ``before`` is None when it is new, ``after`` when it goes."""

    noun: (
        str  # "entity", "profile", "ledger_entry", "inspection", "hazard", "action"; "permits.readings": a plugin's own
    )
    entity_id: UUID
    sector: str | None
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a change cannot be made, and where; ``code`` never changes once published.

    ``path`` leads to a field of the record; of a ledger's line, the core puts the place of the line before it.
    """

    code: str
    message: Title
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One change that was made, as the event log keeps it."""

    id: UUID  # the same each time it is told: who has seen it has seen this event
    kind: str  # "hazard_closed"
    at: datetime
    noun: str  # of the record it is about: "entity", "inspection", "hazard", "action"
    subject_id: UUID  # and the id of that record
    entity_id: UUID
    region_code: str
    data: Mapping[str, object] = field(default_factory=dict, hash=False)


@hookspec
def anjian_settings() -> type[BaseModel]:  # type: ignore[empty-body]  # a signature and a sentence
    """The settings this plugin takes: a pydantic model, without which it takes none.

    Operators write them under ``[plugins.<name>]`` of ``anjian.toml``. What does not fit the model is named at start,
    and the plugin is set aside; what fits reaches ``anjian_plugin`` as an instance of the model.
    """


@hookspec
def anjian_plugin(settings: Any) -> Plugin:  # type: ignore[empty-body]  # as above
    """The declaration. Called once at start; it must not touch the network or the database.

    ``settings`` is what ``anjian_settings`` asked for, or None.
    """


@hookspec
def anjian_lifespan(app: Any) -> AbstractAsyncContextManager[None] | None:
    """What lives as long as the server: entered once the database is there, left in reverse order."""


@hookspec
def anjian_validate(change: Change) -> Iterable[Problem]:  # type: ignore[empty-body]  # as above
    """Problems that forbid this change, in the words of the one who must mend them.

    Asked before commit for entities that have this plugin's sector, of records that go too. Nothing to say: return
    nothing.
    """


@hookspec
def anjian_scope(viewer: Viewer, noun: str) -> Condition | None:
    """What must be true of an entity for this viewer to see its records of this noun: a condition over facts, or None.

    It concerns the entities of this plugin's sector, in its region if it has one, and leaves all others as they are. A
    noun is the name of a table ("hazard"); an entity hidden under "entity" is hidden with every record of its own. It
    is AND-ed to what the viewer may see anyway, in lists, counts, figures and commands alike: a plugin narrows and
    never widens. A fact nobody recorded does not make the condition true, so its entity is hidden.

    Asked when a viewer comes, and again half a minute later: the answer may depend on who it is, not on the moment. A
    hook that fails or is late hides every entity of its sector from this viewer until it is asked again.
    """


@hookspec
def anjian_event(event: Event) -> None:
    """Something happened, at any entity. Called after commit, at least once, in order for each entity.

    A plugin is told of everything from the day it is first installed, by one server at a time; what happens while
    none runs it hears afterwards. Nobody waits for it: it may take half a minute, and fail without harm to the change.
    An event that fails is told again after 1, 4, 15 and 60 seconds; then it is parked and named, and the next one is
    told. The same event may come twice, after a crash for instance: its ``id`` tells.
    """


@hookspec
def anjian_commands(cli: typer.Typer) -> None:
    """Commands of this plugin for the ``anjian`` program, added to the typer application it is given."""
