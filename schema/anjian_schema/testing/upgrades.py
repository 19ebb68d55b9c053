"""Whether the upgrades of a profile do what their examples say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from pydantic_core import to_jsonable_python

from anjian.plugin import Carry, Sector
from anjian.plugin.upgrades import Path, Stored, path_from
from anjian.plugin_host.problems import reason_of
from anjian.words import Title

NO_EXAMPLE = Title("没有示例", "it has none")
DIFFERS = Title("{before} 升级后为 {found}，应为 {after}", "{before} becomes {found}, not {after}")
BREAKS = Title("{before} 不能升级：{reason}", "{before} cannot be upgraded: {reason}")

Settle = Callable[[Stored], Stored]


def steps(sector: Sector) -> Iterator[tuple[str, Carry, Settle]]:
    """Each step by its name, with the whole way from it to the fields of today."""
    lines = {ledger.name: ledger.entry for ledger in sector.ledgers}
    for upgrade in sector.profile.upgrades:
        path = path_from(sector.profile, upgrade.to - 1) or Path(sector.profile, [upgrade])
        yield f"{sector.name} {upgrade.to}", upgrade, path.facts
        for name, carry in upgrade.ledgers.items():
            yield f"{sector.name} {upgrade.to} {name}", carry, partial(path.line, name, lines[name])


def breaches(carry: Carry, settle: Settle) -> Iterator[Title]:
    if not carry.examples:
        yield NO_EXAMPLE
    for before, after in carry.examples:
        try:
            found, _ = to_jsonable_python(carry(before)), settle(before)
        except (Exception, SystemExit) as error:
            yield BREAKS.format(before=before, reason=reason_of(error))
        else:
            if found != after:
                yield DIFFERS.format(before=before, found=found, after=after)
