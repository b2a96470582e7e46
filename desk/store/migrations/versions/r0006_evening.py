"""Batches of the end of the day: sides, what was cut, acts on that, what was understood.

Acts are only ever appended; which of them hold is told by the pointer of the batch.
"""

import sqlalchemy as sa
from alembic import op

from desk.store.migrations.guards import refuse

revision = "0006"
down_revision = "0005"

_SCHEMA = sa.MetaData()

_ID = sa.Integer().with_variant(sa.BigInteger(), "postgresql")

sa.Table("officer", _SCHEMA, sa.Column("id", _ID, primary_key=True))


def _key() -> sa.Column[int]:
    return sa.Column("id", _ID, primary_key=True, autoincrement=True)


_BATCH = sa.Table(
    "evening_batch", _SCHEMA, _key(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),
    sa.Column("dossier", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("pointer", sa.Integer, nullable=False),
    sa.Column("work_s", sa.Float, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("made_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("read_at", sa.Text),
)

_SIDE = sa.Table(
    "evening_side", _SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("origin_digest", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("media", sa.Text, nullable=False),
    sa.Column("width_px", sa.Integer, nullable=False),
    sa.Column("height_px", sa.Integer, nullable=False),
    sa.Column("dpi", sa.Float, nullable=False),
    sa.Column("hint", sa.Integer, nullable=False),
    sa.Column("alone", sa.Boolean, nullable=False),
    sa.Column("duplex", sa.Boolean),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("blank", sa.Boolean),
    sa.Column("fault", sa.Text),
    sa.Column("reading", sa.LargeBinary),
    sa.UniqueConstraint("batch_id", "origin_digest", "number", name="evening_side_origin"),
)

_PIECE = sa.Table(
    "evening_piece", _SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("last", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
)

_ACT = sa.Table(
    "evening_act", _SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("before", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)

_GUESS = sa.Table(
    "evening_guess", _SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)


def upgrade() -> None:
    """Make the five tables; acts are neither changed nor deleted."""
    connection = op.get_bind()
    _SCHEMA.create_all(connection, tables=[_BATCH, _SIDE, _PIECE, _ACT, _GUESS])
    for act in ("DELETE", "UPDATE"):
        refuse(connection, f"evening_act_{act.lower()}", act, "evening_act", "acts of the end of the day are kept")
