"""Taking back what was done (hoàn tác), however long ago, and doing it again: across restarts and desks.

A deed is taken back while the dossier is open, nothing later stands on the same thing, and all is as the deed left it;
otherwise one sentence says why not. Numbers, signatures and what left the office are never taken back.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from desk.errors import DeedBuried, DeedChanged, DeedFixed, DeedUnknown, DeskError, ObjectMissing
from desk.jobs import milestone
from desk.model.certification import CopyStage
from desk.model.deed import OFFICE, Deed, DeedKind, PaperState, scope_of_citizen, scope_of_dossier
from desk.model.events import Kind
from desk.model.paper import Stage
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import local_day
from desk.work.certify_steps import in_hand
from desk.work.deeds import states_of
from desk.work.digitise import bind, read_documents
from desk.work.intake import one, open_one
from desk.work.journalling import note
from desk.work.undoing_acts import TURNS, still_fits

_COUNTER = (Role.RECEPTION, Role.CERTIFIER)
_ALL = 10_000
"""More deeds than a dossier ever has."""

_ADMIN_SETTINGS = ("demand", "marks", "lookup", "profiles-locked")


@dataclass(frozen=True, slots=True)
class Told:
    """A deed as a list of them tells it (việc đã làm).

    Attributes:
        officer: Name of who did it.
        back: It can be taken back now. again: It was, and can be done again now.
        why: Code of the fault that says why it can be neither; "" when it can, or is simply done with.
    """

    deed: Deed
    officer: str
    back: bool = False
    again: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of a deed that was taken back or done again; `unread` papers are to be read now."""

    deed: Deed
    unread: tuple[int, ...] = ()


def list_deeds(desk: Desk, code: str | None = None, limit: int = 200) -> list[Told]:
    """List the deeds of a dossier, newest first; without a code those of the office.

    What was changed of the citizen's data from the day of the dossier's opening on is among them.

    Raises:
        DossierUnknown.
    """
    with desk.unit(reading=True) as uow:
        there = _deeds(uow, code, limit)
        names = {officer.id: officer.name for officer in uow.officers.all()}
        return [_told(uow, deed, there, names.get(deed.officer, "")) for deed in there]


def _deeds(uow: UnitOfWork, code: str | None, limit: int) -> list[Deed]:
    if code is None:
        return uow.deeds.of([OFFICE], limit)
    dossier = one(uow, code)
    day = local_day(dossier.opened_at)
    there = uow.deeds.of([scope_of_dossier(dossier.code), scope_of_citizen(dossier.citizen_id)], limit)
    return [deed for deed in there if deed.dossier is not None or local_day(deed.at) >= day]


def _told(uow: UnitOfWork, deed: Deed, there: Sequence[Deed], officer: str) -> Told:
    try:
        _check(uow, deed, there)
    except DeskError as fault:
        return Told(deed, officer, why=fault.code)
    return Told(deed, officer, back=deed.holds, again=not deed.holds)


def newest(told: Sequence[Told], *, again: bool = False) -> Told | None:
    """Return the deed of a list that is taken back next, or with `again` done again next; None when there is none.

    The newest is taken back first; what was taken back last is done again first.
    """
    if again:
        able = [one for one in told if one.again and one.deed.undone_at is not None]
        last = max((one.deed.undone_at for one in able if one.deed.undone_at is not None), default=None)
        return min((one for one in able if one.deed.undone_at == last), key=lambda one: one.deed.id, default=None)
    return next((one for one in told if one.back), None)


def take_back(desk: Desk, who: Session, deed_id: int) -> Turned:
    """Take a deed back; one that was taken back already stays so.

    Raises:
        DeedUnknown, RoleMissing, DossierClosed; DeedBuried: something later stands on it. DeedFixed: a number or a
        signature does. DeedChanged: things are no longer as it left them. WorkHeld: the paper is being certified.
        What the act's own verb raises, such as ReuseRefused.
    """
    return _turn(desk, who, deed_id, back=True)


def do_again(desk: Desk, who: Session, deed_id: int) -> Turned:
    """Do a deed again that was taken back; faults of `take_back`."""
    return _turn(desk, who, deed_id, back=False)


def undo_sides(desk: Desk, who: Session, document_id: int) -> Turned | None:
    """Take back the newest change of a paper's sides, also one of an earlier day; None when there is none.

    Raises:
        DocumentUnknown. Those of `take_back`, such as DeedBuried: the paper was confirmed or moved since.
    """
    with desk.unit(reading=True) as uow:
        (state,) = states_of(uow, [document_id])
        there = uow.deeds.of([scope_of_dossier(state.document.dossier)], _ALL)
    sides = (DeedKind.LAID, DeedKind.SPLIT, DeedKind.MERGED)
    found = next((one for one in there if one.holds and one.kind in sides and document_id in one.documents), None)
    return take_back(desk, who, found.id) if found is not None else None


