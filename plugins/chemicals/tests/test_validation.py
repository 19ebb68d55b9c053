"""What a line of the ledger of substances is refused for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from anjian.plugin import Change
from anjian_chemicals import anjian_validate

UNIT = {"unit_kind": "warehouse", "unit": "甲库", "cas": "M-017", "design_max_t": "1"}
ENTITY: Any = None

REFUSED: dict[str, tuple[dict[str, object], str, str]] = {
    "a digit of the CAS number is wrong": ({"name": "氯", "cas": "7782-50-6"}, "CHEMICALS_CAS_WRONG", "cas"),
    "name and CAS number are two things": ({"name": "液氨", "cas": "7782-50-5"}, "CHEMICALS_CAS_CONTRADICTS", "cas"),
    "which ammonium nitrate": ({"name": "硝酸铵", "cas": "6484-52-2"}, "CHEMICALS_SUBSTANCE_AMBIGUOUS", "name"),
    "neither listed nor classified": ({"name": "某溶剂"}, "CHEMICALS_SUBSTANCE_UNKNOWN", "categories"),
    "another class, but which": (
        {"name": "氯水", "cas": "7782-50-5", "other_class": True},
        "CHEMICALS_SUBSTANCE_UNKNOWN",
        "categories",
    ),
}
ACCEPTED: dict[str, dict[str, object]] = {
    "by name": {"name": "液氯"},
    "by CAS number, under a trade name": {"name": "一号氯瓶", "cas": "7782-50-5"},
    "written in full": {"name": "硝酸铵(含可燃物≤0.2%)", "cas": "6484-52-2"},
    "by category": {"name": "某溶剂", "categories": ["w5_3"]},
}


def change(line: dict[str, object], ledger: str = "substances") -> Change:
    """As the core tells of it: the line in the JSON that is kept."""
    after = {"ledger": ledger, "data": json.loads(json.dumps(UNIT | line))}
    return Change("ledger_entry", ENTITY, "chemicals", None, after)


@pytest.mark.parametrize(("line", "code", "path"), REFUSED.values(), ids=REFUSED)
def test_a_doubtful_line_is_refused(line: dict[str, object], code: str, path: str) -> None:
    """The problem names its field, and says in both languages what to do about which substance."""
    [problem] = anjian_validate(change(line))
    assert (problem.code, problem.path) == (code, (path,))
    assert all(str(line["name"]) in words for words in (problem.message.zh, problem.message.en))


@pytest.mark.parametrize("line", ACCEPTED.values(), ids=ACCEPTED)
def test_a_line_with_a_critical_quantity_is_kept(line: dict[str, object]) -> None:
    """Table 1 by name or number, or table 2 by category: one of them is enough."""
    assert list(anjian_validate(change(line))) == []


def test_other_changes_are_none_of_its_business() -> None:
    """It speaks of its own ledger alone."""
    assert list(anjian_validate(change({"name": "某溶剂"}, ledger="vehicles"))) == []
    assert list(anjian_validate(Change("profile", ENTITY, "chemicals", None, {"data": {}}))) == []
