"""The unified social credit code (统一社会信用代码) of GB 32100-2015, the key of every enterprise."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from anjian.errors import AnjianError
from anjian.words import Title

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z: they are taken for 1, 0, 5, U, 2
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
DEPARTMENTS = frozenset("123456789YAN")  # the registering departments (登记管理部门) met in practice
ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class BadCreditCode(AnjianError):
    """Not a unified social credit code; the words say which of the three checks failed."""

    code = "BAD_CREDIT_CODE"


class WrongLength(BadCreditCode):
    words = Title(
        "统一社会信用代码应为 18 位，“{text}”为 {length} 位；请按营业执照核对",
        'a unified social credit code has 18 characters, "{text}" has {length}; compare it with the business licence',
    )


class WrongCharacter(BadCreditCode):
    words = Title(
        "统一社会信用代码“{text}”第 {place} 位“{character}”不可用（不使用 I、O、S、V、Z）；请按营业执照核对该位",
        'unified social credit code "{text}" has "{character}" at place {place}, which is never used '
        "(nor are I, O, S, V, Z); compare that place with the business licence",
    )


class WrongCheckCharacter(BadCreditCode):
    words = Title(
        "统一社会信用代码“{text}”校验不通过：末位应为“{expected}”；至少有一位录入有误，请按营业执照逐位核对",
        'unified social credit code "{text}" does not check: it would end in "{expected}"; '
        "at least one character is mistyped, compare each with the business licence",
    )


class Doubt(StrEnum):
    """What makes a valid code worth a second look. Old and rare codes have these, so none of them refuses a code."""

    UNKNOWN_DEPARTMENT = "unknown_department"
    ORGANIZATION_CHECK = "organization_check"
    UNKNOWN_REGION = "unknown_region"


@dataclass(frozen=True, slots=True, order=True)
class CreditCode:
    """A code whose characters and check character hold; made by :meth:`parse`."""

    text: str

    @classmethod
    def parse(cls, text: str) -> CreditCode:
        """Trims and upper-cases, and guesses nothing: an O typed for a 0 is the writer's to mend."""
        code = text.strip().upper()
        if len(code) != 18:
            raise WrongLength(text=code[:40], length=len(code))
        for place, character in enumerate(code, start=1):
            if character not in ALPHABET:
                raise WrongCharacter(text=code, place=place, character=character)
        if code[17] != (expected := check_character(code[:17])):
            raise WrongCheckCharacter(text=code, expected=expected)
        return cls(code)

    @property
    def department(self) -> str:
        """登记管理部门: 9 market regulation, 1 institutions, 5 civil affairs, ..."""
        return self.text[0]

    @property
    def region(self) -> str:
        """Six digits of the registering office; perhaps a code that was abolished since."""
        return self.text[2:8]

    @property
    def organization(self) -> str:
        """The organisation code (组织机构代码, GB 11714) inside: eight characters and their check character."""
        return self.text[8:17]

    def doubts(self, regions: Container[str]) -> tuple[Doubt, ...]:
        """What to look at again, given the six-digit region codes that are known."""
        found = {
            Doubt.UNKNOWN_DEPARTMENT: self.department not in DEPARTMENTS,
            Doubt.ORGANIZATION_CHECK: self.organization[8] != organization_check(self.organization[:8]),
            Doubt.UNKNOWN_REGION: self.region not in regions,
        }
        return tuple(doubt for doubt, holds in found.items() if holds)

    def __str__(self) -> str:
        return self.text


def check_character(body: str) -> str:
    """The eighteenth character: seventeen values weighted by powers of three, modulo 31."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organization_check(body: str) -> str:
    """GB 11714: letters count from A = 10; a remainder of ten is written X."""
    total = sum(int(character, 36) * weight for character, weight in zip(body, ORGANIZATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
