"""From where a request came, and why: its address, its client, and the purpose its sender gave."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from anjian.access.oidc.people import AssignmentNotYours
from anjian.audit.origin import Origin
from anjian.database.ids import UUID

PURPOSE, ASSIGNMENT = b"anjian-purpose", b"anjian-assignment"


def origin_of(scope: Scope, headers: Mapping[bytes, bytes]) -> Origin:
    """uvicorn has put the client's own address there where a proxy that is trusted told it."""
    client = scope.get("client")
    return Origin(client[0] if client else None, text(headers.get(b"user-agent")), purpose(headers.get(PURPOSE)))


def purpose(sent: bytes | None) -> str | None:
    """UTF-8, as it is or percent-encoded: browsers let no Chinese through into a header."""
    return text(sent and unquote_to_bytes(sent))


def text(sent: bytes | None) -> str | None:
    return sent.decode("utf-8", "replace").strip() or None if sent else None


def chosen_in(headers: Mapping[bytes, bytes]) -> UUID | None:
    """Which of their authorisations somebody wants to act under: its id as this API gave it, or the UUID alone."""
    sent = headers.get(ASSIGNMENT, b"").decode("latin-1").strip()
    if not sent:
        return None
    try:
        return UUID(sent.removeprefix("RoleAssignment:"))
    except ValueError:
        raise AssignmentNotYours from None
