"""The table of GB 35181-2025 that an administrator writes: read at start, or refused with file and line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from anjian.plugin import AnjianError, Rule, SectorUnreadable, Verdict, judge
from anjian_fire import anjian_plugin
from anjian_fire.edition_2025 import FireSettings

README = Path(__file__).parents[1] / "README.md"
[EXAMPLE] = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
DAY = date(2025, 11, 1)


def rules(folder: Path, text: str) -> dict[str, Rule]:
    """Those in force on the first day of the edition of 2025."""
    table = folder / "gb-35181-2025.yaml"
    table.write_text(text, encoding="utf-8")
    [sector] = anjian_plugin(FireSettings(edition_2025=table)).sectors
    return {rule.code: rule for rule in sector.rules if rule.in_force(DAY)}


def test_a_table_judges_in_place_of_people(tmp_path: Path) -> None:
    """The example of the page: its rules alone judge from the first day on, and say where they are written."""
    found = rules(tmp_path, EXAMPLE)
    assert list(found) == ["FIRE-2025-EXAMPLE"]
    verdict = judge(found["FIRE-2025-EXAMPLE"], {"exits": 1, "exits_required": 2, "out_of_use": False}, DAY).verdict
    assert verdict is Verdict.MAJOR
    assert re.fullmatch(r".*gb-35181-2025\.yaml:\d+", found["FIRE-2025-EXAMPLE"].source)


def test_without_a_table_people_judge() -> None:
    """No setting, no table: one rule, which waits for a person."""
    [sector] = anjian_plugin(FireSettings()).sectors
    assert [rule.code for rule in sector.rules if rule.in_force(DAY)] == ["FIRE-2025"]


def test_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    """A misspelt fact is named where it stands."""
    with pytest.raises(SectorUnreadable) as caught:
        rules(tmp_path, EXAMPLE.replace("exits_required", "exits_demanded"))
    [problem] = caught.value.problems
    assert EXAMPLE.splitlines()[problem.line - 1].strip().startswith("major: ")
    assert "exits_required" in problem.cure.en


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("GB 35181-2025", "GB 35181-2017", "FIRE_TABLE_OF_ANOTHER_EDITION"),
        ("2025-11-01", "2018-07-01", "FIRE_TABLE_OF_ANOTHER_EDITION"),
        (EXAMPLE[EXAMPLE.index("rules:") :], "", "FIRE_TABLE_EMPTY"),
    ],
    ids=["another edition", "an earlier day", "no rules"],
)
def test_what_is_not_of_2025_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    """A table cannot bring the counts of 2017 back, nor silence the judgement."""
    with pytest.raises(AnjianError) as caught:
        rules(tmp_path, EXAMPLE.replace(old, new))
    assert caught.value.code == code
