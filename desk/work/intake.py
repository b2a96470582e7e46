"""Receiving a citizen (tiếp nhận): the person, the procedure, the dossier, its receipt."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desk.errors import (
    CardQrAbsent,
    CardQrWrong,
    ComponentUnknown,
    DossierClosed,
    DossierUnknown,
    PersonalIdWrong,
    ProcedureUnknown,
)
from desk.jobs import milestone
from desk.model.deadline import VIETNAM, due
from desk.model.deed import DeedKind, scope_of_citizen, scope_of_dossier
from desk.model.dossier import Dossier, DossierState, provisional_code
from desk.model.events import Kind
from desk.model.people import Citizen, Consent, Role, Session, read_card_qr
from desk.model.procedure import Need, Procedure
from desk.model.values import Json, PersonalId
from desk.ports import Desk, UnitOfWork
from desk.work.catalogue import current, find_procedures
from desk.work.deeds import Act, doing
from desk.work.journalling import note
from desk.work.office import office_facts

CITIZEN_DATA = ("name", "born", "sex", "residence", "phone", "old_id")
"""What of a citizen's data is learnt anew at a visit; the twelve digits never change."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier just opened, its citizen, and the receipt slip as a PDF on disk."""

    dossier: Dossier
    citizen: Citizen
    receipt: Path


def citizen_from_card(desk: Desk, picture: Path) -> Citizen:
    """Read an identity card's QR from a picture file (a camera's, a phone's or a scan).

    Raises:
        CardQrAbsent: no QR code can be read in the picture.
        CardQrWrong: there is a QR code, but none of a card.
    """
    texts = desk.reader.card(picture)
    if not texts:
        raise CardQrAbsent
    for text in texts:
        try:
            return read_card_qr(text)
        except (CardQrWrong, PersonalIdWrong):
            continue
    raise CardQrWrong(fields=0)


def find_citizens(desk: Desk, who: Session, words: str) -> list[Citizen]:
    """Find citizens by name without marks, 12 digits or the old 9, best first.

    Only names and masked numbers are meant to be shown until a dossier is open.
    """
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        return uow.citizens.search(words)


def register_citizen(desk: Desk, who: Session, citizen: Citizen) -> Citizen:
    """Find the citizen by number or add them; facts newly known fill the empty ones, and a card's facts win."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        known = uow.citizens.by_personal_id(citizen.personal_id) if citizen.personal_id else None
        if known is None:
            added = uow.citizens.add(citizen)
            note(uow, desk, who, Kind.CITIZEN_REGISTERED, f"citizen:{added.id}")
            uow.commit()
            return added
        merged = replace(
            known,
            name=citizen.name,
            born=citizen.born or known.born,
            sex=citizen.sex or known.sex,
            residence=citizen.residence or known.residence,
            phone=citizen.phone or known.phone,
            old_id=citizen.old_id or known.old_id,
        )
        if merged != known:
            with doing(uow, desk, who, _changing(known, merged)):
                uow.citizens.update(merged)
            note(uow, desk, who, Kind.CITIZEN_CHANGED, f"citizen:{known.id}")
            uow.commit()
    return merged


def _changing(before: Citizen, after: Citizen) -> Act:
    changed = [name for name in CITIZEN_DATA if getattr(before, name) != getattr(after, name)]
    data: dict[str, Json] = {
        "before": {name: getattr(before, name) for name in changed},
        "after": {name: getattr(after, name) for name in changed},
    }
    return Act(DeedKind.CITIZEN_CHANGED, scope_of_citizen(before.id), about=(f"citizen:{before.id}",), data=data)


def choose_procedure(desk: Desk, words: str) -> Procedure:
    """Return the procedure meant by a code, three letters or words of its name.

    Raises:
        ProcedureUnknown: nothing fits, or several fit equally and the words are no code.
    """
    catalogue = current(desk)
    found = find_procedures(catalogue, words)
    exact = [p for p in found if p.code and p.code == words.strip()]
    if exact:
        return exact[0]
    if len(found) == 1:
        return found[0]
    raise ProcedureUnknown(words=words, found=len(found))


def open_dossier(
    desk: Desk, who: Session, citizen: Citizen, procedure: Procedure, *, agrees: bool | None = None
) -> Opened:
    """Open a dossier for a registered citizen and make its receipt slip (Mẫu 01).

    Repeating the act gives the same dossier while it is of today and still without papers, so an act cut short by a
    power failure is simply repeated. `agrees`: the citizen's answer to keeping copies for reuse; None = not asked.

    Raises:
        RoleMissing: the officer may not receive.
    """
    who.require(Role.RECEPTION)
    now, catalogue = desk.clock.now(), current(desk).version
    with desk.unit() as uow:
        dossier = _unused_today(uow, desk, citizen, procedure)
        if dossier is None:
            day = now.astimezone(VIETNAM).date()
            dossier = uow.dossiers.add(
                Dossier(
                    code=provisional_code(day, uow.dossiers.next_number(day)),
                    citizen_id=citizen.id,
                    procedure=procedure,
                    catalogue=catalogue,
                    opened_at=now,
                    opened_by=who.officer.id,
                    due_at=due(now, procedure.days, desk.calendar),
                )
            )
            note(
                uow, desk, who, Kind.DOSSIER_OPENED, f"dossier:{dossier.code}",
                citizen=citizen.id, procedure=procedure.code, catalogue=dossier.catalogue,
            )
        _record_answer(uow, desk, who, dossier, agrees)
        uow.commit()
    milestone("dossier-opened")
    return Opened(dossier, citizen, receipt_slip(desk, who, dossier.code))


def _unused_today(uow: UnitOfWork, desk: Desk, citizen: Citizen, procedure: Procedure) -> Dossier | None:
    today = desk.clock.now().astimezone(VIETNAM).date()
    for dossier in uow.dossiers.of_citizen(citizen.id):
        same = dossier.procedure.code == procedure.code and dossier.procedure.name == procedure.name
        if same and dossier.state is DossierState.RECEIVED and dossier.opened_at.astimezone(VIETNAM).date() == today:
            used = uow.documents.of_dossier(dossier.code) or uow.dossiers.reuses(dossier.code)
            if not used and not uow.dossiers.shown(dossier.code):
                return dossier
    return None


def _record_answer(uow: UnitOfWork, desk: Desk, who: Session, dossier: Dossier, agrees: bool | None) -> None:  # noqa: FBT001 -- a recorded answer, passed on
    in_force = uow.citizens.consent(dossier.citizen_id)
    if agrees and in_force is None:
        uow.citizens.add_consent(Consent(dossier.citizen_id, desk.clock.now(), who.officer.id, dossier.code))
        note(uow, desk, who, Kind.CONSENT_GIVEN, f"citizen:{dossier.citizen_id}", dossier=dossier.code)
    elif agrees is False and in_force is not None:
        uow.citizens.withdraw_consent(dossier.citizen_id, desk.clock.now())
        note(uow, desk, who, Kind.CONSENT_WITHDRAWN, f"citizen:{dossier.citizen_id}", dossier=dossier.code)


def set_consent(desk: Desk, who: Session, code: str, *, agrees: bool) -> None:
    """Record the citizen's answer to keeping copies for reuse, given or withdrawn at this dossier."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        _record_answer(uow, desk, who, open_one(uow, code), agrees)
        uow.commit()


