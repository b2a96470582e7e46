"""The unit of work (một giao dịch): rows, journal and index together, rolled back unless committed."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from types import TracebackType

import sqlalchemy as sa

from desk.model.events import Event
from desk.model.procedure import Catalogue
from desk.model.values import Json
from desk.ports import (
    Chains,
    Citizens,
    Copies,
    Deeds,
    Documents,
    Dossiers,
    Drafts,
    Evenings,
    Figures,
    Index,
    Journal,
    Listener,
    Officers,
)
from desk.store import tables
from desk.store.audit import SqlJournal
from desk.store.coding import get_catalogue, put_catalogue
from desk.store.engine import begin_reading, begin_writing, end_reading, roll_back, settle
from desk.store.people import SqlCitizens, SqlOfficers

_LATER = {
    "dossiers": ("dossiers", "SqlDossiers"), "documents": ("documents", "SqlDocuments"),
    "copies": ("copies", "SqlCopies"), "chains": ("chains", "SqlChains"), "evenings": ("evenings", "SqlEvenings"),
    "deeds": ("deeds", "SqlDeeds"), "drafts": ("deeds", "SqlDrafts"), "index": ("index", "SqlIndex"),
}  # fmt: skip
"""Parts of a unit that are loaded with the first one to use them: module and class."""


class SqlUnitOfWork:
    """One transaction over one connection; made by `desk.store.opening`, entered once.

    A writing unit holds the writer's place from its first moment, so that what it reads is still true when it writes.
    A reading unit waits for nobody and cannot write.
    """

    officers: Officers
    citizens: Citizens
    dossiers: Dossiers
    documents: Documents
    copies: Copies
    chains: Chains
    evenings: Evenings
    deeds: Deeds
    drafts: Drafts
    index: Index
    journal: Journal

    def __init__(self, engine: sa.Engine, listeners: Sequence[Listener], *, reading: bool = False) -> None:
        self._engine = engine
        self._listeners = listeners
        self._reading = reading
        self._events: list[Event] = []

    def __enter__(self) -> "SqlUnitOfWork":
        self._db = self._engine.connect()
        try:
            (begin_reading if self._reading else begin_writing)(self._db)
        except BaseException:
            self._db.close()
            raise
        self.officers, self.citizens = SqlOfficers(self._db), SqlCitizens(self._db)
        self.journal = self._journal = SqlJournal(self._db)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._db.closed:
            return
        try:
            roll_back(self._db)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Give the connection back, so that a statement after the end is an error and not a transaction of its own."""
        try:
            if self._reading:
                end_reading(self._db)
        finally:
            self._db.close()

    def __getattr__(self, name: str) -> object:
        """Make what is not asked for at the door of an office when it is first asked for."""
        if name not in _LATER:
            raise AttributeError(name)
        module, made = _LATER[name]
        needs = (self._db, self.chains) if name == "copies" else (self._db,)
        part = getattr(import_module(f"desk.store.{module}"), made)(*needs)
        setattr(self, name, part)
        return part

    @property
    def figures(self) -> Figures:
        """Return what the board counts."""
        from desk.store.figures import SqlFigures  # most units count nothing

        return SqlFigures(self._db)

    def record(self, event: Event) -> None:
        """Append an event to the journal in this transaction."""
        self._journal.append(event)
        self._events.append(event)

    def setting(self, key: str) -> Json:
        """Return a setting of the office, or None."""
        rows = tables.setting
        text = self._db.execute(sa.select(rows.c.value).where(rows.c.key == key)).scalar_one_or_none()
        value: Json = json.loads(text) if text is not None else None
        return value

    def set_setting(self, key: str, value: Json) -> None:
        """Keep a setting of the office."""
        rows = tables.setting
        self._db.execute(rows.delete().where(rows.c.key == key))
        self._db.execute(rows.insert().values(key=key, value=json.dumps(value, ensure_ascii=False)))

    def put_catalogue(self, catalogue: Catalogue) -> None:
        """Keep a catalogue of procedures under its version; the same version again replaces it."""
        rows = tables.catalogue
        self._db.execute(rows.delete().where(rows.c.version == catalogue.version))
        self._db.execute(
            rows.insert().values(
                version=catalogue.version, effective_from=catalogue.effective_from.isoformat(),
                imported_at=datetime.now(UTC).isoformat(),  # noqa: TID251 -- orders packs of one day, no act of the office
                pack=put_catalogue(catalogue),
            )
        )

    def catalogue(self, on: date) -> Catalogue | None:
        """Return the newest catalogue in force on a day."""
        rows = tables.catalogue
        newest = (
            sa.select(rows.c.pack)
            .where(rows.c.effective_from <= on.isoformat())
            .order_by(rows.c.effective_from.desc(), rows.c.imported_at.desc())
            .limit(1)
        )
        text = self._db.execute(newest).scalar_one_or_none()
        return get_catalogue(text) if text is not None else None

    def commit(self) -> None:
        """Make everything durable and tell the listeners; nothing more can be done in the unit.

        Raises:
            DiskFull, StoreBusy, StoreReadOnly: nothing of the unit was kept.
            ServerGone: the server went before it answered; whether the unit was kept is to be looked up.
        """
        settle(self._db)
        self._let_go()
        if self._events:
            for listener in self._listeners:
                listener(tuple(self._events))
