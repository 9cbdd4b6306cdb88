"""Run by Alembic on the connection that `store.database` hands over, inside its transaction."""

from alembic import context

from cchc_metrics.store.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
context.run_migrations()
