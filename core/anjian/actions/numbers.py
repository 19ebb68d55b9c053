"""文书号, such as 应急罚〔2026〕12号: the issuing body's word, the year, the number within it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from sqlalchemy.dialects.postgresql import insert

from anjian.actions.model import Action, DocumentNumber
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.words import Title

WHOLE = re.compile(r"(.+?)[〔\[【(](\d{4})[〕\]】)](?:第)?0*(\d{1,9})号?")


class DocumentNo(NamedTuple):
    """Its three parts."""

    word: str
    year: int
    sequence: int


class DocumentNoUsed(AnjianError):
    code = "DOCUMENT_NO_USED"
    words = Title(
        "文书号 {number} 已于 {day} 用于另一份文书（{kind_zh}）；请核对后另行编号",
        "the number {number} belongs to another document, of {day} ({kind_en}): give this one its own",
    )


class DocumentNoUnreadable(AnjianError):
    code = "DOCUMENT_NO_UNREADABLE"
    words = Title(
        "文书号“{number}”缺少机关代字、年份或序号；请按“应急罚〔2026〕12号”的格式填写",
        'the number "{number}" lacks the word of the body, the year or the sequence: write it like 应急罚〔2026〕12号',
    )


def parts(number: str) -> DocumentNo | None:
    """The parts of a number, whatever its brackets; nothing where it has other ones."""
    found = WHOLE.fullmatch(plain(number))
    return DocumentNo(found[1], int(found[2]), int(found[3])) if found else None


def plain(number: str) -> str:
    """Full-width signs and blanks make no other number."""
    return "".join(unicodedata.normalize("NFKC", number).split())


def canonical(number: str) -> str:
    found = parts(number)
    return f"{found.word}〔{found.year}〕{found.sequence}号" if found else plain(number)


def readable(number: str) -> None:
    """What cuts rights is cited by its number."""
    if parts(number) is None:
        raise DocumentNoUnreadable(number=number[:100])


async def number(desk: Desk, action: Action) -> None:
    """Takes the number for this document of its body, and keeps its parts; whoever took it first is named."""
    if action.document_no is None:
        return
    if found := parts(action.document_no):
        action.document_word, action.document_year, action.document_sequence = found
    if action.issuer_id is not None and (first := await taken_before(desk, action)) is not None:
        kind = first.kind.words
        raise DocumentNoUsed(
            number=action.document_no, day=first.issued_on, kind_zh=kind.zh, kind_en=kind.en, path=("documentNo",)
        )


async def taken_before(desk: Desk, action: Action) -> DocumentNumber | None:
    """The other document with this number. An equal claim that runs at this moment is waited for."""
    row = {"issuer_id": action.issuer_id, "number": canonical(action.document_no or "")}
    told = {"entity_id": action.entity_id, "kind": action.kind, "issued_on": action.issued_on}
    claim = insert(DocumentNumber).values(**row, **told).on_conflict_do_nothing().returning(DocumentNumber.number)
    if await desk.session.scalar(claim) is not None:
        return None
    first = await desk.session.get_one(DocumentNumber, tuple(row.values()), populate_existing=True)
    same = all(getattr(first, name) == value for name, value in told.items())
    return None if same else first
