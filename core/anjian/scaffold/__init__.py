"""A new plugin, made from the templates that ship with the plugin API they are written for."""

from anjian.scaffold.names import Names
from anjian.scaffold.writing import write

__all__ = ["Names", "write"]
