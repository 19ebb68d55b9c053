"""The one base of every error a caller can mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from anjian.words import Language, Title


class AnjianError(Exception):
    """Something the caller did that cannot be accepted, and what to do instead.

    A subclass lives beside the step that raises it. ``code`` never changes once published; ``words`` is the sentence,
    with the facts of the case as ``{names}``; ``path`` leads to the offending field of the input, outermost first.
    """

    code: ClassVar[str]
    words: ClassVar[Title]

    def __init__(self, *, path: Sequence[str | int] = (), **facts: object) -> None:
        self.path = tuple(path)
        self.facts = facts
        super().__init__(self.message(Language.EN))

    def message(self, language: Language) -> str:
        return self.words.format(**self.facts).in_language(language)
