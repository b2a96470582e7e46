"""Deeds and drafts, in rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from desk.model.deed import Deed, DeedKind, Draft, PaperState, scope_of_dossier
from desk.model.paper import Page
from desk.model.values import Digest
from desk.store import tables
from desk.store.coding import get_time, put_time, sure_time
from desk.store.deed_coding import get_about, put_about, put_body, with_body
from desk.store.documents import SqlDocuments

_LIGHT = ("document_id", "place", "digest", "media", "width_px", "height_px", "dpi", "hint", "turn", "removed", "id")


class SqlDeeds:
    """Deeds inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection
        self._documents = SqlDocuments(connection)

    def add(self, deed: Deed) -> Deed:
        """Add a deed and return it with its id."""
        rows = tables.deed
        return replace(deed, id=self._db.execute(rows.insert().returning(rows.c.id), _row(deed)).scalar_one())

    def get(self, deed_id: int) -> Deed | None:
        """Return a deed, or None."""
        rows = tables.deed
        row = self._db.execute(sa.select(rows).where(rows.c.id == deed_id)).one_or_none()
        return _deed(row) if row is not None else None

    def of(self, scopes: Sequence[str], limit: int = 200) -> list[Deed]:
        """List the deeds of scopes, newest first, those taken back too."""
        rows = tables.deed
        found = sa.select(rows).where(rows.c.scope.in_(list(scopes))).order_by(rows.c.id.desc()).limit(limit)
        return [_deed(row) for row in self._db.execute(found)]

    def update(self, deed: Deed) -> None:
        """Keep a changed deed."""
        rows = tables.deed
        self._db.execute(rows.update().where(rows.c.id == deed.id).values(_row(deed)))

    def paper(self, document_id: int) -> PaperState | None:
        """Return a paper as it stands, with all its readings as they are packed; None when there is none."""
        document = self._documents.get(document_id)
        if document is None:
            return None
        rows = tables.page
        found = self._db.execute(sa.select(rows).where(rows.c.document_id == document_id).order_by(rows.c.place))
        pages, readings = [], {}
        for row in found.mappings():
            pages.append(Page(**{name: row[name] for name in _LIGHT}))
            readings[row["id"]] = bytes(row["reading"] or b"")
        return PaperState(document, tuple(pages), tuple(self._documents.fields(document_id)), readings)

    def put_papers(self, states: Sequence[PaperState]) -> None:
        """Let papers be as told; between them the states name every side that these papers have or get."""
        rows, pages = tables.page, [page for state in states for page in state.pages]
        packed = {key: one or None for state in states for key, one in state.readings.items()}
        for page in pages:
            # A place belongs to one side: all step out of the way before each takes its own.
            self._db.execute(rows.update().where(rows.c.id == page.id).values(place=-page.id))
        for page in pages:
            row: dict[str, object] = {name: getattr(page, name) for name in ("document_id", "place", "turn", "removed")}
            if page.id in packed:
                row["reading"] = packed[page.id]
            self._db.execute(rows.update().where(rows.c.id == page.id).values(row))
        for state in states:
            self._documents.update(state.document)
            self._documents.put_fields(state.document.id, state.fields)

    def objects(self, document_id: int) -> set[Digest]:
        """Return the PDFs that deeds could give back to a paper."""
        about = [_deed(row) for row in self._db.execute(sa.select(tables.deed).where(_about(document_id)))]
        states = [state.document for deed in about for state in deed.papers]
        return {one.pdf for one in states if one.id == document_id and one.pdf is not None}

    def forget(self, document_id: int) -> None:
        """Forget the deeds about a paper, and those in which a side it has now stands in another paper."""
        rows, page, document = tables.deed, tables.page.c, self._documents.get(document_id)
        self._db.execute(rows.delete().where(_about(document_id)))
        if document is None:
            return
        sides = set(self._db.execute(sa.select(page.id).where(page.document_id == document_id)).scalars())
        there = self._db.execute(sa.select(rows).where(rows.c.scope == scope_of_dossier(document.dossier)))
        holding = [deed.id for deed in map(_deed, there) if not sides.isdisjoint(_sides_in(deed))]
        self._db.execute(rows.delete().where(rows.c.id.in_(holding)))

    def forget_scope(self, scope: str) -> None:
        """Forget all deeds of a scope: a dossier that has left takes nothing back any more."""
        self._db.execute(tables.deed.delete().where(tables.deed.c.scope == scope))


class SqlDrafts:
    """Drafts inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def put(self, subject: str, officer_id: int, drafts: Mapping[str, Draft | None], at: datetime) -> None:
        """Keep drafts by name, each in the place of the one of its name, None = none."""
        rows = tables.draft
        which = (rows.c.subject == subject) & (rows.c.officer_id == officer_id) & rows.c.name.in_(list(drafts))
        self._db.execute(rows.delete().where(which))
        made = [
            {"subject": subject, "officer_id": officer_id, "name": name, "value": draft.value,
             "accepted": draft.accepted, "at": put_time(at)}
            for name, draft in drafts.items()
            if draft is not None
        ]  # fmt: skip
        if made:
            self._db.execute(rows.insert(), made)

    def of(self, subject: str, officer_id: int) -> dict[str, Draft]:
        """Return an officer's drafts of a subject."""
        rows = tables.draft
        which = (rows.c.subject == subject) & (rows.c.officer_id == officer_id)
        return {row.name: Draft(row.value, row.accepted) for row in self._db.execute(sa.select(rows).where(which))}

    def clear(self, subject: str) -> None:
        """Forget everybody's drafts of a subject."""
        self._db.execute(tables.draft.delete().where(tables.draft.c.subject == subject))


def _about(document_id: int) -> "sa.ColumnElement[bool]":
    return tables.deed.c.about.contains(put_about((f"document:{document_id}",)), autoescape=True)


def _sides_in(deed: Deed) -> Iterator[int]:
    return (page.id for state in deed.papers for page in state.pages)


def _row(deed: Deed) -> dict[str, object]:
    return {
        "kind": deed.kind.value, "scope": deed.scope, "about": put_about(deed.about), "officer_id": deed.officer,
        "desk": deed.desk, "at": put_time(deed.at), "body": put_body(deed), "undone_at": put_time(deed.undone_at),
        "undone_by": deed.undone_by,
    }


def _deed(row: "sa.Row[tuple[object, ...]]") -> Deed:
    told = Deed(
        kind=DeedKind(row.kind), scope=row.scope, about=get_about(row.about), officer=row.officer_id, desk=row.desk,
        at=sure_time(row.at), undone_at=get_time(row.undone_at), undone_by=row.undone_by, id=row.id,
    )
    return with_body(told, bytes(row.body))
