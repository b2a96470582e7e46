"""Counting for the day's board (số liệu), in rows: a few statements, none of which reads a person's name.

Times are kept as ISO 8601 text in UTC, so that their order is that of the instants. A bound is cut to the second: it is
then the beginning of every text of that second, and stands before it in the order of any database. Vietnam is a whole
number of hours from UTC, so an hour there is an hour here.
"""

import json
from collections import defaultdict
from datetime import UTC, datetime

import sqlalchemy as sa

from desk.model.board import CheckedPapers, DueDossier, MadeCopy, OpenedDossier, TakenPapers, Unsettled
from desk.model.certification import CopyKind, CopyStage
from desk.model.dossier import DossierState
from desk.model.paper import SURE, Stage
from desk.model.procedure import Need, Procedure
from desk.store import tables
from desk.store.coding import get_procedure, get_time, sure_time

_dossier, _document, _copy = tables.dossier.c, tables.document.c, tables.certified_copy.c
_OPEN = [state.value for state in DossierState if state.open]
_HERE = [state.value for state in DossierState if state.here]
_HOUR = 13
"""Letters of a time up to its hour."""


class SqlFigures:
    """What the board counts, inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def opened(self, since: datetime, until: datetime) -> list[OpenedDossier]:
        """List the dossiers received within, oldest first, with what fills their components."""
        within = _within(_dossier.opened_at, since, until) & (_dossier.state != DossierState.REFUSED.value)
        scanned = self._places(
            tables.document, within & (_document.stage != Stage.REMOVED.value) & _document.place.is_not(None)
        )
        reused = self._places(tables.reuse, within & tables.reuse.c.undone_at.is_(None))
        read: dict[str, tuple[Procedure, frozenset[int]]] = {}
        found = list[OpenedDossier]()
        wanted = (_dossier.code, _dossier.procedure, _dossier.opened_at, _dossier.opened_by)
        for row in self._db.execute(sa.select(*wanted).where(within).order_by(_dossier.id)):
            if row.procedure not in read:
                procedure = get_procedure(row.procedure)
                places = frozenset(part.place for part in procedure.components if part.need is not Need.SHOW)
                read[row.procedure] = procedure, places
            procedure, places = read[row.procedure]
            found.append(
                OpenedDossier(
                    procedure.code, procedure.name, sure_time(row.opened_at), row.opened_by, places,
                    frozenset(scanned.get(row.code, ())), frozenset(reused.get(row.code, ())),
                )
            )
        return found

    def _places(self, rows: sa.Table, which: "sa.ColumnElement[bool]") -> dict[str, set[int]]:
        found = defaultdict[str, set[int]](set)
        joined = sa.join(tables.dossier, rows, rows.c.dossier == _dossier.code)
        for row in self._db.execute(sa.select(rows.c.dossier, rows.c.place).select_from(joined).where(which)):
            found[row.dossier].add(row.place)
        return found

    def handed_over(self, since: datetime, until: datetime) -> int:
        """Count the dossiers handed over within, whenever they were received."""
        within = _within(_dossier.handed_over_at, since, until)
        return int(self._db.execute(sa.select(sa.func.count()).where(within)).scalar_one())

    def due(self, since: datetime, until: datetime) -> list[DueDossier]:
        """List the dossiers promised for an hour within that were handed over or are still to be, soonest first."""
        goes_on = _dossier.handed_over_at.is_not(None) | _dossier.state.in_(_HERE)
        wanted = sa.select(_dossier.due_at, _dossier.handed_over_at)
        within = _within(_dossier.due_at, since, until) & goes_on
        found = self._db.execute(wanted.where(within).order_by(_dossier.due_at, _dossier.id))
        return [DueDossier(sure_time(row.due_at), get_time(row.handed_over_at)) for row in found]

    def taken(self, since: datetime, until: datetime) -> list[TakenPapers]:
        """Count the papers taken in within, by hour and officer; those in the tray are none."""
        hour = sa.func.substr(_document.made_at, 1, _HOUR).label("hour")
        there = _within(_document.made_at, since, until) & (_document.stage != Stage.REMOVED.value)
        page = tables.page.c
        papers = sa.select(hour, _document.made_by, sa.func.count().label("papers")).where(there)
        sides = (
            sa.select(
                hour, _document.made_by, sa.func.count().label("sides"),
                sa.func.sum(sa.case((page.reading.is_not(None), 1), else_=0)).label("read"),
            )
            .select_from(sa.join(tables.document, tables.page, page.document_id == _document.id))
            .where(there & ~page.removed)
        )  # fmt: skip
        of_side = {
            (row.hour, row.made_by): (int(row.sides), int(row.read))
            for row in self._db.execute(sides.group_by(hour, _document.made_by))
        }
        return [
            TakenPapers(
                datetime.fromisoformat(f"{row.hour}:00:00").replace(tzinfo=UTC), row.made_by, int(row.papers),
                *of_side.get((row.hour, row.made_by), (0, 0)),
            )
            for row in self._db.execute(papers.group_by(hour, _document.made_by).order_by(hour, _document.made_by))
        ]

    def checked(self, since: datetime, until: datetime) -> list[CheckedPapers]:
        """Count, by officer, the papers confirmed within and the fields in them that the machine had doubted."""
        field = tables.field.c
        done = _within(_document.confirmed_at, since, until) & (_document.stage == Stage.CONFIRMED.value)
        doubted = field.read.is_(None) | (field.confidence < SURE)
        changed = sa.func.coalesce(field.read, "") != sa.func.coalesce(field.value, "")
        counted = sa.select(_document.confirmed_by, sa.func.count().label("papers")).where(done)
        fields = (
            sa.select(
                _document.confirmed_by, sa.func.count().label("doubts"),
                sa.func.sum(sa.case((changed, 1), else_=0)).label("corrected"),
            )
            .select_from(sa.join(tables.document, tables.field, field.document_id == _document.id))
            .where(done & field.confirmed_by.is_not(None) & doubted)
        )  # fmt: skip
        of_fields = {
            row.confirmed_by: (int(row.doubts), int(row.corrected))
            for row in self._db.execute(fields.group_by(_document.confirmed_by))
        }
        return [
            CheckedPapers(row.confirmed_by, int(row.papers), *of_fields.get(row.confirmed_by, (0, 0)))
            for row in self._db.execute(counted.group_by(_document.confirmed_by).order_by(_document.confirmed_by))
        ]

    def copies(self, since: datetime, until: datetime) -> list[MadeCopy]:
        """List the copies whose number was taken within, void ones too, oldest first."""
        wanted = (
            _copy.certified_at, _copy.made_by, _copy.kind, _copy.stage, _copy.copies, _copy.pages, _copy.fee,
            _copy.comparison, _copy.finished_at,
        )  # fmt: skip
        within = _within(_copy.certified_at, since, until)
        return [
            MadeCopy(
                certified_at=sure_time(row.certified_at), made_by=row.made_by, kind=CopyKind(row.kind),
                stage=CopyStage(row.stage), copies=row.copies, pages=row.pages, fee=row.fee,
                compared_s=float(json.loads(row.comparison)["seconds"]), finished_at=get_time(row.finished_at),
            )
            for row in self._db.execute(sa.select(*wanted).where(within).order_by(_copy.id))
        ]

    def unsettled(self, now: datetime, day_ends: datetime) -> Unsettled:
        """Count what waits at `now`; what is due before `day_ends` waits too."""
        copies = self._waiting_copies()
        first, papers = self._unchecked()
        due = _dossier.handed_over_at.is_(None) & _dossier.state.in_(_HERE) & (_dossier.due_at < _bound(day_ends))
        late = sa.func.sum(sa.case((_dossier.due_at < _bound(now), 1), else_=0))
        counted = self._db.execute(sa.select(sa.func.count(), late).where(due)).one()
        soonest = sa.select(_dossier.code, _dossier.due_at).where(due).order_by(_dossier.due_at, _dossier.id).limit(1)
        next_due = self._db.execute(soonest).one_or_none()
        stamps = copies.get(CopyStage.WAITING, 0)
        return Unsettled(
            stamps=stamps, people=sum(copies.values()) - stamps, unchecked=papers, unchecked_in=first,
            due=int(counted[0]), late=int(counted[1] or 0),
            due_first=next_due.code if next_due is not None else "",
            due_first_at=sure_time(next_due.due_at) if next_due is not None else None,
        )

    def _waiting_copies(self) -> dict[CopyStage, int]:
        stages = [stage.value for stage in (CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING)]
        rows = self._db.execute(
            sa.select(_copy.stage, sa.func.count()).where(_copy.stage.in_(stages)).group_by(_copy.stage)
        )
        return {CopyStage(stage): int(count) for stage, count in rows}

    def _unchecked(self) -> tuple[str, int]:
        """Return the dossier of the oldest paper that nobody checked, and how many there are."""
        joined = sa.join(tables.document, tables.dossier, _document.dossier == _dossier.code)
        waits = (_document.stage == Stage.READ.value) & _dossier.state.in_(_OPEN)
        oldest = sa.select(_document.dossier).select_from(joined).where(waits).order_by(_document.id).limit(1)
        counted = self._db.execute(sa.select(sa.func.count()).select_from(joined).where(waits)).scalar_one()
        return self._db.execute(oldest).scalar_one_or_none() or "", int(counted)


def _bound(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()


def _within(column: "sa.ColumnElement[str]", since: datetime, until: datetime) -> "sa.ColumnElement[bool]":
    return (column >= _bound(since)) & (column < _bound(until))
