"""A ladder as it is written: what is wrong with it is said where it stands, all at once."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from anjian.commands.review import Rejected
from anjian.ladders.document import read
from anjian.ladders.shipping import shipped

STEP = {
    "name": "circular",
    "title": {"zh": "通报", "en": "circular"},
    "when": {"kind": "overdue", "number": 3},
    "does": "circular",
    "authority": "committee_office",
    "termDays": 5,
}
SECOND = STEP | {
    "name": "interview",
    "does": "interview",
    "when": {"kind": "overdue", "number": 9},
    "after": "circular",
}
LADDER = {"code": "TEST", "title": {"zh": "试", "en": "test"}, "source": "试验", "steps": [STEP, SECOND]}


def ladder(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return deepcopy(LADDER | {"steps": list(steps)} | more)


def without(step: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in step.items() if name not in names}


@pytest.mark.parametrize(
    ("document", "problems"),
    [
        (ladder(STEP, SECOND), {}),
        (ladder(), {"LADDER_UNREADABLE": ("steps",)}),
        (ladder(STEP, height=3), {"LADDER_UNREADABLE": ("height",)}),
        (ladder(STEP | {"when": {"kind": "full moon"}}, SECOND), {"LADDER_UNREADABLE": ("steps", 0, "when", "kind")}),
        (ladder(STEP, SECOND | {"after": "letter"}), {"LADDER_GAP": ("steps", 1, "after")}),
        (ladder(STEP | {"after": "circular"}), {"LADDER_LOOP": ("steps",)}),
        (
            ladder(STEP | {"after": "interview", "when": {"kind": "repeated", "number": 2}}, SECOND),
            {"LADDER_LOOP": ("steps",)},
        ),
        (ladder(STEP, STEP), {"LADDER_STEP_TWICE": ("steps", 1, "name")}),
        (ladder(without(STEP, "termDays")), {"LADDER_TERM_MISSING": ("steps", 0, "termDays")}),
        (ladder(without(STEP, "authority")), {"LADDER_AUTHORITY_UNKNOWN": ("steps", 0, "authority")}),
        (ladder(STEP | {"authority": "ministry"}), {"LADDER_AUTHORITY_UNKNOWN": ("steps", 0, "authority")}),
        (ladder(STEP | {"does": "fine"}), {"LADDER_AUTHORITY_WRONG": ("steps", 0, "authority")}),
        (ladder(STEP | {"does": "shout"}), {"LADDER_STEP_UNKNOWN": ("steps", 0, "does")}),
        (ladder(STEP | {"article": "AQF-1"}), {"LADDER_ARTICLE_UNKNOWN": ("steps", 0, "article")}),
        (
            ladder(STEP, SECOND | {"when": {"kind": "overdue", "number": 3}}),
            {"LADDER_OUT_OF_ORDER": ("steps", 1, "when", "number")},
        ),
        (ladder(STEP | {"when": {"kind": "silent"}}), {"LADDER_SILENT_FIRST": ("steps", 0, "after")}),
        (
            ladder(without(STEP, "termDays", "authority"), SECOND | {"after": "letter"}),
            {
                "LADDER_TERM_MISSING": ("steps", 0, "termDays"),
                "LADDER_AUTHORITY_UNKNOWN": ("steps", 0, "authority"),
                "LADDER_GAP": ("steps", 1, "after"),
            },
        ),
    ],
)
def test_what_is_wrong_with_a_ladder(document: dict[str, Any], problems: dict[str, tuple[str | int, ...]]) -> None:
    """A loop, a gap, an unknown authority, a missing term: each with its code and its place."""
    try:
        read(document)
        said = {}
    except Rejected as refusal:
        said = {problem.code: problem.path for problem in refusal.problems}
    assert said == problems


def test_what_comes_with_anjian_is_sound() -> None:
    """广西四种方式 in their order, and the sequence of 郑州."""
    steps = {document["code"]: [step["name"] for step in document["steps"]] for document in shipped()}
    assert steps["GUANGXI-FOUR-FORMS"] == ["circular", "interview", "joint-punishment", "transfer"]
    assert steps["ZHENGZHOU-SEQUENCE"][0] == "listing"
    for document in shipped():
        read(document)
