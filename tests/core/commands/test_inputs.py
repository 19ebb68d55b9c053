"""Every input is checked in one place; every command has its words."""

from __future__ import annotations

import pytest

from anjian.commands.catalogue import CATALOGUE
from anjian.commands.command import Command
from anjian.commands.form import TEXT_LIMIT, form_of
from anjian.commands.review import Rejected
from anjian.commands.texts import check_texts
from anjian.database.ids import uuid7
from anjian.entities.model import EntityKind
from anjian.entities.register import RegisterEntity
from anjian.inspections.model import AnswerResult, InspectionKind
from anjian.inspections.submit import GivenAnswer, SubmitInspection

from .house import TODAY


def problems(command: Command) -> dict[tuple[str | int, ...], str]:
    with pytest.raises(Rejected) as rejected:
        check_texts(command)
    return {problem.path: problem.code for problem in rejected.value.problems}


def test_a_name_has_two_hundred_characters_at_most() -> None:
    """Two hundred fit, one more does not."""
    given = {"kind": EntityKind.SITE, "region_code": "41"}
    check_texts(RegisterEntity(name="厂" * 200, **given))
    assert problems(RegisterEntity(name="厂" * 201, **given)) == {("name",): "TEXT_TOO_LONG"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n", "TEXT_BLANK"),
        ("", "TEXT_BLANK"),
        ("一\0二", "TEXT_UNSTORABLE"),
        ("\udc00", "TEXT_UNSTORABLE"),
        ("x" * 1_000_000, "TEXT_TOO_LONG"),
    ],
    ids=["blank", "empty", "NUL", "half a character", "a megabyte"],
)
def test_texts_are_checked_however_deep_they_lie(text: str, code: str) -> None:
    """In a field, in a list, in an answer of a list, in a value of such an answer: all are told, each with its path."""
    answer = GivenAnswer(item="K1", result=AnswerResult.PASS, note=text, values={"remark": text})
    command = SubmitInspection(
        entity_id=uuid7(),
        kind=InspectionKind.COVERT,
        sector="kiln",
        inspected_on=TODAY,
        answers=(answer,),
        signers=("李一", text),
        conclusion=text,
    )
    assert problems(command) == {
        ("answers", 0, "note"): code,
        ("answers", 0, "values", "remark"): code,
        ("signers", 1): code,
        ("conclusion",): code,
    }


def test_an_ordinary_text_may_be_long() -> None:
    """Ten thousand characters are a page of measures, and they fit."""
    command = SubmitInspection(
        entity_id=uuid7(),
        kind=InspectionKind.COVERT,
        sector="kiln",
        inspected_on=TODAY,
        conclusion="字" * TEXT_LIMIT,
    )
    check_texts(command)


@pytest.mark.parametrize("command", CATALOGUE, ids=lambda command: command.__name__)
def test_every_field_of_every_command_has_its_words(command: type[Command]) -> None:
    """A schema over the commands describes each field in Chinese and English."""
    for entry in form_of(command):
        assert entry.title.zh
        assert entry.title.en
