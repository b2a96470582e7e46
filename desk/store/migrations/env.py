"""Runs the revisions over the connection given by `desk.store.opening`, inside the transaction it has begun."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None, transactional_ddl=False)
with context.begin_transaction():
    context.run_migrations()
