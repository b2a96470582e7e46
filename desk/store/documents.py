"""Papers, their pages and fields, in rows."""

from collections.abc import Collection, Iterator, Sequence

import sqlalchemy as sa

from desk.model.paper import Document, Field, Page, Stage
from desk.model.values import Digest
from desk.store import tables
from desk.store.coding import get_box, get_reading, get_time, put_box, put_reading, put_time, sure_time

_ADD = tables.document.insert().returning(tables.document)
_ADD_PAGE = tables.page.insert().returning(tables.page)
_DROP_FIELDS = tables.field.delete().where(tables.field.c.document_id == sa.bindparam("id"))
_PUT_FIELDS = tables.field.insert()

_MOST_VALUES = 2000
"""Values of a field that are told at most: what is typed again and again is among the commonest."""


class SqlDocuments:
    """Documents inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, document: Document) -> Document:
        """Add a document and return it with its id."""
        return document_of(self._db.execute(_ADD, _row(document)).one())

    def get(self, document_id: int) -> Document | None:
        """Return a document, or None."""
        return self._one(tables.document.c.id == document_id)

    def by_intake_key(self, key: str) -> Document | None:
        """Find the document an intake made, removed ones too."""
        return self._one(tables.document.c.intake_key == key)

    def _one(self, which: "sa.ColumnElement[bool]") -> Document | None:
        row = self._db.execute(sa.select(tables.document).where(which)).one_or_none()
        return document_of(row) if row is not None else None

    def update(self, document: Document) -> None:
        """Keep a changed document."""
        rows = tables.document
        self._db.execute(rows.update().where(rows.c.id == document.id).values(_row(document)))

    def of_dossier(self, code: str) -> list[Document]:
        """List a dossier's documents in order of arrival, removed ones too."""
        rows = tables.document
        found = self._db.execute(sa.select(rows).where(rows.c.dossier == code).order_by(rows.c.id))
        return [document_of(row) for row in found]

    def of_citizen(self, citizen_id: int) -> list[Document]:
        """List a citizen's read or confirmed documents, newest first."""
        rows = tables.document
        ready = rows.c.stage.in_([Stage.READ.value, Stage.CONFIRMED.value])
        owned = sa.select(rows).where((rows.c.citizen_id == citizen_id) & ready).order_by(rows.c.id.desc())
        return [document_of(row) for row in self._db.execute(owned)]

    def in_stage(self, *stages: Stage) -> list[Document]:
        """List the documents at any of these stages, oldest first."""
        rows = tables.document
        wanted = rows.c.stage.in_([stage.value for stage in stages])
        return [document_of(row) for row in self._db.execute(sa.select(rows).where(wanted).order_by(rows.c.id))]

    def named_elsewhere(self, document_id: int, digests: Collection[Digest]) -> set[Digest]:
        """Return those of the objects that another paper, its copies or signatures need; a destroyed one needs none."""
        papers, wanted = tables.document.alias(), list(digests)
        gone = papers.c.secrecy.is_not(None) & (papers.c.stage == Stage.REMOVED.value)
        others = sa.select(papers.c.id).where((papers.c.id != document_id) & ~gone)
        asked = [sa.select(column).where(column.in_(wanted) & owner.in_(others)) for column, owner in _naming()]
        return set(self._db.execute(sa.union(*asked)).scalars())

    def add_page(self, page: Page) -> Page:
        """Add a page and return it with its id."""
        return _page(self._db.execute(_ADD_PAGE, _page_row(page)).one())

    def pages(self, document_id: int) -> list[Page]:
        """List a document's pages in order, removed ones too."""
        rows = tables.page
        found = self._db.execute(sa.select(rows).where(rows.c.document_id == document_id).order_by(rows.c.place))
        return [_page(row) for row in found]

    def update_page(self, page: Page) -> None:
        """Keep a changed page."""
        rows = tables.page
        self._db.execute(rows.update().where(rows.c.id == page.id).values(_page_row(page)))

    def put_reading(self, page: Page) -> None:
        """Keep what was read of a page, unless it was turned or went to another paper meanwhile."""
        rows = tables.page
        same = (rows.c.id == page.id) & (rows.c.turn == page.turn) & (rows.c.document_id == page.document_id)
        self._db.execute(rows.update().where(same).values(reading=put_reading(page.reading)))

    def put_fields(self, document_id: int, fields: Sequence[Field]) -> None:
        """Replace the fields of a document."""
        self._db.execute(_DROP_FIELDS, {"id": document_id})
        if fields:
            rows = [{"document_id": document_id, "place": n, **_field_row(field)} for n, field in enumerate(fields)]
            self._db.execute(_PUT_FIELDS, rows)

    def fields(self, document_id: int) -> list[Field]:
        """List the fields in their order."""
        rows = tables.field
        found = self._db.execute(sa.select(rows).where(rows.c.document_id == document_id).order_by(rows.c.place))
        return [
            Field(
                name=row.name, value=row.value, read=row.read, confidence=row.confidence, page=row.page,
                box=get_box(row.box), how=row.how, confirmed_by=row.confirmed_by,
                confirmed_at=get_time(row.confirmed_at),
            )
            for row in found
        ]

    def confirmed_values(self, names: Collection[str]) -> list[tuple[str, int]]:
        """List the values confirmed for fields of these names, the commonest first, each with how many citizens'."""
        fields, papers = tables.field, tables.document
        people = sa.func.count(papers.c.citizen_id.distinct())
        wanted = (
            sa.select(fields.c.value, people)
            .join(papers, papers.c.id == fields.c.document_id)
            .where(fields.c.name.in_(sorted(names)) & fields.c.confirmed_by.is_not(None) & fields.c.value.is_not(None))
            .where((papers.c.stage == Stage.CONFIRMED.value) & papers.c.secrecy.is_(None))
            .group_by(fields.c.value)
            .order_by(sa.func.count().desc(), fields.c.value)
            .limit(_MOST_VALUES)
        )
        return [(str(row[0]), int(row[1])) for row in self._db.execute(wanted)]


