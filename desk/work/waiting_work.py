"""What waits to leave the office, and what left (việc chờ gửi): one list for the clerk who closes the day.

A dossier stands in it once it is ready to be handed over, once something keeps it here, or once its day has come; a
copy with a number stands in it until it is finished. Nothing is written and nobody's papers are looked up.

Law: docs/law.md#counting-time
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from desk.errors import ComponentsUnsigned, CopyUnfinished, NothingToHandOver, PapersUnfinished
from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.deadline import due
from desk.model.dossier import Dossier, DossierState
from desk.model.events import Kind
from desk.model.paper import Document, Stage
from desk.model.people import Role, Session
from desk.model.procedure import Component, Need
from desk.model.waiting import WaitingCount
from desk.ports import Desk, Outstanding, UnitOfWork
from desk.work.attestation import local_day
from desk.work.component import demanded
from desk.work.leaving import CERTIFYING, gather

READERS = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL, Role.ADMIN, Role.INSPECTOR)

DAYS_BACK = 30
"""Days for which what was handed over is listed, unless another number is asked for."""

MOST_LEFT = 200
"""Hand-overs listed at most."""

_LATEST = 400
"""Working days counted at most: later than that is late enough."""

SECRECY = "secrecy"
"""Why a dossier stays whose paper has a mark of secrecy: no fault of a reading, and no cure by the machine."""


class Sort(StrEnum):
    """What a line waits for, the most pressing first.

    STUCK: vướng, a person must mend it. PERSON: chờ người ký. STAMP: chờ dấu thời gian. TO_HAND: xong, chờ trao.
    WORK: đang làm, listed because its day has come. HANDED: đã trao.
    """

    STUCK = "stuck"
    PERSON = "person"
    STAMP = "stamp"
    TO_HAND = "to-hand"
    WORK = "work"
    HANDED = "handed"

    @property
    def waits(self) -> bool:
        """Tell whether something is still to be done."""
        return self is not Sort.HANDED


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits, or one dossier that left.

    Attributes:
        title: Name of the paper a copy is of, or of the procedure.
        citizen: The name of whose dossier it is; who a copy is for, as it stands in the book.
        document: The paper it is about, 0 for the dossier as a whole.
        number: The copy's number in its book, or None.
        due_at: When the result was promised, or None.
        late: Working days past that day; 0 = not late, or late since earlier the same day (`overdue`).
        overdue: The promised moment is past.
        today: It is promised for today.
        deferred: Another day was promised than the law's own (hẹn lại).
        reason: Code of what keeps it here, with a sentence and a cure; "" for nothing. `context` fills them.
        at: Since when it waits, or when it left.
        papers: How many papers are in it.
        true: The copy is one of an administrative document (sao y), not a certified one.
        here: The dossier is open, so that it can be taken up at the counter.
        digest: SHA-256 of the package it left as, "" while it is here or when the journal tells none.
    """

    sort: Sort
    dossier: str
    title: str
    citizen: str
    at: datetime
    document: int = 0
    number: int | None = None
    due_at: datetime | None = None
    late: int = 0
    overdue: bool = False
    today: bool = False
    deferred: bool = False
    reason: str = ""
    context: Mapping[str, object] = field(default_factory=dict)
    papers: int = 0
    digest: str = ""
    true: bool = False
    here: bool = True


def deliveries(desk: Desk, who: Session, days: int = DAYS_BACK) -> list[Line]:
    """List what waits to leave the office, the latest and most pressing first, then what left, the newest first.

    Args:
        desk: The office.
        who: Who looks.
        days: For how many days back what left is listed; 0 leaves it out.

    Raises:
        RoleMissing.
    """
    who.require(*READERS)
    now = desk.clock.now()
    with desk.unit(reading=True) as uow:
        copies = [copy for true in (False, True) for copy in uow.copies.in_stage(*_UNFINISHED, true=true)]
        here = uow.dossiers.outstanding()
        left = uow.dossiers.handed_over(now - timedelta(days=days), MOST_LEFT) if days else []
        gone = [_gone(uow, dossier, citizen) for dossier, citizen in left]
        dossiers, signed = {one.dossier.code: one for one in here}, demanded(uow)
        asked = [*_dossiers(here, {copy.dossier for copy in copies})]
        # What only a look into each could tell is asked of those alone where it may be: signatures and held papers.
        told = [
            _tried(uow, line) if line.sort is Sort.TO_HAND and (signed or dossiers[line.dossier].reused) else line
            for line in asked
        ]
    waiting = [*_copies(copies, dossiers), *told]
    known: dict[date, int] = {}
    dated = [_dated(desk, line, dossiers.get(line.dossier), now, known) for line in waiting]
    kept = [line for line in dated if line.sort is not Sort.WORK or line.overdue or line.today]
    return [*sorted(kept, key=_pressing), *gone]


def counted(lines: Iterable[Line]) -> WaitingCount:
    """Count what waits."""
    there = [line for line in lines if line.sort.waits]
    sorts = Counter(line.sort for line in there)
    return WaitingCount(
        sorts[Sort.STUCK], sorts[Sort.PERSON], sorts[Sort.STAMP], sorts[Sort.TO_HAND],
        len({line.dossier for line in there if line.overdue}), len({line.dossier for line in there if line.today}),
    )  # fmt: skip


_UNFINISHED = (CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING)
_ORDER = tuple(Sort)


def _pressing(line: Line) -> tuple[bool, int, bool, int, datetime]:
    return not line.overdue, -line.late, not line.today, _ORDER.index(line.sort), line.at


