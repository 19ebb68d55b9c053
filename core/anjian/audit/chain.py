"""The arithmetic of the chain: anybody can repeat it with SHA-256 and JSON.

``digest = SHA-256(digest before ‖ JSON)``; the JSON holds the position and every column of the entry but the number of
the transaction, which means something on one server only. Keys are sorted, nothing stands between tokens, times are
UTC with six decimals. Before the first link stand 32 zero bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from anjian.audit.model import AuditEntry

GENESIS = bytes(32)
CONTENT = tuple(column for column in AuditEntry.__table__.c if column.key != "transaction_id")


def digest(before: bytes, position: int, entry: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(before + canonical(position, entry)).digest()


def canonical(position: int, entry: Mapping[str, Any]) -> bytes:
    content = {"position": position} | {column.key: entry[column.key] for column in CONTENT}
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain).encode()


def plain(value: object) -> str:
    """Times in one spelling; ids as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)
