"""Refusing to certify in writing, and making a number void (từ chối chứng thực, hủy số)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desk.errors import (
    CopyStageWrong,
    DocumentUnknown,
    GroundUnknown,
    NotRefused,
    NumberUnknown,
    NumberVoid,
    ReasonMissing,
)
from desk.jobs import milestone
from desk.model.certification import CertifiedCopy, CopyStage, Ground, Refusal, standing
from desk.model.events import Kind
from desk.model.paper import Document
from desk.model.people import Role, Session
from desk.model.values import tidy
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import form_words, local_day, unnamed, wording_of, wording_on
from desk.work.certifiable import live_copy, title_of
from desk.work.certify_steps import in_hand
from desk.work.copy_files import REFUSALS, VOIDED, entry_name, lay, take_away
from desk.work.journalling import note
from desk.work.office import office_facts
from desk.work.packs import load_grounds
from desk.work.refused import standing_refusal

_MAY = (Role.RECEPTION, Role.CERTIFIER)


def refuse(desk: Desk, who: Session, document_id: int, grounds: Sequence[int], reason: str) -> tuple[Refusal, Path]:
    """Refuse to certify a paper, in writing, on grounds of Điều 22; the same refusal again gives back the first.

    `grounds` are numbers in the article; `reason` is what was seen on this paper, "" leaves it to the article's words.

    Raises:
        RoleMissing, DocumentUnknown, WorkHeld; GroundUnknown: none named, or none of this number.
        CopyStageWrong: a number was taken for it, which is to be made void first.

    Law: docs/law.md#refusal-grounds
    """
    who.require(*_MAY)
    why, day = tidy(reason), local_day(desk.clock.now())
    chosen = _chosen(grounds, load_grounds(day))
    numbers = tuple(ground.number for ground in chosen)
    with in_hand(desk, document_id):
        with desk.unit(reading=True) as uow:
            document = _refusable(uow, document_id)
            made = [r for r in uow.copies.refusals(document.dossier) if r.document_id == document_id]
        same = next((r for r in standing(made) if (r.grounds, r.reason) == (numbers, why)), None)
        if same is None:
            slip = _slip(desk, who, document, chosen, why)
            same = _keep(desk, who, Refusal(
                document.dossier, document_id, numbers, why, who.officer.id, desk.clock.now(), desk.store.put(slip)
            ))  # fmt: skip
    milestone("refused")
    return same, refusal_file(desk, same)


def take_back(desk: Desk, who: Session, document_id: int, reason: str) -> tuple[Refusal, Path]:
    """Take the refusal that stands against a paper back, in writing: from now on it may be certified.

    Both letters stay. `reason` is said to the citizen and kept.

    Raises:
        RoleMissing, DocumentUnknown, ReasonMissing, WorkHeld; NotRefused: no refusal stands against it.

    Law: docs/law.md#refusal-grounds
    """
    who.require(*_MAY)
    why = tidy(reason)
    if not why:
        raise ReasonMissing
    with in_hand(desk, document_id):
        with desk.unit(reading=True) as uow:
            document = uow.documents.get(document_id)
            if document is None:
                raise DocumentUnknown(document=document_id)
            there = standing_refusal(uow, document)
        if there is None:
            raise NotRefused(document=document_id)
        slip = _back_slip(desk, who, there, why)
        back = Refusal(
            there.dossier, there.document_id, (), why, who.officer.id, desk.clock.now(), desk.store.put(slip)
        )
        kept = _keep(desk, who, back)
    milestone("refusal-taken-back")
    return kept, refusal_file(desk, kept)


def refusal_file(desk: Desk, refusal: Refusal) -> Path:
    """Lay the letter of a refusal, or of its taking back, where a person finds it and return its absolute path."""
    day = local_day(refusal.at)
    name = f"{day.isoformat()}-{refusal.dossier.lower()}-{refusal.document_id}-{refusal.id}.pdf"
    return lay(desk, REFUSALS, name, desk.store.get(refusal.file))


def _chosen(numbers: Sequence[int], grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    known = {ground.number: ground for ground in grounds}
    strange = [number for number in numbers if number not in known]
    if strange or not numbers:
        raise GroundUnknown(ground=strange[0] if strange else "-")
    return tuple(known[number] for number in sorted(set(numbers)))


def _refusable(uow: UnitOfWork, document_id: int) -> Document:
    document = uow.documents.get(document_id)
    if document is None:
        raise DocumentUnknown(document=document_id)
    there = live_copy(uow, document_id)
    if there is not None:
        raise CopyStageWrong(number=there.number, stage=there.stage.value)
    return document


def _slip(desk: Desk, who: Session, document: Document, grounds: Sequence[Ground], reason: str) -> bytes:
    from desk.papers.refusal_of_copy import RefusalData, refusal_of_copy_pdf  # setting type loads slowly

    facts, now = office_facts(desk), desk.clock.now()
    day = local_day(now)
    with desk.unit(reading=True) as uow:
        citizen = uow.citizens.get(document.citizen_id)
        title = title_of(document, uow.documents.fields(document.id)) or unnamed(day)
    return refusal_of_copy_pdf(
        RefusalData(
            authority=facts.authority, centre=facts.centre, commune=facts.commune, dossier=document.dossier,
            requester=citizen.name, title=title, grounds=tuple(grounds), reason=reason, officer=who.officer.name,
            at=now, rehearsal=facts.rehearsal,
        ),
        form_words("refusal", day),
    )


def _back_slip(desk: Desk, who: Session, refusal: Refusal, reason: str) -> bytes:
    from desk.papers.refusal_of_copy import RefusalBackData, refusal_back_pdf  # setting type loads slowly

    facts, now = office_facts(desk), desk.clock.now()
    day = local_day(now)
    with desk.unit(reading=True) as uow:
        document = uow.documents.get(refusal.document_id)
        if document is None:
            raise DocumentUnknown(document=refusal.document_id)
        citizen = uow.citizens.get(document.citizen_id)
        title = title_of(document, uow.documents.fields(document.id)) or unnamed(day)
    return refusal_back_pdf(
        RefusalBackData(
            authority=facts.authority, centre=facts.centre, commune=facts.commune, dossier=refusal.dossier,
            requester=citizen.name, title=title, refused_on=local_day(refusal.at), grounds=refusal.grounds,
            reason=reason, officer=who.officer.name, at=now, rehearsal=facts.rehearsal,
        ),
        form_words("refusal_back", day),
    )


def _keep(desk: Desk, who: Session, refusal: Refusal) -> Refusal:
    kind = Kind.REFUSAL_TAKEN_BACK if refusal.taken_back else Kind.CERTIFICATION_REFUSED
    with desk.unit() as uow:
        kept = uow.copies.add_refusal(refusal)
        note(
            uow, desk, who, kind, f"document:{refusal.document_id}",
            dossier=refusal.dossier, grounds=list(refusal.grounds), object=refusal.file,
        )
        uow.commit()
    return kept


def void(
    desk: Desk, who: Session, number: int, reason: str, *, year: int | None = None, book: str | None = None
) -> CertifiedCopy:
    """Make a number of the register void: the entry stays with its reason, the paper may take another number.

    The reason stands in the book for ever; the same number with the same reason again changes nothing. `year` None is
    this year, `book` None the book in use.

    Raises:
        RoleMissing, ReasonMissing, NumberUnknown, NumberVoid; WorkHeld: the copy is being signed.

    Law: docs/law.md#register
    """
    who.require(*_MAY)
    why = tidy(reason)
    if not why:
        raise ReasonMissing
    day = local_day(desk.clock.now())
    with desk.unit(reading=True) as uow:
        copy = uow.copies.by_number(book or wording_on(uow, day).symbol, year or day.year, number)
    if copy is None:
        raise NumberUnknown(number=number)
    if copy.stage is CopyStage.VOID and copy.voided_reason == why:  # the same act again, perhaps cut short before
        take_away(desk, copy)
        return copy
    with in_hand(desk, copy.document_id):
        voided = _void(desk, who, copy.id, why)
    milestone("copy-voided")
    take_away(desk, voided)
    return voided


def _void(desk: Desk, who: Session, copy_id: int, reason: str) -> CertifiedCopy:
    with desk.unit() as uow:
        copy = uow.copies.get(copy_id)
        if copy is None or copy.stage is CopyStage.VOID:
            raise NumberVoid(number=copy.number if copy is not None else copy_id)
        voided = replace(
            copy.step(CopyStage.VOID), voided_at=desk.clock.now(), voided_by=who.officer.id, voided_reason=reason
        )
        uow.copies.update(voided)
        note(
            uow, desk, who, Kind.COPY_VOIDED, f"document:{copy.document_id}",
            book=copy.book, year=copy.year, number=copy.number, stage=copy.stage.value,
        )
        uow.commit()
    return voided


def void_slip(desk: Desk, copy: CertifiedCopy) -> Path:
    """Lay the written record of a number made void where a person finds it, for the book, and return its path.

    Raises:
        CopyStageWrong: the number is not void.
    """
    from desk.papers.refusal_of_copy import VoidData, void_pdf  # setting type loads slowly

    if copy.stage is not CopyStage.VOID or copy.voided_at is None or copy.voided_by is None:
        raise CopyStageWrong(number=copy.number, stage=copy.stage.value)
    facts = office_facts(desk)
    with desk.unit(reading=True) as uow:
        wording, officer = wording_of(uow, copy), uow.officers.get(copy.voided_by)
    data = VoidData(
        authority=facts.authority, centre=facts.centre, commune=facts.commune, number=wording.number(copy.number),
        book=wording.book_name(copy.year, copy.book), certified_on=local_day(copy.certified_at), title=copy.title,
        requester=copy.requester, reason=copy.voided_reason or "", officer=officer.name, at=copy.voided_at,
        rehearsal=facts.rehearsal,
    )
    true = copy.kind.true_copy
    return lay(desk, VOIDED, entry_name(copy), void_pdf(data, form_words("void", local_day(copy.voided_at), true=true)))