def _copies(copies: Sequence[CertifiedCopy], dossiers: dict[str, Outstanding]) -> Iterator[Line]:
    for copy in copies:
        there = dossiers.get(copy.dossier)
        yield Line(
            Sort.STAMP if copy.stage is CopyStage.WAITING else Sort.PERSON, copy.dossier, copy.title,
            there.citizen if there is not None and not copy.kind.true_copy else copy.requester, copy.certified_at,
            document=copy.document_id, number=copy.number, reason=copy.lacking or "", papers=1,
            true=copy.kind.true_copy, here=there is not None and there.dossier.state.open,
        )  # fmt: skip


def _dossiers(here: Sequence[Outstanding], with_copies: set[str]) -> Iterator[Line]:
    for one in here:
        stuck = _stuck(one)
        ready = stuck is None and one.dossier.code not in with_copies and ready_to_leave(one)
        sort = Sort.STUCK if stuck is not None else Sort.TO_HAND if ready else Sort.WORK
        if sort is Sort.WORK and one.dossier.code in with_copies:
            continue  # its copies stand in the list
        moments = [moment for paper in one.papers for moment in (paper.confirmed_at, paper.made_at)]
        since = [moment for moment in moments if moment is not None]
        reason = "" if stuck is None else SECRECY if stuck.secrecy is not None else stuck.fault or ""
        yield Line(
            sort, one.dossier.code, one.dossier.procedure.name, one.citizen,
            max(since, default=one.dossier.opened_at), document=stuck.id if stuck is not None else 0,
            reason=reason, papers=len(one.papers),
        )  # fmt: skip


def _tried(uow: UnitOfWork, line: Line) -> Line:
    """Try whether a dossier that looks ready could leave; what would refuse it is told."""
    try:
        gather(uow, line.dossier)
    except (NothingToHandOver, PapersUnfinished, CopyUnfinished, ComponentsUnsigned) as fault:
        return replace(line, sort=Sort.STUCK, reason=fault.code, context=fault.context)
    return line


def _stuck(one: Outstanding) -> Document | None:
    """Return the first paper a person must mend: not read because of a fault, or under a mark of secrecy."""
    return next(
        (p for p in one.papers if p.secrecy is not None or (p.fault is not None and p.stage is not Stage.CONFIRMED)),
        None,
    )


def ready_to_leave(one: Outstanding) -> bool:
    """Tell whether a dossier lacks nothing: each component that is asked for is settled, and there is what leaves.

    A dossier of certification is ready when every original in it was certified or refused, and one was certified.
    """
    if one.dossier.state is DossierState.DONE:
        return True
    if any(paper.stage is not Stage.CONFIRMED for paper in one.papers):
        return False
    done = {document for document, stage in one.copies if stage.done}
    if one.dossier.procedure.kind == CERTIFYING:
        originals = [p for p in one.papers if _is_original(one.dossier, p.place)]
        return bool(done) and all(paper.id in done or paper.id in one.refused for paper in originals)
    filled = {paper.place for paper in one.papers} | one.settled
    asked = [part for part in one.dossier.procedure.components if part.need is not Need.IF_ANY]
    leaves = bool(one.reused) or any(paper.id in done or _leaves(one.dossier, paper.place) for paper in one.papers)
    return leaves and all(part.place in filled for part in asked)


def _leaves(dossier: Dossier, place: int | None) -> bool:
    """Tell whether a paper of this place is handed over, rather than only shown."""
    part = dossier.component(place) if place is not None else None
    return part is None or part.need is not Need.SHOW


def _is_original(dossier: Dossier, place: int | None) -> bool:
    part: Component | None = dossier.component(place) if place is not None else None
    return part is not None and part.need is Need.SHOW and not part.kinds


def _dated(desk: Desk, line: Line, there: Outstanding | None, now: datetime, known: dict[date, int]) -> Line:
    """Tell of a line when it is due and how late it is; `known` keeps how late each day is."""
    dossier = there.dossier if there is not None else None
    if dossier is None or dossier.due_at is None:
        return line
    day, today = local_day(dossier.due_at), local_day(now)
    overdue = now > dossier.due_at
    if overdue and day not in known:
        known[day] = _late(desk, day, today)
    same_day = dossier.procedure.days == 0
    return replace(
        line, due_at=dossier.due_at, overdue=overdue, today=day == today,
        late=known[day] if overdue else 0,
        deferred=same_day and dossier.due_at != due(dossier.opened_at, 0, desk.calendar),
    )  # fmt: skip


def _late(desk: Desk, day: date, today: date) -> int:
    late = 0
    while day < today and late < _LATEST:
        day += timedelta(days=1)
        late += desk.calendar.works(day)
    return late


def _gone(uow: UnitOfWork, dossier: Dossier, citizen: str) -> Line:
    told = [one.event for one in uow.journal.about(f"dossier:{dossier.code}")]
    left = [event for event in told if event.kind is Kind.DOSSIER_HANDED_OVER]
    packed = [event for event in told if event.kind is Kind.DOSSIER_PACKAGED]
    papers = packed[-1].data.get("documents") if packed else None
    return Line(
        Sort.HANDED, dossier.code, dossier.procedure.name, citizen, dossier.handed_over_at or dossier.opened_at,
        due_at=dossier.due_at, papers=len(papers) if isinstance(papers, list) else 0,
        digest=str(left[-1].data.get("digest", "")) if left else "",
    )  # fmt: skip
