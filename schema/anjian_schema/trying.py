"""Rules to be tried: one that is installed, or a draft that somebody sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anjian.commands.lookup import UnknownSector
from anjian.errors import AnjianError
from anjian.inspections.model import StoredVerdict
from anjian.judgement import Condition, WrongExpression
from anjian.judgement.drafts import from_draft
from anjian.judgement.expressions import AllOf
from anjian.standing.book import Book
from anjian.words import Title
from anjian_schema import scalars
from anjian_schema.classes import input_class
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.inputs import as_enum

Books = Mapping[str, Book]


class RuleOrDraft(AnjianError):
    code = "RULE_OR_DRAFT"
    words = Title("请在 rule 和 draft 中给出且只给出一个", "give a rule's code or a draft, one of them and not both")


class UnknownRule(AnjianError):
    code = "RULE_UNKNOWN"
    words = Title("没有编号为 {rule} 的规则；请核对", "no installed sector has a rule {rule}: check its code")


DRAFT = input_class(
    type("RuleDraft", (), {}),
    Title("一条规则的草案。", "A rule that nobody has issued yet."),
    {
        "sector": (str, Title("行业。", "The sector.")),
        "major": (
            scalars.Json,
            Title("何为重大（同 Rule.expression）。", "What is major, as Rule.expression."),
        ),
        "applies": (
            scalars.Json,
            Title("适用于谁；缺省为全部。", "To whom it applies; to all if absent."),
        ),
    },
    required={"sector", "major"},
)

SUPPOSED = input_class(
    type("SupposedVerdict", (), {}),
    Title("规则或草案现在的结论：打开 ruleImpact 的数字。", "What a rule would say now: opens a number of ruleImpact."),
    {
        "rule": (str, Title("规则编号。", "The code of a rule.")),
        "draft": (DRAFT, Title("草案。", "A draft.")),
        "verdict": (as_enum(StoredVerdict), Title("结论。", "The verdict.")),
    },
    required={"verdict"},
)


@dataclass(frozen=True, slots=True)
class Supposed:
    """The condition that is asked of every profile of its sector, in its province."""

    book: Book
    condition: Condition
    region: str | None = None


def supposed(books: Books, given: Mapping[str, Argument], asked: Asked) -> Supposed:
    """Its form is what the caller wrote, so the plan is made for this one run."""
    asked.fleeting = True
    rule, draft = given.get("rule"), given.get("draft")
    if (rule is None) is (draft is None):
        raise RuleOrDraft(path=(*(draft.path if draft else ()),))
    return _issued(books, rule) if rule is not None else _drafted(books, dict(draft.children()) if draft else {})


def _issued(books: Books, rule: Argument) -> Supposed:
    found = [(book, placed) for book in books.values() if (placed := book.rule(rule.current)) is not None]
    if not found:
        raise UnknownRule(path=rule.path, rule=rule.current[:100])
    book, placed = found[0]
    return Supposed(book, placed.rule.condition, placed.region)


def _drafted(books: Books, draft: Mapping[str, Argument]) -> Supposed:
    sector = draft["sector"]
    book = books.get(sector.current)
    if book is None:
        raise UnknownSector(path=sector.path, sector=sector.current[:100], known="、".join(sorted(books)) or "（无）")
    parts = [_read(book, draft[name]) for name in ("applies", "major") if name in draft]
    return Supposed(book, AllOf(tuple(parts)))


def _read(book: Book, given: Argument) -> Condition:
    try:
        return from_draft(given.current, book.facts)
    except WrongExpression as wrong:
        raise WrongExpression(wrong.reason.zh, wrong.reason.en, path=(*given.path, *wrong.path)) from wrong
