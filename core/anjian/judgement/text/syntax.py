"""From text to Python's own syntax tree, and from a place in that back to a place in the text."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from dataclasses import dataclass

from anjian.judgement.text.problems import WrongRuleText
from anjian.words import Title

LONGEST = 10_000  # characters: far beyond any clause, far within what the parser can nest
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
NOT_UNDERSTOOD = Title("无法理解（{said}）", "it cannot be understood ({said})")
SPELLING = Title(
    '请按规则的写法书写，例如 a > b and not c、kind in (x, y)、day < date("2019-10-01")，符号用半角',
    'write it as rules are written, such as a > b and not c, kind in (x, y), day < date("2019-10-01")',
)
IS = Title("规则里没有 is", "there is no is in rules")
COMMENT = Title("规则里不能写注释", "there are no comments within rules")
TOO_LONG = Title("规则超过 {most} 个字符", "it is longer than {most} characters")
SHORTER = Title("请拆成几条规则或派生事实", "make it several rules, or give its parts names")
EQUAL = Title("相等写作 ==，列表包含写作 has", "equality is ==, and a list has a member")
ELSEWHERE = Title("请把注释写在规则之外", "write the comment outside of the rule")


@dataclass(frozen=True, slots=True)
class Source:
    """A rule's text on one line, character by character where it was, so that places stay places."""

    text: str
    line: str

    @classmethod
    def of(cls, text: str) -> Source:
        return cls(text, "".join(" " if sign in "\r\n\t\f" else sign for sign in text))

    def wrong(self, offset: int, reason: Title, cure: Title) -> WrongRuleText:
        return WrongRuleText(self.text, offset, reason, cure)

    def offset(self, node: ast.AST) -> int:
        """Python counts bytes, and not the blanks before the rule."""
        assert isinstance(node, ast.expr)  # noqa: S101 - what is read are expressions
        return self.indent + len(self.line.lstrip(" ").encode()[: node.col_offset].decode())

    @property
    def indent(self) -> int:
        return len(self.line) - len(self.line.lstrip(" "))

    def spelling(self, node: ast.expr) -> str:
        """What stands there, digit by digit."""
        return self.line.lstrip(" ").encode()[node.col_offset : node.end_col_offset].decode()


def parsed(source: Source) -> ast.expr:
    if len(source.line) > LONGEST:
        raise source.wrong(0, TOO_LONG.format(most=LONGEST), SHORTER)
    readable = without_has(source).lstrip(" ")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only warns of may mean something else some day
            return ast.parse(readable, mode="eval").body
    except UNREADABLE as wrong:
        said = getattr(wrong, "msg", None) or type(wrong).__name__
        raise source.wrong(place_of(source, wrong), NOT_UNDERSTOOD.format(said=said), SPELLING) from None


def place_of(source: Source, wrong: BaseException) -> int:
    """Where the parser stopped; the end where it says nothing, for then something is missing."""
    told = getattr(wrong, "offset", None)
    return min(source.indent + told - 1, len(source.line)) if told else len(source.line)


def without_has(source: Source) -> str:
    """``has`` as ``is``, which is as long with a blank and binds as a comparison does."""
    signs = list(source.line)
    for token in tokens(source.line):
        at = token.start[1]
        if token.type == tokenize.COMMENT:
            raise source.wrong(at, COMMENT, ELSEWHERE)
        if token.string == "is":
            raise source.wrong(at, IS, EQUAL)
        if token.string == "has":
            signs[at : at + 3] = "is "
    return "".join(signs)


def tokens(line: str) -> list[tokenize.TokenInfo]:
    """Nothing where it is not even made of tokens: the parser will say what is wrong."""
    try:
        return list(tokenize.generate_tokens(io.StringIO(line).readline))
    except (tokenize.TokenError, SyntaxError):
        return []
