"""What leaves with a dossier (giấy tờ bàn giao): gathered and judged before a byte is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.errors import ComponentsUnsigned, CopyUnfinished, NothingToHandOver, PapersUnfinished
from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.dossier import Dossier, DossierState
from desk.model.paper import Document, Stage
from desk.model.people import Citizen
from desk.model.procedure import Component, Need
from desk.model.reuse import Reuse
from desk.model.values import Digest
from desk.ports import UnitOfWork
from desk.text import phrase
from desk.work.attestation import wording_of
from desk.work.certifiable import finished_copy, live_copy
from desk.work.component import demanded, signature_of, unsigned
from desk.work.intake import one
from ocr.vietnamese import fold

CERTIFYING = "chung_thuc"
"""Kind of the procedures whose result is a certified copy."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished certified copy, its number as it is written on it, and the name of its book."""

    copy: CertifiedCopy
    number: str
    book: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """One paper that leaves.

    Attributes:
        entry: The certified copy that leaves instead of the scan, or None.
        reuse: The act by which a paper of another dossier serves here, or None for one taken in here.
        pages: Sides of the paper itself.
        name: Name of its file in the package: ASCII, without a folder, unique.
        true: The true copy that leaves beside its paper, or None for a paper.
        signed: Digest of the scan signed by its clerk, or None.
    """

    document: Document
    component: Component | None
    entry: Entry | None
    reuse: Reuse | None
    pages: int
    name: str = ""
    true: Entry | None = None
    signed: Digest | None = None

    @property
    def copy(self) -> CertifiedCopy | None:
        """Return the certified copy that leaves, or None."""
        return self.entry.copy if self.entry is not None else None

    @property
    def digest(self) -> Digest:
        """Return the digest of the PDF that leaves."""
        made = self.made
        return (made.file if made is not None else self.signed or self.document.pdf) or ""

    @property
    def made(self) -> CertifiedCopy | None:
        """Return the certified or true copy that leaves, or None for a scan."""
        return self.true.copy if self.true is not None else self.copy

    @property
    def title(self) -> str:
        """Return what people call the paper."""
        named = self.made.title if self.made is not None else self.document.title
        return named or (self.component.name if self.component is not None else phrase("package.paper"))

    @property
    def moments(self) -> list[datetime]:
        """Return when something was done to it."""
        marks = [self.document.made_at, self.document.confirmed_at]
        marks += [self.made.certified_at, self.made.finished_at] if self.made is not None else []
        return [at for at in (*marks, self.reuse.at if self.reuse is not None else None) if at is not None]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that leaves with a dossier.

    Attributes:
        papers: In the order of the components, then «giấy tờ khác».
        entries: The certified copies made in this dossier, in the order of their numbers; their fees leave too.
        kept: Papers of the dossier that stay because they were only shown and have no certified copy.
    """

    dossier: Dossier
    citizen: Citizen
    papers: tuple[Leaving, ...]
    entries: tuple[Entry, ...]
    kept: int

    @property
    def as_of(self) -> datetime:
        """Return the moment of the last act that shows in the package, so that equal contents give equal bytes."""
        closed = [self.dossier.handed_over_at] if self.dossier.handed_over_at is not None else []
        return max([self.dossier.opened_at, *closed, *(at for paper in self.papers for at in paper.moments)])

    def closed(self, at: datetime) -> "Contents":
        """Return the same contents of the dossier handed over."""
        return replace(
            self, dossier=replace(self.dossier, state=DossierState.HANDED_OVER, handed_over_at=at)
        )


def gather(uow: UnitOfWork, code: str) -> Contents:
    """Return what leaves with a dossier: a certified copy instead of its scan; removed, secret, only shown papers stay.

    Raises:
        DossierUnknown; NothingToHandOver.
        PapersUnfinished, CopyUnfinished: something is still being read or signed, so nothing leaves yet.
        ComponentsUnsigned: the office demands the clerk's signature, and a digitised paper lacks it.

    Law: docs/law.md#papers-only-shown, docs/law.md#secrecy
    """
    dossier = one(uow, code)
    own, kept = _own(uow, dossier)
    papers = sorted([*own, *_true(uow, dossier), *_reused(uow, dossier)], key=_order)
    if not papers:
        raise NothingToHandOver(dossier=dossier.code)
    lacking = unsigned(uow, dossier) if demanded(uow) else []
    if lacking:
        raise ComponentsUnsigned(dossier=dossier.code, count=len(lacking))
    entries = [_entry(uow, copy) for copy in uow.copies.of_dossier(dossier.code) if copy.stage.done]
    return Contents(dossier, uow.citizens.get(dossier.citizen_id), _named(papers), tuple(entries), kept)


def _entry(uow: UnitOfWork, copy: CertifiedCopy) -> Entry:
    wording = wording_of(uow, copy)
    return Entry(copy, wording.number(copy.number), wording.book_name(copy.year, copy.book))


def _order(paper: Leaving) -> tuple[bool, int, int, int]:
    place = paper.component.place if paper.component is not None else 0
    return paper.component is None, place, paper.document.id, paper.true.copy.id if paper.true is not None else 0


def _own(uow: UnitOfWork, dossier: Dossier) -> tuple[list[Leaving], int]:
    """Return the papers taken in here that leave, and how many stay because they were only shown."""
    there = [
        d for d in uow.documents.of_dossier(dossier.code) if d.stage is not Stage.REMOVED and d.secrecy is None
    ]
    copies = {d.id: live_copy(uow, d.id) for d in there}
    unread = [d for d in there if d.pdf is None or d.stage not in (Stage.READ, Stage.CONFIRMED)]
    unsigned = [copy for copy in copies.values() if copy is not None and not copy.stage.done]
    if unsigned and len(unread) + len(unsigned) == 1:
        raise CopyUnfinished(number=unsigned[0].number)
    if unread or unsigned:
        raise PapersUnfinished(dossier=dossier.code, count=len(unread) + len(unsigned))
    entries = {key: _entry(uow, copy) for key, copy in copies.items() if copy is not None}
    papers = [
        Leaving(d, _component(dossier, d.place), entries.get(d.id), None, _sides(uow, d), signed=_signed(uow, d))
        for d in there
    ]
    leaving = [paper for paper in papers if paper.copy is not None or not _shown(dossier, paper.component)]
    return leaving, len(papers) - len(leaving)


def _signed(uow: UnitOfWork, document: Document) -> Digest | None:
    """Return the scan as its clerk signed it, once that is finished."""
    made = signature_of(uow, document)
    return made.file if made is not None else None


def _true(uow: UnitOfWork, dossier: Dossier) -> list[Leaving]:
    """Return the true copies made in this dossier; one that is under way keeps everything here.

    Raises:
        CopyUnfinished.
    """
    papers = []
    for copy in uow.copies.of_dossier(dossier.code, true=True):
        document = uow.documents.get(copy.document_id)
        if copy.stage is CopyStage.VOID or document is None or document.secrecy is not None:
            continue
        if not copy.stage.done:
            raise CopyUnfinished(number=copy.number)
        place = _component(dossier, document.place)
        papers.append(Leaving(document, place, None, None, copy.pages, true=_entry(uow, copy)))
    return papers


def _shown(dossier: Dossier, component: Component | None) -> bool:
    """Tell whether a paper was only shown; in a dossier of certification so is what fills no component."""
    if component is None:
        return dossier.procedure.kind == CERTIFYING
    return component.need is Need.SHOW


def _reused(uow: UnitOfWork, dossier: Dossier) -> list[Leaving]:
    """Return the papers of other dossiers that serve here.

    Raises:
        PapersUnfinished: one has no PDF, or was reused as a certified copy whose number has been made void since.
    """
    papers = []
    for reuse in uow.dossiers.reuses(dossier.code):
        document = uow.documents.get(reuse.document_id)
        if document is None or document.stage is Stage.REMOVED or document.secrecy is not None:
            continue
        finished = finished_copy(uow, document.id)
        if document.pdf is None or (finished is None and served_certified(uow, reuse)):
            raise PapersUnfinished(dossier=dossier.code, count=1)
        entry = _entry(uow, finished) if finished is not None else None
        papers.append(Leaving(document, _component(dossier, reuse.place), entry, reuse, _sides(uow, document)))
    return papers


def served_certified(uow: UnitOfWork, reuse: Reuse) -> bool:
    """Tell whether a paper was reused as a certified copy: it had a finished one, not void, at that moment."""
    return any(
        copy.finished_at is not None
        and copy.finished_at <= reuse.at
        and (copy.voided_at is None or copy.voided_at >= reuse.at)
        for copy in uow.copies.of_document(reuse.document_id)
    )


def _component(dossier: Dossier, place: int | None) -> Component | None:
    return dossier.component(place) if place is not None else None


def _sides(uow: UnitOfWork, document: Document) -> int:
    return sum(1 for page in uow.documents.pages(document.id) if not page.removed)


def _named(papers: Sequence[Leaving]) -> tuple[Leaving, ...]:
    """Give each its file's name: its place in the order, its title in plain letters, its number in the register."""
    digits = max(2, len(str(len(papers))))
    named = []
    for place, paper in enumerate(papers, 1):
        plain = re.sub(r"[^a-z0-9]+", "-", fold(paper.title)).strip("-")[:_LONGEST_NAME].strip("-") or "giay-to"
        mark = f"-chung-thuc-so-{paper.copy.number}" if paper.copy is not None else ""
        mark = f"-{paper.true.copy.kind.value}-so-{paper.true.copy.number}" if paper.true is not None else mark
        named.append(replace(paper, name=f"{place:0{digits}d}-{plain}{mark}.pdf"))
    return tuple(named)
