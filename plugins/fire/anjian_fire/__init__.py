"""消防: the fire sector."""

from dataclasses import replace

from anjian.plugin import Checklist, Plugin, Title, hookimpl
from anjian_fire import edition_2017, edition_2025
from anjian_fire.edition_2025 import FireSettings


@hookimpl
def anjian_settings() -> type[FireSettings]:
    return FireSettings


@hookimpl
def anjian_plugin(settings: FireSettings) -> Plugin:
    sector = edition_2025.judging(settings.edition_2025)
    return Plugin(
        name="fire",
        prefix="Fire",
        api="~=1.1",
        title=Title("消防", "Fire safety"),
        sectors=[
            replace(
                sector,
                checklists=[*Checklist.load("checklists"), *sector.checklists],
                rules=[*edition_2017.RULES, *sector.rules],
            )
        ],
    )
