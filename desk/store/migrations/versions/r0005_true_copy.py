"""Copies of more than one kind, and the clerk's signature on digitised papers.

True copies of administrative documents (sao y, sao lục, trích sao) are entries of a book of their own beside those of
certification; that a paper has one certified copy which is not void says nothing of them.
"""

import sqlalchemy as sa
from alembic import op

from desk.store.migrations.guards import refuse

revision = "0005"
down_revision = "0004"

_ID = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    """Give each entry its kind, bind the one live copy to certification, make the table of the clerks' signatures."""
    op.add_column("certified_copy", sa.Column("kind", sa.Text, nullable=False, server_default="certified"))
    op.drop_index("certified_copy_live", "certified_copy")
    live = sa.text("stage != 'void' AND kind = 'certified'")
    op.create_index(
        "certified_copy_live", "certified_copy", ["document_id"], unique=True, sqlite_where=live, postgresql_where=live
    )
    op.create_table(
        "component_signature",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("document_id", _ID, sa.ForeignKey("document.id"), nullable=False, index=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("officer_id", _ID, sa.ForeignKey("officer.id"), nullable=False),
        sa.Column("certificate", sa.Text, nullable=False),
        sa.Column("signed_at", sa.Text, nullable=False),
        sa.Column("signed", sa.Text, nullable=False),
        sa.Column("file", sa.Text),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("lacking", sa.Text),
    )
    words = "the kind of an entry never changes"
    refuse(op.get_bind(), "certified_copy_kind", "UPDATE OF kind", "certified_copy", words)
