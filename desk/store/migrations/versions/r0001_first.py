"""The first schema: people, dossiers, papers, reuse, journal, search.

The tables stand here as they were then; `desk.store.tables` is what they have become since.
"""

import sqlalchemy as sa
from alembic import op

from desk.store.engine import APPLICATION_ID
from desk.store.migrations.guards import refuse

revision = "0001"
down_revision = None

_SCHEMA = sa.MetaData()

_ID = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", _ID, primary_key=True, autoincrement=True)


sa.Table(
    "setting", _SCHEMA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

sa.Table(
    "catalogue", _SCHEMA,
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("effective_from", sa.Text, nullable=False),
    sa.Column("imported_at", sa.Text, nullable=False),
    sa.Column("pack", sa.Text, nullable=False),
)

sa.Table(
    "officer", _SCHEMA, _key(),
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("roles", sa.Text, nullable=False),
    sa.Column("secret", sa.Text),
    sa.Column("active", sa.Boolean, nullable=False),
)

sa.Table(
    "citizen", _SCHEMA, _key(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("name_fold", sa.Text, nullable=False, index=True),
    sa.Column("personal_id", sa.Text, unique=True),
    sa.Column("born", sa.Text),
    sa.Column("sex", sa.Text),
    sa.Column("residence", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("old_id", sa.Text, index=True),
    sa.CheckConstraint("personal_id IS NULL OR length(personal_id) = 12", name="citizen_personal_id"),
)

sa.Table(
    "consent", _SCHEMA, _key(),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False, index=True),
    sa.Column("given_at", sa.Text, nullable=False),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("dossier", sa.Text, nullable=False),
    sa.Column("withdrawn_at", sa.Text),
)

sa.Table(
    "dossier_day", _SCHEMA,
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

sa.Table(
    "dossier", _SCHEMA, _key(),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False, index=True),
    sa.Column("procedure_code", sa.Text, nullable=False),
    sa.Column("procedure", sa.Text, nullable=False),
    sa.Column("catalogue", sa.Text, nullable=False),
    sa.Column("state", sa.Integer, nullable=False),
    sa.Column("opened_at", sa.Text, nullable=False),
    sa.Column("opened_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("due_at", sa.Text),
    sa.Column("receipt", sa.Text),
    sa.Column("submitter", sa.Text),
)

sa.Table(
    "shown", _SCHEMA,
    sa.Column("dossier", sa.ForeignKey("dossier.code"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
)

sa.Table(
    "document", _SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False, index=True),
    sa.Column("place", sa.Integer),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_digest", sa.Text),
    sa.Column("intake_key", sa.Text, nullable=False, unique=True),
    sa.Column("stage", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text),
    sa.Column("kind_confidence", sa.Float, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("pdf", sa.Text),
    sa.Column("paper_pages", sa.Integer),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("made_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("confirmed_by", sa.ForeignKey("officer.id")),
    sa.Column("confirmed_at", sa.Text),
    sa.Column("fault", sa.Text),
    sa.Column("secrecy", sa.Text),
    sa.Column("copy_mark", sa.Boolean, nullable=False),
)

sa.Table(
    "page", _SCHEMA, _key(),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("media", sa.Text, nullable=False),
    sa.Column("width_px", sa.Integer, nullable=False),
    sa.Column("height_px", sa.Integer, nullable=False),
    sa.Column("dpi", sa.Float, nullable=False),
    sa.Column("hint", sa.Integer, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("removed", sa.Boolean, nullable=False),
    sa.Column("reading", sa.LargeBinary),
    sa.UniqueConstraint("document_id", "place", name="page_place"),
)

sa.Table(
    "field", _SCHEMA,
    sa.Column("document_id", sa.ForeignKey("document.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", sa.Text),
    sa.Column("read", sa.Text),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("page", sa.Integer, nullable=False),
    sa.Column("box", sa.Text),
    sa.Column("how", sa.Text, nullable=False),
    sa.Column("confirmed_by", sa.ForeignKey("officer.id")),
    sa.Column("confirmed_at", sa.Text),
)

sa.Table(
    "reuse", _SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False),
    sa.Column("by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("undone_at", sa.Text),
)

sa.Table(
    "journal", _SCHEMA,
    sa.Column("seq", _ID, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("desk", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

sa.Table(
    "journal_head", _SCHEMA,
    sa.Column("one", sa.Integer, primary_key=True),
    sa.Column("seq", _ID, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

sa.Table(
    "searched", _SCHEMA,
    sa.Column("document_id", sa.ForeignKey("document.id"), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("people", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

_GENESIS = "0" * 64

_WORDS_IN_A_FILE = (
    "CREATE VIRTUAL TABLE document_fts USING fts5("
    "title, people, body, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
)
_WORDS_ON_A_SERVER = (
    "CREATE TABLE document_fts (document_id BIGINT PRIMARY KEY REFERENCES document (id), words TSVECTOR NOT NULL)",
    "CREATE INDEX document_fts_words ON document_fts USING gin (words)",
)


def upgrade() -> None:
    """Make the tables, the full-text index, the guards of the journal and its empty head."""
    connection = op.get_bind()
    in_a_file = connection.dialect.name == "sqlite"
    if in_a_file:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    _SCHEMA.create_all(connection)
    for statement in [_WORDS_IN_A_FILE] if in_a_file else _WORDS_ON_A_SERVER:
        connection.exec_driver_sql(statement)
    for verb in ("UPDATE", "DELETE"):
        refuse(connection, f"journal_{verb}", verb, "journal", "the journal is only appended to")
    connection.execute(_SCHEMA.tables["journal_head"].insert().values(one=1, seq=0, hash=_GENESIS))
