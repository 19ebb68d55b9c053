"""Alembic's entry: runs the migrations of the core, or of a plugin, on the connection it is handed.

Those of a plugin keep their version in the schema of the plugin.
"""

from __future__ import annotations

from alembic import context

from anjian.database.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=True,
    compare_type=True,
    version_table_schema=context.config.attributes.get("schema"),
)
with context.begin_transaction():
    context.run_migrations()