def _naming() -> "Iterator[tuple[sa.Column[str], sa.Column[int]]]":
    """Yield each column that names an object, with the one that names the paper it belongs to."""
    papers, copies, signed = tables.document, tables.certified_copy, tables.component_signature
    yield tables.page.c.digest, tables.page.c.document_id
    yield from ((papers.c[name], papers.c.id) for name in ("pdf", "source_digest"))
    yield from ((copies.c[name], copies.c.document_id) for name in ("source", "prepared", "signed", "sealed", "file"))
    yield from ((signed.c[name], signed.c.document_id) for name in ("source", "signed", "file"))


def _row(document: Document) -> dict[str, object]:
    return {
        "dossier": document.dossier, "citizen_id": document.citizen_id, "place": document.place,
        "source": document.source, "source_digest": document.source_digest, "intake_key": document.intake_key,
        "stage": document.stage.value, "kind": document.kind, "kind_confidence": document.kind_confidence,
        "title": document.title, "pdf": document.pdf, "paper_pages": document.paper_pages,
        "made_at": put_time(document.made_at), "made_by": document.made_by, "confirmed_by": document.confirmed_by,
        "confirmed_at": put_time(document.confirmed_at), "fault": document.fault, "secrecy": document.secrecy,
        "copy_mark": document.copy_mark,
    }


def document_of(row: "sa.Row[tuple[object, ...]]") -> Document:
    """Return the paper a row stands for."""
    return Document(
        dossier=row.dossier, citizen_id=row.citizen_id, place=row.place, source=row.source,
        source_digest=row.source_digest, intake_key=row.intake_key, stage=Stage(row.stage), kind=row.kind,
        kind_confidence=row.kind_confidence, title=row.title, pdf=row.pdf, paper_pages=row.paper_pages,
        made_at=sure_time(row.made_at), made_by=row.made_by, confirmed_by=row.confirmed_by,
        confirmed_at=get_time(row.confirmed_at), fault=row.fault, secrecy=row.secrecy, copy_mark=row.copy_mark,
        id=row.id,
    )


def _page_row(page: Page) -> dict[str, object]:
    return {
        "document_id": page.document_id, "place": page.place, "digest": page.digest, "media": page.media,
        "width_px": page.width_px, "height_px": page.height_px, "dpi": page.dpi, "hint": page.hint, "turn": page.turn,
        "removed": page.removed, "reading": put_reading(page.reading),
    }


def _page(row: "sa.Row[tuple[object, ...]]") -> Page:
    return Page(
        document_id=row.document_id, place=row.place, digest=row.digest, media=row.media, width_px=row.width_px,
        height_px=row.height_px, dpi=row.dpi, hint=row.hint, turn=row.turn, reading=get_reading(row.reading),
        removed=row.removed, id=row.id,
    )


def _field_row(field: Field) -> dict[str, object]:
    return {
        "name": field.name, "value": field.value, "read": field.read, "confidence": field.confidence,
        "page": field.page, "box": put_box(field.box), "how": field.how, "confirmed_by": field.confirmed_by,
        "confirmed_at": put_time(field.confirmed_at),
    }
