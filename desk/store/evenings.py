"""Batches of the end of the day, in rows."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from desk.errors import SecrecyMarked
from desk.model.arranging import Act
from desk.model.cutting import Piece
from desk.model.evening import Batch, BatchState, CutRules, Side
from desk.model.paper import Stage
from desk.model.values import Digest
from desk.store import tables
from desk.store.coding import get_reading, get_time, put_reading, put_time, sure_time
from desk.store.evening_coding import get_act, get_guess, get_piece, put_act, put_guess, put_piece
from ocr.page import DocumentReading

_AT_ONCE = 200
"""Keys asked for in one statement."""

_READ = ("turn", "blank", "fault", "reading")
_OWN = tables.evening_side.c.reading.is_not(None) & tables.evening_side.c.blank.is_(None)
_LIGHT = [*(column for column in tables.evening_side.c if column.name != "reading"), _OWN.label("own")]


class SqlEvenings:
    """Batches inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, batch: Batch) -> Batch:
        """Add a batch and return it with its id; one of the same key is given back as it is."""
        rows = tables.evening_batch
        there = self._one(rows.c.key == batch.key)
        if there is not None:
            return there
        return _batch(self._db.execute(rows.insert().returning(rows), _batch_row(batch)).one())

    def get(self, batch_id: int) -> Batch | None:
        """Return a batch, or None."""
        return self._one(tables.evening_batch.c.id == batch_id)

    def _one(self, which: "sa.ColumnElement[bool]") -> Batch | None:
        row = self._db.execute(sa.select(tables.evening_batch).where(which)).one_or_none()
        return _batch(row) if row is not None else None

    def update(self, batch: Batch) -> None:
        """Keep a changed batch; its pointer moves by `act` and `point` alone."""
        rows = tables.evening_batch
        values = {name: value for name, value in _batch_row(batch).items() if name != "pointer"}
        self._db.execute(rows.update().where(rows.c.id == batch.id).values(values))

    def since(self, moment: datetime | None = None) -> list[Batch]:
        """List the batches made since a moment, newest first."""
        rows = tables.evening_batch
        which = rows.c.made_at >= put_time(moment) if moment is not None else sa.true()
        return [_batch(row) for row in self._db.execute(sa.select(rows).where(which).order_by(rows.c.id.desc()))]

    def add_side(self, side: Side) -> Side:
        """Add a side at the end and return it with its place; one of this origin and number is given back as it is."""
        rows = tables.evening_side
        of_batch = rows.c.batch_id == side.batch_id
        same = of_batch & (rows.c.origin_digest == side.origin_digest) & (rows.c.number == side.number)
        there = self._db.execute(sa.select(*_LIGHT).where(same)).mappings().one_or_none()
        if there is not None:
            return _side(there)
        last: int | None = self._db.execute(sa.select(sa.func.max(rows.c.place)).where(of_batch)).scalar_one()
        added = replace(side, place=(last or 0) + 1)
        self._db.execute(rows.insert(), _side_row(added))
        return added

    def sides(self, batch_id: int, places: Sequence[int] | None = None) -> list[Side]:
        """List a batch's sides in order, without their readings; with `places` those alone that are named."""
        rows = tables.evening_side
        which, found = rows.c.batch_id == batch_id, list[Side]()
        named = sorted(places or ())
        parts = [which & rows.c.place.in_(named[n : n + _AT_ONCE]) for n in range(0, len(named), _AT_ONCE)]
        for some in parts if places is not None else [which]:
            asked = sa.select(*_LIGHT).where(some).order_by(rows.c.place)
            found += [_side(row) for row in self._db.execute(asked).mappings()]
        return found

    def readings(self, batch_id: int, places: Sequence[int]) -> list[Side]:
        """Return sides with their readings, in the order of the places."""
        rows, found = tables.evening_side, {}
        for start in range(0, len(places), _AT_ONCE):
            which = (rows.c.batch_id == batch_id) & rows.c.place.in_(places[start : start + _AT_ONCE])
            for row in self._db.execute(sa.select(*_LIGHT, rows.c.reading).where(which)).mappings():
                found[row["place"]] = replace(_side(row), reading=get_reading(row["reading"]))
        return [found[place] for place in places if place in found]

    def update_side(self, side: Side) -> None:
        """Keep what was read of a side."""
        rows, row = tables.evening_side, _side_row(side)
        which = (rows.c.batch_id == side.batch_id) & (rows.c.place == side.place)
        self._db.execute(rows.update().where(which).values({name: row[name] for name in _READ}))

    def add_piece(self, batch_id: int, piece: Piece) -> None:
        """Append what was cut; a piece that is there already is left as it is."""
        rows = tables.evening_piece
        which = (rows.c.batch_id == batch_id) & (rows.c.last == piece.last)
        if self._db.execute(sa.select(rows.c.last).where(which)).one_or_none() is None:
            self._db.execute(rows.insert(), {"batch_id": batch_id, "last": piece.last, "body": put_piece(piece)})

    def pieces(self, batch_id: int) -> list[Piece]:
        """List what was cut, in order."""
        rows = tables.evening_piece
        found = self._db.execute(sa.select(rows.c.body).where(rows.c.batch_id == batch_id).order_by(rows.c.last))
        return [get_piece(body) for body in found.scalars()]

    def act(self, batch_id: int, act: Act, by: int, at: datetime) -> int:
        """Append an act behind the last one that holds and return its number; the pointer moves to it."""
        rows = tables.evening_act
        last: int | None = self._db.execute(
            sa.select(sa.func.max(rows.c.number)).where(rows.c.batch_id == batch_id)
        ).scalar_one()
        number = (last or 0) + 1
        row = {
            "batch_id": batch_id, "number": number, "before": self._pointer(batch_id), "body": put_act(act), "by": by,
            "at": put_time(at),
        }
        self._db.execute(rows.insert(), row)
        self._point_at(batch_id, number)
        return number

    def acts(self, batch_id: int) -> list[Act]:
        """List the acts that hold, in order."""
        rows = tables.evening_act
        told = {row.number: row for row in self._db.execute(sa.select(rows).where(rows.c.batch_id == batch_id))}
        holding, number = [], self._pointer(batch_id)
        while number:
            holding.append(get_act(told[number].body))
            number = told[number].before
        return holding[::-1]

    def point(self, batch_id: int, *, forward: bool) -> bool:
        """Move the pointer one act back, or forward to the newest act behind it; False when there is none."""
        back, ahead = self._neighbours(batch_id)
        to = ahead if forward else back
        if to is not None:
            self._point_at(batch_id, to)
        return to is not None

    def ahead(self, batch_id: int) -> tuple[bool, bool]:
        """Tell whether an act can be undone, and whether one can be done again."""
        back, ahead = self._neighbours(batch_id)
        return back is not None, ahead is not None

    def _neighbours(self, batch_id: int) -> tuple[int | None, int | None]:
        rows, pointer = tables.evening_act, self._pointer(batch_id)
        mine = rows.c.batch_id == batch_id
        back = sa.select(rows.c.before).where(mine & (rows.c.number == pointer))
        ahead = sa.select(sa.func.max(rows.c.number)).where(mine & (rows.c.before == pointer))
        return self._db.execute(back).scalar_one_or_none(), self._db.execute(ahead).scalar_one()

    def _pointer(self, batch_id: int) -> int:
        rows = tables.evening_batch
        return int(self._db.execute(sa.select(rows.c.pointer).where(rows.c.id == batch_id)).scalar_one())

    def _point_at(self, batch_id: int, number: int) -> None:
        rows = tables.evening_batch
        self._db.execute(rows.update().where(rows.c.id == batch_id).values(pointer=number))

    def put_guess(self, batch_id: int, key: str, guess: DocumentReading) -> None:
        """Keep what sides were understood as, under a key of the sides; the same key again replaces it."""
        rows = tables.evening_guess
        self._db.execute(rows.delete().where((rows.c.batch_id == batch_id) & (rows.c.key == key)))
        self._db.execute(rows.insert(), {"batch_id": batch_id, "key": key, "body": put_guess(guess)})

    def guesses(self, batch_id: int, key: str | None = None) -> dict[str, DocumentReading]:
        """Return what was understood so far, by key; of one key alone when it is named."""
        rows = tables.evening_guess
        which = rows.c.batch_id == batch_id
        named = which if key is None else which & (rows.c.key == key)
        found = self._db.execute(sa.select(rows.c.key, rows.c.body).where(named))
        return {row.key: get_guess(row.body) for row in found}

    def forget(self, digests: Collection[Digest]) -> None:
        """Forget the words of sides with these bytes, in every batch: they are under a mark of secrecy.

        Their readings go, and so does all that their batches' sides were understood as, but for marks of secrecy.

        Law: docs/law.md#secrecy
        """
        rows, told, wanted = tables.evening_side, tables.evening_guess, sorted(digests)
        batches: set[int] = set()
        for start in range(0, len(wanted), _AT_ONCE):
            which = rows.c.digest.in_(wanted[start : start + _AT_ONCE])
            batches.update(self._db.execute(sa.select(rows.c.batch_id).where(which)).scalars())
            self._db.execute(rows.update().where(which).values(reading=None, fault=SecrecyMarked.code))
        for batch_id in sorted(batches):
            for key, guess in self.guesses(batch_id).items():
                if guess.secrecy is None:
                    self._db.execute(told.delete().where((told.c.batch_id == batch_id) & (told.c.key == key)))

    def filed(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the documents made under intake keys that are not in the tray."""
        rows, found = tables.document, {}
        for start in range(0, len(keys), _AT_ONCE):
            which = rows.c.intake_key.in_(keys[start : start + _AT_ONCE]) & (rows.c.stage != Stage.REMOVED.value)
            for row in self._db.execute(sa.select(rows.c.intake_key, rows.c.id).where(which)):
                found[row.intake_key] = row.id
        return found


def _batch_row(batch: Batch) -> dict[str, object]:
    return {
        "key": batch.key, "source": batch.source, "rules": batch.rules.text, "dossier": batch.dossier,
        "state": batch.state.value, "pointer": batch.pointer, "work_s": batch.work_s,
        "made_at": put_time(batch.made_at), "made_by": batch.made_by, "read_at": put_time(batch.read_at),
    }


def _batch(row: "sa.Row[tuple[object, ...]]") -> Batch:
    return Batch(
        key=row.key, source=row.source, rules=CutRules.of(row.rules), made_at=sure_time(row.made_at),
        made_by=row.made_by, dossier=row.dossier, state=BatchState(row.state), pointer=row.pointer,
        work_s=row.work_s, read_at=get_time(row.read_at), id=row.id,
    )


def _side_row(side: Side) -> dict[str, object]:
    plain = (
        "batch_id", "place", "origin", "origin_digest", "number", "digest", "media", "width_px", "height_px", "dpi",
        "hint", "alone", "duplex", "turn", "blank", "fault",
    )  # fmt: skip
    return {**{name: getattr(side, name) for name in plain}, "reading": put_reading(side.reading)}


def _side(row: sa.RowMapping) -> Side:
    return Side(**{**{column.name: row[column.name] for column in _LIGHT}, "own": bool(row["own"])})
