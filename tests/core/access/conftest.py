"""A house with a real database."""

from __future__ import annotations

from tests.core.commands.conftest import house

__all__ = ["house"]
