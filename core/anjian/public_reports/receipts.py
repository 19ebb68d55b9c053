"""Receipt codes: random, easily read out over a telephone, and kept by nobody but the informant."""

from __future__ import annotations

import hashlib
import secrets

from anjian.errors import AnjianError
from anjian.words import Title

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O and U
ALIKE = str.maketrans("ILO", "110", " -")
LENGTH, GROUP = 20, 5  # a hundred bits


class ReceiptUnknown(AnjianError):
    code = "RECEIPT_UNKNOWN"
    words = Title(
        "没有这个回执码；请核对二十位字母数字（不分大小写）",
        "there is no report under this receipt code: look at its twenty letters and digits again",
    )


def receipt(secret: str | None = None) -> str:
    """A new code; of a secret that the informant's own program made always the same, so that a repeat is known."""
    chance = secrets.token_bytes(LENGTH) if secret is None else hashlib.sha256(f"receipt {secret}".encode()).digest()
    signs = "".join(SIGNS[byte % len(SIGNS)] for byte in chance[:LENGTH])
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def digest(code: str) -> bytes:
    return hashlib.sha256(code.upper().translate(ALIKE).encode("utf-8", "replace")).digest()
