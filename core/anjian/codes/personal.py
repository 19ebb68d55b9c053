"""Personal data in free text: identity numbers (GB 11643), mobile phones and names, hidden before it is published."""

from __future__ import annotations

import re
from collections.abc import Iterable

IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text with numbers cut to what does not tell who it is, and of each name its first sign only."""
    text = IDENTITY.sub(lambda found: mask(found[0], 3, 2) if is_identity(found[0]) else found[0], text)
    text = PHONE.sub(lambda found: mask(found[0], 3, 4), text)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, mask(name, 1, 0))
    return text


def mask(text: str, first: int, last: int) -> str:
    return text[:first] + "*" * (len(text) - first - last) + text[len(text) - last :]


def is_identity(number: str) -> bool:
    """By its check character; eighteen digits alone may be a number of anything."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK[total % 11] == number[-1].upper()
