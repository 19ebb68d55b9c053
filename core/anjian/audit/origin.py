"""From where a request came, and why its sender says they ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anjian.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Origin:
    """``address``: of the client itself where a trusted proxy tells it, of whoever connected otherwise.

    ``purpose`` is what the caller wrote (办理事由); nobody checks it, and whoever reads the audit can ask about it.
    """

    address: str | None = None
    agent: str | None = None
    purpose: str | None = None


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, when, from where and why; ``trace_id`` finds the line of the log."""

    viewer: Viewer
    at: datetime
    origin: Origin = NOWHERE
    trace_id: str | None = None