def finish_turned(desk: Desk, who: Session, turned: Turned) -> Turned:
    """Read the papers that a deed left to be read; a fault stays with its paper, as after any reading."""
    if turned.unread:
        read_documents(desk, who, turned.unread)
    return turned


def _turn(desk: Desk, who: Session, deed_id: int, *, back: bool) -> Turned:
    with desk.unit(reading=True) as uow:
        deed = _known(uow, deed_id)
    who.require(*_may(deed))
    if deed.holds is not back:
        return Turned(deed)
    papers = tuple(_whole(desk, state) for state in deed.papers)
    with ExitStack() as held:
        for document_id in deed.documents:
            held.enter_context(in_hand(desk, document_id))
        with desk.unit() as uow:
            deed = _known(uow, deed_id)
            if deed.holds is not back:
                return Turned(deed)
            _check(uow, deed, uow.deeds.of([deed.scope], _ALL))
            turned = TURNS[deed.kind](uow, desk, who, replace(deed, papers=papers))
            now = desk.clock.now()
            turned = replace(turned, undone_at=now if back else None, undone_by=who.officer.id if back else None)
            uow.deeds.update(turned)
            kind = Kind.DEED_TAKEN_BACK if back else Kind.DEED_DONE_AGAIN
            note(uow, desk, who, kind, _subject(deed), deed=deed.id, act=deed.kind)
            unread = tuple(one for one in deed.documents if _waits(uow, one))
            uow.commit()
    milestone("deed-turned")
    return Turned(turned, unread)


def _known(uow: UnitOfWork, deed_id: int) -> Deed:
    deed = uow.deeds.get(deed_id)
    if deed is None:
        raise DeedUnknown(deed=deed_id)
    return deed


def _may(deed: Deed) -> tuple[Role, ...]:
    if deed.kind is DeedKind.SETTING:
        return (Role.ADMIN,) if deed.data.get("what") in _ADMIN_SETTINGS else (Role.RECEPTION, Role.ADMIN)
    return _COUNTER if deed.kind is DeedKind.CONFIRMED else (Role.RECEPTION,)


def _check(uow: UnitOfWork, deed: Deed, there: Sequence[Deed]) -> None:
    """Look whether a deed may be taken back or done again as things stand."""
    later = deed.later_about(there)
    if later:
        raise DeedBuried(deed=deed.id, later=later[0].id)
    if deed.dossier is not None:
        open_one(uow, deed.dossier)
    for document_id in deed.documents:
        _check_free(uow, document_id)
    if not still_fits(uow, deed):
        raise DeedChanged(deed=deed.id)


def _check_free(uow: UnitOfWork, document_id: int) -> None:
    """Look that no number stands on a paper and no signature on the PDF it has."""
    document = uow.documents.get(document_id)
    if document is None or document.secrecy is not None:
        raise DeedUnknown(deed=document_id)
    copies = [*uow.copies.of_document(document_id), *uow.copies.of_document(document_id, true=True)]
    live = next((copy for copy in copies if copy.stage is not CopyStage.VOID), None)
    if live is not None:
        raise DeedFixed(document=document_id, number=live.number)
    if any(made.source == document.pdf for made in uow.copies.components(document_id)):
        raise DeedFixed(document=document_id, number="-")


def _whole(desk: Desk, state: PaperState) -> PaperState:
    """Return the state with a PDF that is there: a backup keeps those that rows name, and a deed's may be lacking."""
    pdf = state.document.pdf
    if pdf is None or state.document.stage is Stage.REMOVED:
        return state
    try:
        desk.store.path(pdf)
    except ObjectMissing:
        with desk.unit(reading=True) as uow:
            now = {page.id: page for page in uow.documents.pages(state.document.id)}
        kept = [replace(page, reading=now[page.id].reading) for page in state.pages
                if not page.removed and page.id in now]  # fmt: skip
        return replace(state, document=replace(state.document, pdf=bind(desk, state.document, kept)))
    return state


def _waits(uow: UnitOfWork, document_id: int) -> bool:
    """Tell whether a paper is to be read: a whole one, not sides on their way to another paper."""
    document = uow.documents.get(document_id)
    if document is None or document.stage is not Stage.RECEIVED or document.secrecy is not None:
        return False
    return not document.source.startswith("scan:")


def _subject(deed: Deed) -> str:
    return f"document:{deed.documents[0]}" if deed.documents else deed.scope

