"""Record ids: UUIDv7, made by the application, so that rows written together lie together."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

__all__ = ["UUID", "uuid7"]
