"""The chain of each book: every state of every entry as a line tied to the one before (chuỗi băm của sổ).

Entries that were written before have their states told anew, in the order of their moments; what was between cannot
be told any more. Lines are never changed and never deleted: triggers see to it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from desk.store.migrations.guards import refuse

revision = "0004"
down_revision = "0003"

_GENESIS = "0" * 64

_GUARDS = (("register_line_kept", "DELETE"), ("register_line_unchanged", "UPDATE"))

_FACTS = (
    "number", "certified_at", "requester", "requester_number", "title", "officer", "officer_title", "pages", "copies",
    "fee", "note", "source",
)  # fmt: skip

_ENTRIES = sa.text("SELECT * FROM certified_copy WHERE book = :book AND year = :year ORDER BY number")


def upgrade() -> None:
    """Make the table of lines and begin the chain of each book there is."""
    lines = op.create_table(
        "register_line",
        sa.Column("book", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_index("register_line_number", "register_line", ["book", "year", "number"])
    op.add_column("register_number", sa.Column("lines", sa.Integer, nullable=False, server_default="0"))
    op.add_column("register_number", sa.Column("head", sa.Text, nullable=False, server_default=_GENESIS))
    op.add_column("register_number", sa.Column("closed_at", sa.Text))
    connection = op.get_bind()
    for name, act in _GUARDS:
        refuse(connection, name, act, "register_line", "lines of the register are kept as they are")
    for book, year in connection.exec_driver_sql("SELECT book, year FROM register_number").all():
        rows = [*_chained(book, year, connection.execute(_ENTRIES, {"book": book, "year": year}).mappings())]
        if rows:
            connection.execute(lines.insert(), rows)
            head = {"lines": len(rows), "head": rows[-1]["hash"], "book": book, "year": year}
            connection.execute(
                sa.text("UPDATE register_number SET lines = :lines, head = :head WHERE book = :book AND year = :year"),
                head,
            )


def _chained(book: str, year: int, entries: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield the lines of a book, linked as desk.model.chain links them at this revision."""
    previous = _GENESIS
    told = [state for entry in entries for state in _states(entry)]
    for place, (at, number, facts) in enumerate(sorted(told, key=lambda state: (state[0], state[1])), 1):
        body = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        text = json.dumps([book, year, place, at, "entry", body], ensure_ascii=False, separators=(",", ":"))
        previous = hashlib.sha256((previous + text).encode()).hexdigest()
        yield {
            "book": book, "year": year, "place": place, "at": at, "kind": "entry", "number": number, "body": body,
            "hash": previous,
        }  # fmt: skip


def _states(entry: Any) -> Iterator[tuple[str, int, dict[str, Any]]]:  # noqa: ANN401 -- a row of any driver
    """Yield an entry as it was numbered, as it was finished, and as it was made void, as far as it came."""
    facts = {name: entry[name] for name in _FACTS}
    numbered = {**facts, "state": "numbered", "file": None, "voided_reason": None}
    yield entry["certified_at"], entry["number"], numbered
    if entry["finished_at"] is not None:
        yield entry["finished_at"], entry["number"], {**numbered, "state": "finished", "file": entry["file"]}
    if entry["stage"] == "void":
        voided = {**numbered, "state": "void", "file": entry["file"], "voided_reason": entry["voided_reason"]}
        yield entry["voided_at"], entry["number"], voided
