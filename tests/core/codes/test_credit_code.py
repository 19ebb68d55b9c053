from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anjian.codes.credit_code import (
    ALPHABET,
    BadCreditCode,
    CreditCode,
    Doubt,
    WrongCharacter,
    WrongCheckCharacter,
    WrongLength,
    check_character,
)
from anjian.regions.table import six_digit_codes
from anjian.words import Language

VALID = [
    "91350100M000100Y43",  # the body of the standard's own example
    "91512081MA62K0260E",
    "11320000MB151840XJ",
    "91610104MA6TE2T00Q",
    "91410100000000019L",
    "92370200MAC1Y2X35R",
    "121100000000123438",
    "51330100MJ12345616",
]
bodies = st.text(ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("code", VALID)
def test_worked_examples(code: str) -> None:
    """Codes of enterprises, traders, institutions and associations check."""
    assert str(CreditCode.parse(code)) == code


@pytest.mark.parametrize("code", [f"  {VALID[0].lower()}\n", VALID[1].lower()])
def test_case_and_blanks_are_no_mistake(code: str) -> None:
    """People type lower case and paste blanks; the code is the same."""
    assert CreditCode.parse(code).text == code.strip().upper()


@pytest.mark.parametrize(("code", "length"), [(VALID[0][:-1], 17), (VALID[0] + "3", 19), ("", 0)])
def test_length(code: str, length: int) -> None:
    """One character too few or too many is said with the number counted."""
    with pytest.raises(WrongLength, match=f"has {length}"):
        CreditCode.parse(code)


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_look_like_digits_are_reported_not_guessed(letter: str) -> None:
    """An O is not silently made a 0: the sentence names the place for the writer to look at."""
    with pytest.raises(WrongCharacter, match=f'"{letter}" at place 9'):
        CreditCode.parse(VALID[0][:8] + letter + VALID[0][9:])


def test_the_negative_example_of_the_standard() -> None:
    """The standard's wrong example ends in Z, where 3 is right and Z is not even in the alphabet."""
    with pytest.raises(WrongCharacter):
        CreditCode.parse("91350100M000100Y4Z")


def test_what_to_mend_is_said_in_both_languages() -> None:
    """The error has one stable code, and a sentence in the reader's language."""
    with pytest.raises(WrongCheckCharacter) as caught:
        CreditCode.parse("91350100M000100Y44")
    assert caught.value.code == "BAD_CREDIT_CODE"
    assert "末位应为“3”" in caught.value.message(Language.ZH)
    assert 'would end in "3"' in caught.value.message(Language.EN)


@given(bodies, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_change_is_caught(body: str, place: int, other: str) -> None:
    """31 is prime, so no single mistyped character passes."""
    code = body + check_character(body)
    changed = code[:place] + other + code[place + 1 :]
    if changed == code:
        assert CreditCode.parse(changed).text == code
    else:
        with pytest.raises(BadCreditCode):
            CreditCode.parse(changed)


@given(bodies, st.integers(0, 15))
def test_swapped_neighbours_are_caught(body: str, place: int) -> None:
    """Two neighbours swapped change the sum, unless they are equal."""
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert (check_character(swapped) == check_character(body)) == (swapped == body)


def test_parts_of_a_code() -> None:
    """Department, registering region and organisation code stand at their places."""
    code = CreditCode.parse("91610104MA6TE2T00Q")
    assert (code.department, code.region, code.organization) == ("9", "610104", "MA6TE2T00")


def test_doubts_do_not_refuse_a_code() -> None:
    """A rare department, an old organisation code and an abolished region are values to look at, not errors."""
    body = "L1999999000000001"
    doubtful = CreditCode.parse(body + check_character(body))
    assert doubtful.doubts(six_digit_codes()) == (
        Doubt.UNKNOWN_DEPARTMENT,
        Doubt.ORGANIZATION_CHECK,
        Doubt.UNKNOWN_REGION,
    )


@pytest.mark.parametrize("code", VALID)
def test_doubts_of_the_worked_examples(code: str) -> None:
    """Known departments and right organisation codes pass without a remark; 简阳's 512081 was abolished in 2016."""
    expected = (Doubt.UNKNOWN_REGION,) if code[2:8] == "512081" else ()
    assert CreditCode.parse(code).doubts(six_digit_codes()) == expected
