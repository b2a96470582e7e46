"""The first schema: people, dossiers, papers, reuse, journal, search."""

from alembic import op

from desk.store.audit import GENESIS
from desk.store.engine import APPLICATION_ID
from desk.store.tables import SCHEMA

revision = "0001"
down_revision = None

_GUARDS = """
CREATE TRIGGER journal_{verb} BEFORE {verb} ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END
"""


def upgrade() -> None:
    """Make the tables, the full-text index, the guards of the journal and its empty head."""
    connection = op.get_bind()
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    SCHEMA.create_all(connection)
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE document_fts USING fts5("
        "title, people, body, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
    )
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(_GUARDS.format(verb=verb))
    connection.exec_driver_sql("INSERT INTO journal_head (one, seq, hash) VALUES (1, 0, ?)", (GENESIS,))
