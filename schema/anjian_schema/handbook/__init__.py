"""A page for each plugin: its fields, ledgers, checklists and rules, and queries with the answers they were given."""

from anjian_schema.handbook.writing import PluginNotInUse, in_use, pages

__all__ = ["PluginNotInUse", "in_use", "pages"]
