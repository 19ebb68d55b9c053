"""The little of Markdown that a page needs."""

from __future__ import annotations

from collections.abc import Iterable

from anjian.words import Title


def both(words: Title | None) -> str:
    return "" if words is None else cell(words.zh if words.zh == words.en else f"{words.zh} / {words.en}")


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    return f"`{cell(text)}`" if text else ""


def table(headings: str, rows: Iterable[Iterable[str]]) -> str:
    """Nothing where there are no rows; ``headings`` stand with bars between."""
    lines = [f"|{'|'.join(f' {text} ' if text else ' ' for text in row)}|" for row in rows]
    if not lines:
        return ""
    names = [heading.strip() for heading in headings.split("|")]
    return "\n".join([f"| {' | '.join(names)} |", f"|{'---|' * len(names)}", *lines])


def fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"
