"""Alembic's entry point: it runs inside the connection that `storage.upgrade` hands over."""

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
# The caller's transaction is the migration's: a crash half-way leaves the old schema.
context.run_migrations()
