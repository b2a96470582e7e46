"""Certified copies, the books of their numbers, refusals and signers, in rows (sổ chứng thực)."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desk.errors import BookClosed, CopyStageWrong
from desk.model.certification import (
    CertifiedCopy,
    Comparison,
    ComponentSignature,
    CopyKind,
    CopyStage,
    Purpose,
    Refusal,
    Signer,
)
from desk.model.chain import Replaced
from desk.store import tables
from desk.store.chains import SqlChains
from desk.store.coding import get_time, put_time, sure_time
from signing.values import Level

_ADD = tables.certified_copy.insert().returning(tables.certified_copy.c.id)
_ADD_REFUSAL = tables.refusal.insert().returning(tables.refusal.c.id)
_ADD_SIGNER = tables.signer.insert().returning(tables.signer.c.id)
_TAKE = sa.text(
    "INSERT INTO register_number (book, year, last) VALUES (:book, :year, 1)"
    " ON CONFLICT (book, year) DO UPDATE SET last = register_number.last + 1"
    " WHERE register_number.closed_at IS NULL RETURNING last"
)
"""One statement, so that two desks that certify together wait for one another."""

_FIXED = ("book", "year", "number", "kind")

_ORDER = tuple(CopyStage)
"""The stages as they follow one another, VOID last."""


class SqlCopies:
    """The register inside one unit of work."""

    def __init__(self, connection: sa.Connection, chains: SqlChains) -> None:
        self._db, self._chains = connection, chains

    def take_number(self, book: str, year: int) -> int:
        """Take the next number of a book; the row stays locked until commit, a rolled-back number is given again.

        Raises:
            BookClosed: the year of this book is closed.
        """
        number = self._db.execute(_TAKE, {"book": book, "year": year}).scalar_one_or_none()
        if number is None:
            raise BookClosed(book=book, year=year)
        return int(number)

    def next_number(self, book: str, year: int) -> int:
        """Tell the number that would be taken now, without taking it."""
        rows = tables.register_number
        last = self._db.execute(sa.select(rows.c.last).where((rows.c.book == book) & (rows.c.year == year)))
        return int(last.scalar_one_or_none() or 0) + 1

    def add(self, copy: CertifiedCopy) -> CertifiedCopy:
        """Add a copy with its number, tell the chain of its book, and return it with its id."""
        added = replace(copy, id=self._db.execute(_ADD, _row(copy)).scalar_one())
        self._chains.tell(added)
        return added

    def get(self, copy_id: int) -> CertifiedCopy | None:
        """Return a copy, or None."""
        return self._one(tables.certified_copy.c.id == copy_id)

    def by_number(self, book: str, year: int, number: int) -> CertifiedCopy | None:
        """Find the entry of a number."""
        rows = tables.certified_copy
        return self._one((rows.c.book == book) & (rows.c.year == year) & (rows.c.number == number))

    def _one(self, which: "sa.ColumnElement[bool]") -> CertifiedCopy | None:
        row = self._db.execute(sa.select(tables.certified_copy).where(which)).one_or_none()
        return _copy(row) if row is not None else None

    def of_document(self, document_id: int, *, true: bool = False) -> list[CertifiedCopy]:
        """List a document's certified copies, with `true` its true copies; newest first, void ones too."""
        rows = tables.certified_copy
        return self._all((rows.c.document_id == document_id) & _kind(true=true), rows.c.id.desc())

    def of_dossier(self, code: str, *, true: bool = False) -> list[CertifiedCopy]:
        """List a dossier's certified copies, with `true` its true copies, in the order of their numbers."""
        rows = tables.certified_copy
        return self._all((rows.c.dossier == code) & _kind(true=true), rows.c.year, rows.c.book, rows.c.number)

    def of_book(
        self, book: str, year: int, since: datetime | None = None, newest: int | None = None
    ) -> list[CertifiedCopy]:
        """List a book in the order of its numbers; `since`: those certified from then on; `newest`: the last."""
        rows = tables.certified_copy
        which = (rows.c.book == book) & (rows.c.year == year)
        which = which if since is None else which & (rows.c.certified_at >= put_time(since))
        if newest is None:
            return self._all(which, rows.c.number)
        last = sa.select(rows).where(which).order_by(rows.c.number.desc()).limit(newest)
        return [_copy(row) for row in self._db.execute(last)][::-1]

    def _all(self, which: "sa.ColumnElement[bool]", *order: "sa.ColumnElement[Any]") -> list[CertifiedCopy]:
        return [_copy(row) for row in self._db.execute(sa.select(tables.certified_copy).where(which).order_by(*order))]

    def books(self) -> list[tuple[str, int]]:
        """List the books there are: symbol and year, newest first."""
        rows = tables.register_number
        found = self._db.execute(sa.select(rows.c.book, rows.c.year).order_by(rows.c.year.desc(), rows.c.book))
        return [(row.book, row.year) for row in found]

    def in_stage(self, *stages: CopyStage, true: bool = False) -> list[CertifiedCopy]:
        """List the certified copies, with `true` the true copies, at any of these stages, oldest first."""
        rows = tables.certified_copy
        return self._all(rows.c.stage.in_([stage.value for stage in stages]) & _kind(true=true), rows.c.id)

    def update(self, copy: CertifiedCopy) -> None:
        """Keep a changed copy; its book, year and number stay as they are."""
        self._keep(copy, None)

    def renew(self, copy: CertifiedCopy, replaced: Replaced) -> None:
        """Keep a copy with its renewed file, and tell the chain which file it follows."""
        self._keep(copy, replaced)

    def _keep(self, copy: CertifiedCopy, replaced: Replaced | None) -> None:
        rows = tables.certified_copy
        before = self.get(copy.id)
        if before is None or before == copy:
            return
        # Whoever holds a copy may have lost the hold to another desk meanwhile: what is final there stays.
        if before.stage is CopyStage.VOID or _ORDER.index(copy.stage) < _ORDER.index(before.stage):
            raise CopyStageWrong(number=before.number, stage=before.stage.value)
        values = {name: value for name, value in _row(copy).items() if name not in _FIXED}
        self._db.execute(rows.update().where(rows.c.id == copy.id).values(values))
        kept = self.get(copy.id)
        if kept is not None:
            self._chains.tell(kept, replaced)

    def add_refusal(self, refusal: Refusal) -> Refusal:
        """Keep a refusal and return it with its id."""
        row = {
            "dossier": refusal.dossier, "document_id": refusal.document_id, "grounds": json.dumps(refusal.grounds),
            "reason": refusal.reason, "by": refusal.by, "at": put_time(refusal.at), "file": refusal.file,
        }
        return replace(refusal, id=self._db.execute(_ADD_REFUSAL, row).scalar_one())

    def refusals(self, code: str) -> list[Refusal]:
        """List a dossier's refusals, oldest first."""
        rows = tables.refusal
        return [
            Refusal(
                dossier=row.dossier, document_id=row.document_id, grounds=tuple(json.loads(row.grounds)),
                reason=row.reason, by=row.by, at=sure_time(row.at), file=row.file, id=row.id,
            )
            for row in self._db.execute(sa.select(rows).where(rows.c.dossier == code).order_by(rows.c.id))
        ]

    def put_component(self, made: ComponentSignature) -> ComponentSignature:
        """Keep a clerk's signature on a paper, new or changed, and return it with its id."""
        rows, row = tables.component_signature, _component_row(made)
        if made.id:
            self._db.execute(rows.update().where(rows.c.id == made.id).values(row))
            return made
        return replace(made, id=self._db.execute(rows.insert().returning(rows.c.id), row).scalar_one())

    def components(self, document_id: int | None = None) -> list[ComponentSignature]:
        """List the clerks' signatures on a paper, newest first; None = those of all papers that lack their level."""
        rows = tables.component_signature
        which = rows.c.document_id == document_id if document_id is not None else rows.c.file.is_(None)
        return [_component(row) for row in self._db.execute(sa.select(rows).where(which).order_by(rows.c.id.desc()))]

    def finished_components(self) -> list[ComponentSignature]:
        """List the clerks' signatures that reached their level, of all papers, oldest first."""
        rows = tables.component_signature
        found = self._db.execute(sa.select(rows).where(rows.c.file.is_not(None)).order_by(rows.c.id))
        return [_component(row) for row in found]

    def put_signer(self, signer: Signer) -> Signer:
        """Assign a certificate to an officer for a purpose; what was assigned to them before for it ends."""
        rows = tables.signer
        before = (rows.c.officer_id == signer.officer_id) & (rows.c.purpose == signer.purpose.value)
        self._db.execute(rows.update().where(before).values(active=False))
        row = {
            "officer_id": signer.officer_id, "purpose": signer.purpose.value, "token": signer.token,
            "certificate": signer.certificate, "der": signer.der,
            "on_behalf": json.dumps(signer.on_behalf, ensure_ascii=False), "active": signer.active,
        }
        return replace(signer, id=self._db.execute(_ADD_SIGNER, row).scalar_one())

    def signers(self) -> list[Signer]:
        """List the active assignments."""
        return [one for one in self.assigned() if one.active]

    def assigned(self) -> list[Signer]:
        """List every assignment there ever was, ended ones too, oldest first."""
        rows = tables.signer
        return [
            Signer(
                officer_id=row.officer_id, purpose=Purpose(row.purpose), token=row.token, certificate=row.certificate,
                der=row.der, on_behalf=tuple(json.loads(row.on_behalf)), active=row.active, id=row.id,
            )
            for row in self._db.execute(sa.select(rows).order_by(rows.c.id))
        ]


