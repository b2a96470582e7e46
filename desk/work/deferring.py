"""Promising a certified copy for another hour and day (hẹn trả, kéo dài thời hạn): Điều 7 and Điều 21 NĐ 23/2015/NĐ-CP.

A dossier of certification is answered the same day, or the next working day when it came after 15:00. Many papers or
pages, or hard ones, give two more working days; longer needs a written agreement. Whoever waits gets the hour and day.

Law: docs/law.md#counting-time
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desk.errors import DeferralTooLong, DeferralUnfit, ReasonMissing
from desk.jobs import milestone
from desk.model.deadline import VIETNAM, due
from desk.model.dossier import Dossier
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.values import tidy
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import form_words, local_day
from desk.work.copy_files import APPOINTMENTS, lay
from desk.work.intake import one, open_one
from desk.work.journalling import note
from desk.work.office import office_facts

MOST_DAYS = 2
"""Working days that Điều 21 gives without an agreement."""

LONGEST_DAYS = 250
"""Working days that can be agreed upon: a year of them; more is a slip of the hand."""

_MAY = (Role.RECEPTION, Role.CERTIFIER)


def defer(
    desk: Desk, who: Session, code: str, days: int, reason: str, *, agreed: bool = False
) -> tuple[Dossier, Path]:
    """Promise the copies of a dossier for later: `days` working days after the period of Điều 7, counted once.

    A second deferral replaces the first and never adds to it.

    Args:
        desk: The office.
        who: Who promises.
        code: The dossier.
        days: 1 or 2; up to `LONGEST_DAYS` when `agreed`.
        reason: Why, as the slip tells the citizen.
        agreed: The citizen agrees in writing, by signing the slip.

    Returns:
        The dossier with its new hour and day, and the slip to be printed.

    Raises:
        RoleMissing, DossierUnknown, DossierClosed, ReasonMissing; DeferralUnfit: no certification of the same day.
        DeferralTooLong. OutputRefused.
    """
    who.require(*_MAY)
    why = tidy(reason)
    if not why:
        raise ReasonMissing
    if not 1 <= days <= (LONGEST_DAYS if agreed else MOST_DAYS):
        raise DeferralTooLong(most=MOST_DAYS)
    with desk.unit() as uow:
        dossier = _same_day(open_one(uow, code))
        later = _later(desk, dossier, days)
        deferred = replace(dossier, due_at=later)
        uow.dossiers.update(deferred)
        note(
            uow, desk, who, Kind.CERTIFICATION_DEFERRED, f"dossier:{dossier.code}",
            days=days, agreed=agreed, due=later.isoformat(),
        )
        uow.commit()
    milestone("certification-deferred")
    return deferred, _slip(desk, who, deferred, (days, why, agreed))


def appointment(desk: Desk, who: Session, code: str) -> tuple[Dossier, Path]:
    """Lay the slip for the hour and day a dossier of certification is due already, as after 15:00.

    One that was deferred has the slip it was given, with its reason, as long as that is there.

    Raises:
        RoleMissing, DossierUnknown, DeferralUnfit, OutputRefused.
    """
    who.require(*_MAY)
    with desk.unit(reading=True) as uow:
        dossier = _same_day(one(uow, code))
    given = desk.home / APPOINTMENTS / _name(desk, dossier)
    if _deferred(desk, dossier) and given.is_file():
        return dossier, given.absolute()
    return dossier, _slip(desk, who, dossier, (0, "", False))


def _deferred(desk: Desk, dossier: Dossier) -> bool:
    return dossier.due_at not in (None, _usual(desk, dossier))


def _name(desk: Desk, dossier: Dossier) -> str:
    """Return the name of a slip: one for each day promised, so that an older promise is not taken for the newer."""
    return f"{dossier.code}-{local_day(dossier.due_at or _usual(desk, dossier)).isoformat()}.pdf"


def waits_for_tomorrow(desk: Desk, dossier: Dossier) -> bool:
    """Tell whether a dossier of certification came too late for the same day, so that its citizen needs the slip."""
    fits = dossier.procedure.days == 0
    return fits and local_day(_usual(desk, dossier)) > local_day(dossier.opened_at)


def _same_day(dossier: Dossier) -> Dossier:
    if dossier.procedure.days != 0:
        raise DeferralUnfit(dossier=dossier.code)
    return dossier


def _usual(desk: Desk, dossier: Dossier) -> datetime:
    """Return the hour and day of Điều 7, whatever was promised since."""
    usual = due(dossier.opened_at, 0, desk.calendar)
    if usual is None:
        raise DeferralUnfit(dossier=dossier.code)
    return usual


def _later(desk: Desk, dossier: Dossier, days: int) -> datetime:
    """Return the office's last hour so many working days after the usual one, in UTC."""
    day = local_day(_usual(desk, dossier))
    for _ in range(days):
        day = desk.calendar.next_working(day)
    return datetime.combine(day, desk.calendar.closing, VIETNAM).astimezone(UTC)


def _slip(desk: Desk, who: Session, dossier: Dossier, longer: tuple[int, str, bool]) -> Path:
    from desk.papers.appointment import AppointmentData, appointment_pdf  # setting type loads slowly

    facts, now = office_facts(desk), desk.clock.now()
    days, reason, agreed = longer
    with desk.unit(reading=True) as uow:
        name = _requester(uow, dossier)
    data = AppointmentData(
        authority=facts.authority, centre=facts.centre, commune=facts.commune, dossier=dossier.code, requester=name,
        procedure=dossier.procedure.name, received=dossier.opened_at, due=dossier.due_at or _usual(desk, dossier),
        days=days, reason=reason, officer=who.officer.name, at=now, agreed=agreed,
        late=waits_for_tomorrow(desk, dossier) and (days > 0 or not _deferred(desk, dossier)),
        rehearsal=facts.rehearsal,
        same_day=local_day(dossier.due_at or _usual(desk, dossier)) == local_day(dossier.opened_at),
    )
    made = appointment_pdf(data, form_words("appointment", local_day(now)))
    return lay(desk, APPOINTMENTS, _name(desk, dossier), made)


def _requester(uow: UnitOfWork, dossier: Dossier) -> str:
    return dossier.submitter or uow.citizens.get(dossier.citizen_id).name
