"""The house of the commands, for ladders to climb in."""

from __future__ import annotations

from tests.core.commands.conftest import house

__all__ = ["house"]