def _kind(*, true: bool) -> "sa.ColumnElement[bool]":
    certified = tables.certified_copy.c.kind == CopyKind.CERTIFIED.value
    return ~certified if true else certified


def _component_row(made: ComponentSignature) -> dict[str, object]:
    plain = ("document_id", "source", "officer_id", "certificate", "signed", "file", "lacking")
    values = {name: getattr(made, name) for name in plain}
    return {**values, "level": made.level.value, "signed_at": put_time(made.signed_at)}


def _component(row: "sa.Row[tuple[object, ...]]") -> ComponentSignature:
    return ComponentSignature(
        document_id=row.document_id, source=row.source, officer_id=row.officer_id, certificate=row.certificate,
        signed_at=sure_time(row.signed_at), signed=row.signed, level=Level(row.level), file=row.file,
        lacking=row.lacking, id=row.id,
    )


def _row(copy: CertifiedCopy) -> dict[str, object]:
    plain = (
        "dossier", "document_id", "citizen_id", "title", "book", "year", "number", "officer_id", "officer",
        "officer_title", "seal_id", "pages", "copies", "fee", "fees", "wording", "source", "made_by", "prepared",
        "signed", "sealed", "file", "lacking", "note", "voided_by", "voided_reason", "requester", "requester_number",
    )  # fmt: skip
    return {
        **{name: getattr(copy, name) for name in plain},
        "comparison": json.dumps(asdict(copy.comparison)), "stage": copy.stage.value, "kind": copy.kind.value,
        "level": copy.level.value if copy.level else None, "certified_at": put_time(copy.certified_at),
        "finished_at": put_time(copy.finished_at), "voided_at": put_time(copy.voided_at),
    }


