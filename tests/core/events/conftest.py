"""A house with a real database, and plugins of strangers that listen."""

from __future__ import annotations

from tests.core.commands.conftest import house
from tests.core.plugin_host.conftest import install, load

__all__ = ["house", "install", "load"]
