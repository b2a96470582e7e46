"""What officers did that can be taken back, and what they accepted of a paper that is not confirmed yet."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_SCHEMA = sa.MetaData()

_ID = sa.Integer().with_variant(sa.BigInteger(), "postgresql")

sa.Table("officer", _SCHEMA, sa.Column("id", _ID, primary_key=True))

_DEED = sa.Table(
    "deed", _SCHEMA,
    sa.Column("id", _ID, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("scope", sa.Text, nullable=False, index=True),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("desk", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("undone_at", sa.Text),
    sa.Column("undone_by", sa.ForeignKey("officer.id")),
)

_DRAFT = sa.Table(
    "draft", _SCHEMA,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("accepted", sa.Boolean, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)


def upgrade() -> None:
    """Make the two tables."""
    _SCHEMA.create_all(op.get_bind(), tables=[_DEED, _DRAFT])
