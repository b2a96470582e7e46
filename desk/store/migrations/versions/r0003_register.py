"""The register of certification: copies with their numbers and stages, refusals, and who signs with what.

Entries of the register are kept for ever (docs/data-model.md): triggers refuse to delete one or to renumber it.
"""

import sqlalchemy as sa
from alembic import op

from desk.store.migrations.guards import refuse

revision = "0003"
down_revision = "0002"

_SCHEMA = sa.MetaData()

_ID = sa.Integer().with_variant(sa.BigInteger(), "postgresql")

for _older, _column, _type in (
    ("officer", "id", _ID), ("citizen", "id", _ID), ("document", "id", _ID), ("dossier", "code", sa.Text()),
):  # fmt: skip
    sa.Table(_older, _SCHEMA, sa.Column(_column, _type, primary_key=True))


def _key() -> sa.Column[int]:
    return sa.Column("id", _ID, primary_key=True, autoincrement=True)


_COPY = sa.Table(
    "certified_copy", _SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False, index=True),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("book", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("officer", sa.Text, nullable=False),
    sa.Column("officer_title", sa.Text, nullable=False),
    sa.Column("seal_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("copies", sa.Integer, nullable=False),
    sa.Column("fee", sa.Integer, nullable=False),
    sa.Column("fees", sa.Text, nullable=False),
    sa.Column("wording", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("certified_at", sa.Text, nullable=False),
    sa.Column("made_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("comparison", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False, index=True),
    sa.Column("prepared", sa.Text),
    sa.Column("signed", sa.Text),
    sa.Column("sealed", sa.Text),
    sa.Column("file", sa.Text),
    sa.Column("level", sa.Text),
    sa.Column("lacking", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("finished_at", sa.Text),
    sa.Column("voided_at", sa.Text),
    sa.Column("voided_by", sa.ForeignKey("officer.id")),
    sa.Column("voided_reason", sa.Text),
    sa.Column("requester", sa.Text, nullable=False),
    sa.Column("requester_number", sa.Text, nullable=False),
    sa.UniqueConstraint("book", "year", "number", name="certified_copy_number"),
)

sa.Index(
    "certified_copy_live", _COPY.c.document_id, unique=True, sqlite_where=_COPY.c.stage != "void",
    postgresql_where=_COPY.c.stage != "void",
)

sa.Table(
    "register_number", _SCHEMA,
    sa.Column("book", sa.Text, primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
)

sa.Table(
    "refusal", _SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False),
    sa.Column("grounds", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
)

sa.Table(
    "signer", _SCHEMA, _key(),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("certificate", sa.Text, nullable=False),
    sa.Column("der", sa.LargeBinary, nullable=False),
    sa.Column("on_behalf", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)

_GUARDS = (
    ("certified_copy_kept", "DELETE", "entries of the register are kept"),
    ("certified_copy_numbered", "UPDATE OF book, year, number", "numbers of the register never change"),
)

_NEW = ("certified_copy", "register_number", "refusal", "signer")


def upgrade() -> None:
    """Make the tables of the register, the guards of its entries, and the place for when a dossier was handed over."""
    connection = op.get_bind()
    _SCHEMA.create_all(connection, tables=[_SCHEMA.tables[name] for name in _NEW])
    op.add_column("dossier", sa.Column("handed_over_at", sa.Text))
    for name, act, words in _GUARDS:
        refuse(connection, name, act, "certified_copy", words)
