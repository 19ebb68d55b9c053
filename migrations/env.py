"""Alembic's entry: runs the migrations of the core on the connection that ``anjian.database.migrate`` hands over."""

from __future__ import annotations

from alembic import context

from anjian.database.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