def receipt_slip(desk: Desk, who: Session, code: str) -> Path:
    """Return the receipt slip of a dossier as a PDF, made on first use and kept.

    Raises:
        DossierUnknown: no such dossier.
    """
    with desk.unit() as uow:
        dossier = one(uow, code)
        citizen = uow.citizens.get(dossier.citizen_id)
    if dossier.receipt is None:
        from desk.papers.receipt import ReceiptData, receipt_pdf  # setting type loads slowly, and only slips need it

        facts = office_facts(desk)
        data = ReceiptData(
            dossier=dossier, citizen=citizen, authority=facts.authority, centre=facts.centre, commune=facts.commune,
            received_by=who.officer.name, rehearsal=facts.rehearsal,
        )
        digest = desk.store.put(receipt_pdf(data))
        dossier = replace(dossier, receipt=digest)
        with desk.unit() as uow:
            uow.dossiers.update(dossier)
            uow.commit()
    milestone("receipt-made")
    return _as_file(desk, dossier)


def _as_file(desk: Desk, dossier: Dossier) -> Path:
    """Lay the slip where a person can find and print it; the object stays the truth."""
    out = desk.home / "slips" / f"{dossier.code}.pdf"
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(desk.store.get(dossier.receipt or ""))
    return out


def mark_shown(desk: Desk, who: Session, code: str, place: int, *, shown: bool) -> None:
    """Mark a component's paper as shown and checked, or take the mark back; nothing is scanned or kept.

    Repeating changes nothing.

    Raises:
        DossierUnknown, DossierClosed, ComponentUnknown.

    Law: docs/law.md#papers-only-shown
    """
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        dossier = open_one(uow, code)
        component = dossier.component(place)
        if component is None or component.need is Need.HAND_IN:
            raise ComponentUnknown(dossier=code, place=place)
        before, after = uow.dossiers.shown(dossier.code).get(place), desk.clock.now() if shown else None
        if (before is None) is (after is None):
            return
        with doing(uow, desk, who, _showing(dossier, place, before, after)):
            set_shown_in(uow, desk, who, (dossier.code, place), after)
        uow.commit()


def _showing(dossier: Dossier, place: int, before: datetime | None, after: datetime | None) -> Act:
    kind = DeedKind.SHOWN if after is not None else DeedKind.NOT_SHOWN
    data: dict[str, Json] = {
        "place": place, "before": before.isoformat() if before is not None else None,
        "after": after.isoformat() if after is not None else None,
    }
    return Act(kind, scope_of_dossier(dossier.code), about=(f"slot:{dossier.code}/{place}",), data=data)


def set_shown_in(uow: UnitOfWork, desk: Desk, who: Session, slot: tuple[str, int], at: datetime | None) -> None:
    """Mark a component (dossier, place) as shown at a time, or take the mark back, inside the unit's transaction."""
    code, place = slot
    uow.dossiers.set_shown(code, place, at)
    kind = Kind.PAPER_SHOWN if at is not None else Kind.PAPER_SHOWN_UNDONE
    note(uow, desk, who, kind, f"dossier:{code}", place=place)


def dossiers_of(desk: Desk, number: PersonalId) -> list[Dossier]:
    """List the dossiers of a person, newest first."""
    with desk.unit() as uow:
        citizen = uow.citizens.by_personal_id(number)
        return uow.dossiers.of_citizen(citizen.id) if citizen else []


def one(uow: UnitOfWork, code: str) -> Dossier:
    """Return a dossier by its code; DossierUnknown when there is none."""
    dossier = uow.dossiers.by_code(code.strip())
    if dossier is None:
        raise DossierUnknown(dossier=code)
    return dossier


def open_one(uow: UnitOfWork, code: str) -> Dossier:
    """Return a dossier that still takes papers; DossierUnknown, DossierClosed."""
    dossier = one(uow, code)
    if not dossier.state.open:
        raise DossierClosed(dossier=dossier.code)
    return dossier
