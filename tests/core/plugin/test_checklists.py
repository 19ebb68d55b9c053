"""Checklists are read from YAML, and answers become facts."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from anjian.plugin import Checklist, ChecklistUnreadable, Item, Result, Title, ValueNotAsked

WORDS = Title("甲", "a")
YAML = """
code: TANKS
version: "1"
title: {zh: 储罐, en: Tanks}
items:
  - code: T1
    content: {zh: 罐体完好, en: The tank is sound}
    method: {zh: 看, en: Look}
    problem: {zh: 罐体破损, en: The tank is damaged}
    rectification: {zh: 修复, en: Repair}
    observes: {sound: {pass: true, fail: false, not_applicable: false}}
    asks: [tons]
"""


def item(**others: object) -> Item:
    return Item("T1", WORDS, WORDS, WORDS, WORDS, **others)  # type: ignore[arg-type]  # a shorthand


SOUND = item(observes={"sound": {Result.PASS: True, Result.FAIL: False}}, asks=("tons",))


@pytest.mark.parametrize(
    ("result", "values", "observed"),
    [
        (Result.PASS, None, {"sound": True}),
        (Result.FAIL, {"tons": "3.5"}, {"sound": False, "tons": "3.5"}),
        (Result.PASS, {"tons": None}, {"sound": True}),
        (Result.NOT_APPLICABLE, {}, {}),
        (Result.NOT_CHECKED, None, {}),
    ],
)
def test_what_an_answer_makes_known(result: Result, values: dict[str, object] | None, observed: object) -> None:
    """Passing and failing set facts, values come with the answer, and what nobody checked is not known."""
    assert SOUND.observations(result, values) == observed


@pytest.mark.parametrize(
    ("result", "values"),
    [(Result.PASS, {"sound": False}), (Result.FAIL, {"persons": 3}), (Result.NOT_CHECKED, {"tons": 1})],
    ids=["set by the result, not by hand", "never asked", "measured but not checked"],
)
def test_a_value_that_has_no_place_is_not_dropped(result: Result, values: dict[str, object]) -> None:
    """Whoever enters a value that would be lost is told so."""
    with pytest.raises(ValueNotAsked) as refused:
        SOUND.observations(result, values)
    assert refused.value.path == ("values", next(iter(values)))


def test_a_folder_of_checklists(tmp_path: Path) -> None:
    """Every YAML file of the folder, in the order of their names."""
    (tmp_path / "b.yaml").write_text(YAML.replace("TANKS", "B"), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(YAML.replace("TANKS", "A"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a checklist", encoding="utf-8")
    first, second = Checklist.load(tmp_path)
    assert (first.code, second.code, first.version) == ("A", "B", "1")
    assert first.items[0].observes == {"sound": {Result.PASS: True, Result.FAIL: False, Result.NOT_APPLICABLE: False}}
    assert first.items[0].facts == ("sound", "tons")


def test_one_file_beside_a_module() -> None:
    """A path is looked up in the package that asks, or the one that is named."""
    [checklist] = Checklist.load("checklists/major-hazards.yaml", package="anjian_fireworks")
    assert checklist.code == "FIREWORKS-2017"


def test_beside_a_plugin_of_a_single_file(tmp_path: Path) -> None:
    """A plugin need not be a package: its YAML lies in the folder of its module."""
    (tmp_path / "tanks.yaml").write_text(YAML, encoding="utf-8")
    module = "from anjian.plugin import Checklist\nLOADED = Checklist.load('tanks.yaml')\n"
    (tmp_path / "anjian_tanks.py").write_text(module, encoding="utf-8")
    [checklist] = runpy.run_path(str(tmp_path / "anjian_tanks.py"))["LOADED"]
    assert checklist.code == "TANKS"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (YAML.replace("version:", "edition:"), "line 3, column 1 edition: there is no edition"),
        (YAML.replace("en: Look", "fr: Regarde"), "line 8, column 5 items.0.method: en is missing; add it"),
        (YAML.replace("pass:", "passed:"), "line 11, column 24 items.0.observes.sound.passed"),
        (YAML.replace("pass: true", "pass: [1]"), "line 11, column 24 items.0.observes.sound.pass"),
        (YAML + "    ask: []\n", "line 13, column 5 items.0.ask: there is no ask here; did you mean asks"),
        (YAML + "    asks: []\n", "line 13, column 5 items.0.asks: asks is said twice"),
        ("[", "checklist.yaml, line 2, column 1: this is no YAML"),
        (YAML.replace("[tons]", "&a [*a]"), "refers to itself"),
        ("", "checklist.yaml"),
    ],
    ids=[
        "no version",
        "one language",
        "unknown result",
        "no value",
        "unknown key",
        "key twice",
        "no YAML",
        "circle",
        "empty",
    ],
)
def test_a_broken_checklist_says_where(tmp_path: Path, broken: str, said: str) -> None:
    """The message names the file and the place."""
    (tmp_path / "checklist.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(ChecklistUnreadable) as refused:
        Checklist.load(tmp_path / "checklist.yaml")
    assert "checklist.yaml" in str(refused.value)
    assert said in str(refused.value)


def test_a_missing_checklist_is_named(tmp_path: Path) -> None:
    """A file that is not there is an error of the plugin, not an empty list."""
    with pytest.raises(ChecklistUnreadable):
        Checklist.load(tmp_path / "nowhere.yaml")
