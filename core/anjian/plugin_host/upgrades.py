"""Whether the upgrades of a profile lead, step by step, to the version it declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from anjian.plugin import Carry, Sector, Upgrade
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.problems import PluginProblem
from anjian.words import Title

NO_VERSION = Title("schema_version 须为 1 以上的整数", "schema_version has to be a whole number from 1")
NOT_IN_LINE = Title(
    "upgrades 的 to 须为 2 以上、逐一相连、止于 schema_version {wanted}，现为 {found}",
    "the `to` of its upgrades has to begin at 2 or later and go on one by one to schema_version {wanted}, not {found}",
)
NO_LEDGER = Title(
    "到第 {to} 版的升级提到台账 {name}，没有这个台账", "the upgrade to {to} names {name}, which is no ledger"
)
TWO_INTO_ONE = Title(
    "到第 {to} 版的升级把两个字段改名为 {name}；请用 change 合并",
    "the upgrade to {to} gives two fields the name {name}: join them in change",
)


def of_upgrades(loaded: Loaded, sector: Sector) -> Iterator[PluginProblem]:
    for reason in reasons(sector):
        facts = {"thing": sector.profile.__name__, "reason_zh": reason.zh, "reason_en": reason.en}
        yield ProblemKind.UPGRADES_WRONG.of(loaded, **facts)


def reasons(sector: Sector) -> Iterator[Title]:
    version, upgrades = sector.profile.schema_version, sector.profile.upgrades
    if type(version) is not int or version < 1:
        yield NO_VERSION
        return
    found = [upgrade.to for upgrade in upgrades]
    if found != list(range(version - len(found) + 1, version + 1)) or min(found, default=2) < 2:
        yield NOT_IN_LINE.format(wanted=version, found=", ".join(map(str, found)))
    for upgrade in upgrades:
        yield from of_names(sector, upgrade)


def of_names(sector: Sector, upgrade: Upgrade) -> Iterator[Title]:
    for name in upgrade.ledgers.keys() - {ledger.name for ledger in sector.ledgers}:
        yield NO_LEDGER.format(to=upgrade.to, name=name)
    each: list[Carry] = [upgrade, *upgrade.ledgers.values()]
    for name, times in (pair for carry in each for pair in Counter(carry.renamed.values()).items()):
        if times > 1:
            yield TWO_INTO_ONE.format(to=upgrade.to, name=name)
