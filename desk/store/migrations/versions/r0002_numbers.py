"""Document numbers in a column of their own, so that 1/QĐ-UBND is found among all that is numbered 1."""

import zlib

import sqlalchemy as sa
from alembic import op

from desk.store.index import number_rows
from ocr.vietnamese import fold

revision = "0002"
down_revision = "0001"

_ID = sa.Integer().with_variant(sa.BigInteger(), "postgresql")

_TEXTS = sa.text(
    "SELECT document_id, title, body FROM searched WHERE document_id > :after ORDER BY document_id LIMIT 500"
)


def upgrade() -> None:
    """Make the table and fill it from the texts that are searched; it can be made anew from them at any time."""
    numbers = op.create_table(
        "document_number",
        sa.Column("document_id", _ID, sa.ForeignKey("document.id"), primary_key=True),
        sa.Column("number", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
        sa.Column("own", sa.Boolean, nullable=False),
    )
    op.create_index("ix_document_number_number", "document_number", ["number"])
    connection = op.get_bind()
    after = 0
    while texts := connection.execute(_TEXTS, {"after": after}).all():
        rows = [row for each in texts for row in number_rows(each[0], fold(each[1]), fold(_unpacked(each[2])))]
        if rows:
            connection.execute(numbers.insert(), rows)
        after = texts[-1][0]


def _unpacked(body: bytes) -> str:
    return zlib.decompress(body).decode()