def _comparison(text: str) -> Comparison:
    data: dict[str, Any] = json.loads(text)
    return Comparison(**{**data, "grounds": tuple(data["grounds"]), "part": tuple(data.get("part", ()))})


def _copy(row: "sa.Row[tuple[object, ...]]") -> CertifiedCopy:
    return CertifiedCopy(
        dossier=row.dossier, document_id=row.document_id, citizen_id=row.citizen_id, title=row.title, book=row.book,
        year=row.year, number=row.number, officer_id=row.officer_id, officer=row.officer,
        officer_title=row.officer_title, seal_id=row.seal_id, pages=row.pages, copies=row.copies, fee=row.fee,
        fees=row.fees, wording=row.wording, source=row.source, certified_at=sure_time(row.certified_at),
        made_by=row.made_by, comparison=_comparison(row.comparison), stage=CopyStage(row.stage), prepared=row.prepared,
        signed=row.signed, sealed=row.sealed, file=row.file, level=Level(row.level) if row.level else None,
        lacking=row.lacking, note=row.note, finished_at=get_time(row.finished_at), voided_at=get_time(row.voided_at),
        voided_by=row.voided_by, voided_reason=row.voided_reason, requester=row.requester,
        requester_number=row.requester_number, kind=CopyKind(row.kind), id=row.id,
    )
