"""What must exist before a step of a hazard's life: each in words, with the code that is said while it is missing."""

from __future__ import annotations

from dataclasses import dataclass

from anjian.words import Title


@dataclass(frozen=True, slots=True)
class Need:
    """One condition. The step that checks it raises an error with this code."""

    words: Title
    code: str


TERM_AHEAD = Need(Title("期限不早于当日", "a term that is not over"), "DUE_DATE_IN_THE_PAST")
AFTER_FOUND = Need(Title("整改不早于发现", "mended no earlier than it was found"), "RECTIFIED_BEFORE_FOUND")
AFTER_MENDED = Need(Title("验收不早于整改", "decided no earlier than it was mended"), "DECIDED_BEFORE_RECTIFIED")
TWO_SIGNERS = Need(Title("至少两人签名", "two signers at least"), "TWO_SIGNERS_NEEDED")
NOT_THE_RECTIFIER = Need(Title("办理人、签名人都不是整改人", "none of them its rectifier"), "ACCEPTOR_IS_RECTIFIER")
EVIDENCE = Need(Title("重大隐患须有证明材料", "evidence, if it is major"), "EVIDENCE_MISSING")
