"""Where a command is worked on: one transaction, somebody who asks, a day, and the sectors that are installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from anjian import china
from anjian.access.viewer import Viewer
from anjian.audit.origin import NOWHERE, Acting, Origin
from anjian.commands.review import PathStep
from anjian.database.record import Record
from anjian.errors import AnjianError
from anjian.judgement import Rule
from anjian.plugin import Change, Known, Problem, Sector
from anjian.words import Title


class PluginFailed(AnjianError):
    code = "PLUGIN_FAILED"
    words = Title(
        "行业插件 {plugin} 处理此次提交时出错，未作任何更改；请联系系统管理员",
        "the plugin {plugin} failed over this change; nothing was changed, please tell your operator",
    )


class Plugins(Protocol):
    """What commands need of the installed plugins."""

    def sectors(self) -> Sequence[Sector]:
        """Every active sector, its name and title filled in."""

    def rules(self, sector: str, region_code: str) -> Sequence[Rule]:
        """The sector's rules that judge in this region: its own, and those of provincial plugins there."""

    async def derive(self, sector: str, known: Known) -> Mapping[str, object]:
        """The sector's derived facts, as its profile stores them; a derivation that breaks is :class:`PluginFailed`."""

    async def validate(self, change: Change) -> Sequence[Problem]:
        """What the sector's plugins say against a change; a hook that breaks is raised as :class:`PluginFailed`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a step may touch. Time comes with it, so that a step done today can be tested as of any day."""

    session: AsyncSession
    viewer: Viewer
    now: datetime
    plugins: Plugins
    trace_id: str | None = None
    origin: Origin = NOWHERE
    told: dict[str, str] = field(default_factory=dict)  # said once with the answer, and kept nowhere
    places: dict[Record, tuple[PathStep, ...]] = field(default_factory=dict)  # where the input tells of a record

    @property
    def today(self) -> date:
        return china.today(self.now)

    @property
    def acting(self) -> Acting:
        return Acting(self.viewer, self.now, self.origin, self.trace_id)
