"""GB 35181-2025: the table an administrator writes from the official text, and until there is one, a person's verdict.

Its elements and counts are not in this plugin, and those of 2017 are not its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from anjian.plugin import AnjianError, Clause, Rule, Sector, Title, facts
from anjian_fire.profile import Fire
from anjian_fire.standards import GB_35181_2025

BY_PEOPLE = Rule(
    "FIRE-2025",
    Clause(GB_35181_2025, "第5、6章"),
    title=Title(
        "由人对照 GB 35181-2025 原文判定（系统不计算）",
        "Judged by people who hold the text of GB 35181-2025 (nothing is computed)",
    ),
    major=facts(Fire).major_2025,
)


class FireSettings(BaseModel):
    """``[plugins.fire]`` of ``anjian.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition_2025: Path | None = None  # a sector file with the rules of GB 35181-2025, over the fields of this plugin


class OfAnotherEdition(AnjianError):
    code = "FIRE_TABLE_OF_ANOTHER_EDITION"
    words = Title(
        "{source} 的规则 {rule} 不属于 GB 35181-2025；请按 2025 版原文填写，生效日期不早于 2025-11-01",
        "the rule {rule} ({source}) is not of GB 35181-2025: write what its text says, in force from 2025-11-01",
    )


class TableEmpty(AnjianError):
    code = "FIRE_TABLE_EMPTY"
    words = Title(
        "{file} 没有规则；请填写规则，或删去设置 edition_2025", "{file} has no rules: write them, or remove the setting"
    )


def judging(table: Path | None) -> Sector:
    """What judges from 2025-11-01 on."""
    return Sector(profile=Fire, rules=[BY_PEOPLE]) if table is None else filled(table)


def filled(table: Path) -> Sector:
    sector = Sector.load(table.resolve(), profile=Fire)
    check(table, sector.rules)
    return sector


def check(table: Path, rules: Sequence[Rule]) -> None:
    """The count of one edition is no verdict of another."""
    if not rules:
        raise TableEmpty(file=table)
    for rule in rules:
        standard = rule.clause.standard
        if standard.number != GB_35181_2025.number or standard.effective_from < GB_35181_2025.effective_from:
            raise OfAnotherEdition(rule=rule.code, source=rule.source)
