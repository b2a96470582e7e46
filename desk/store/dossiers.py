"""Dossiers and what their components hold, in rows."""

from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa

from desk.model.dossier import Dossier, DossierState
from desk.model.reuse import Outcome, Reuse
from desk.ports import Outstanding
from desk.store import tables
from desk.store.coding import get_procedure, get_time, put_procedure, put_time, sure_time
from desk.store.documents import document_of
from desk.store.outstanding import handed_over, outstanding

_ADD = tables.dossier.insert().returning(tables.dossier.c.id)
_NEXT = sa.text(
    "INSERT INTO dossier_day (day, last) VALUES (:day, 1)"
    " ON CONFLICT (day) DO UPDATE SET last = dossier_day.last + 1 RETURNING last"
)
"""One statement, so that two desks that open a day together wait for one another."""



class SqlDossiers:
    """Dossiers inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def next_number(self, day: date) -> int:
        """Take the next number of a day; the row stays locked until commit, a rolled-back number is given again."""
        return int(self._db.execute(_NEXT, {"day": day.isoformat()}).scalar_one())

    def add(self, dossier: Dossier) -> Dossier:
        """Add a dossier and return it with its id."""
        return replace(dossier, id=self._db.execute(_ADD, _row(dossier)).scalar_one())

    def by_code(self, code: str) -> Dossier | None:
        """Find by code, case ignored."""
        rows = tables.dossier
        row = self._db.execute(sa.select(rows).where(rows.c.code == code.upper())).one_or_none()
        return _dossier(row) if row is not None else None

    def update(self, dossier: Dossier) -> None:
        """Keep a changed dossier."""
        rows = tables.dossier
        self._db.execute(rows.update().where(rows.c.code == dossier.code).values(_row(dossier)))

    def recent(self, limit: int = 50) -> list[Dossier]:
        """List the newest first."""
        rows = tables.dossier
        return [_dossier(row) for row in self._db.execute(sa.select(rows).order_by(rows.c.id.desc()).limit(limit))]

    def with_code(self, part: str, limit: int = 20) -> list[Dossier]:
        """List those whose code holds this part, case ignored, newest first; none for an empty part."""
        rows, wanted = tables.dossier, part.strip().upper()
        if not wanted or not wanted.isprintable():
            return []
        held = rows.c.code.contains(wanted, autoescape=True)
        found = self._db.execute(sa.select(rows).where(held).order_by(rows.c.id.desc()).limit(limit))
        return [_dossier(row) for row in found]

    def of_citizen(self, citizen_id: int) -> list[Dossier]:
        """List a citizen's dossiers, newest first."""
        rows = tables.dossier
        owned = sa.select(rows).where(rows.c.citizen_id == citizen_id).order_by(rows.c.id.desc())
        return [_dossier(row) for row in self._db.execute(owned)]

    def outstanding(self) -> list[Outstanding]:
        """List the dossiers that are open, or done and not handed over, oldest first, with what stands in each."""
        return outstanding(self._db, _dossier, document_of)

    def handed_over(self, since: datetime, limit: int = 200) -> list[tuple[Dossier, str]]:
        """List the dossiers handed over since a moment with the names of their citizens, newest first."""
        return handed_over(self._db, _dossier, since, limit)

    def shown(self, code: str) -> dict[int, datetime]:
        """Return the components whose paper was shown, with the time."""
        rows = tables.shown
        found = self._db.execute(sa.select(rows.c.place, rows.c.at).where(rows.c.dossier == code))
        return {row.place: sure_time(row.at) for row in found}

    def set_shown(self, code: str, place: int, at: datetime | None) -> None:
        """Mark a component as shown, or take the mark back."""
        rows = tables.shown
        self._db.execute(rows.delete().where((rows.c.dossier == code) & (rows.c.place == place)))
        if at is not None:
            self._db.execute(rows.insert().values(dossier=code, place=place, at=put_time(at)))

    def reuses(self, code: str) -> list[Reuse]:
        """List the reuses in force of a dossier."""
        rows = tables.reuse
        in_force = (rows.c.dossier == code) & rows.c.undone_at.is_(None)
        return [_reuse(row) for row in self._db.execute(sa.select(rows).where(in_force).order_by(rows.c.id))]

    def add_reuse(self, reuse: Reuse) -> Reuse:
        """Record a reuse and return it with its id."""
        rows = tables.reuse
        added = self._db.execute(
            rows.insert()
            .values(
                dossier=reuse.dossier, place=reuse.place, document_id=reuse.document_id, by=reuse.by,
                at=put_time(reuse.at), rules=reuse.rules, outcome=reuse.outcome.value, reason=reuse.reason,
            )
            .returning(rows)
        )
        return _reuse(added.one())

    def get_reuse(self, reuse_id: int) -> Reuse | None:
        """Return a reuse, also an undone one."""
        rows = tables.reuse
        row = self._db.execute(sa.select(rows).where(rows.c.id == reuse_id)).one_or_none()
        return _reuse(row) if row is not None else None

    def undo_reuse(self, reuse_id: int, at: datetime) -> None:
        """Take a reuse back; the row stays."""
        rows = tables.reuse
        self._db.execute(rows.update().where(rows.c.id == reuse_id).values(undone_at=put_time(at)))


def _row(dossier: Dossier) -> dict[str, object]:
    return {
        "code": dossier.code, "citizen_id": dossier.citizen_id, "procedure_code": dossier.procedure.code,
        "procedure": put_procedure(dossier.procedure), "catalogue": dossier.catalogue, "state": int(dossier.state),
        "opened_at": put_time(dossier.opened_at), "opened_by": dossier.opened_by, "due_at": put_time(dossier.due_at),
        "receipt": dossier.receipt, "submitter": dossier.submitter, "handed_over_at": put_time(dossier.handed_over_at),
    }


def _dossier(row: "sa.Row[tuple[object, ...]]") -> Dossier:
    return Dossier(
        code=row.code, citizen_id=row.citizen_id, procedure=get_procedure(row.procedure), catalogue=row.catalogue,
        opened_at=sure_time(row.opened_at), opened_by=row.opened_by, state=DossierState(row.state),
        due_at=get_time(row.due_at), receipt=row.receipt, submitter=row.submitter,
        handed_over_at=get_time(row.handed_over_at), id=row.id,
    )


def _reuse(row: "sa.Row[tuple[object, ...]]") -> Reuse:
    return Reuse(
        dossier=row.dossier, place=row.place, document_id=row.document_id, by=row.by, at=sure_time(row.at),
        rules=row.rules, outcome=Outcome(row.outcome), reason=row.reason, undone_at=get_time(row.undone_at), id=row.id,
    )
