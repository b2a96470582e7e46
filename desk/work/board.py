"""The day's board (bảng ngày): what the office did in a day, a week or a month, and what waits now.

Nobody's name but an officer's is ever read for it, and that only for those who may see who did how much. What each
figure counts is told in docs/board.md.

Law: docs/law.md#indicators
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.model.board import (
    CheckedPapers,
    DueDossier,
    MadeCopy,
    OpenedDossier,
    Pace,
    Share,
    Span,
    TakenPapers,
    Unsettled,
)
from desk.model.certification import CopyKind, CopyStage
from desk.model.deadline import VIETNAM
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import local_day
from desk.work.evening import batches
from desk.work.evening_look import look
from desk.work.packs import pack_in_force

READERS = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL, Role.INSPECTOR, Role.ADMIN)
SEES_OFFICERS = (Role.INSPECTOR, Role.ADMIN)
"""Roles that see who did how much."""

TREND_DAYS = 14
_STACK_DAYS = 7
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Targets:
    """Mục tiêu of a dated pack: shares in per cent, seconds per copy.

    Law: docs/law.md#indicators
    """

    digitised: float
    reused: float
    copy_s: float


@dataclass(frozen=True, slots=True)
class Column:
    """One hour of a day, or one day of a longer span, as a column of a chart.

    Attributes:
        hour: 0 to 23 in Vietnam; None = the whole day.
        with_reuse: Dossiers of it with at least one paper used again.
    """

    day: date
    hour: int | None
    dossiers: int = 0
    with_reuse: int = 0
    copies: int = 0
    papers: int = 0
    sides: int = 0


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day of the line that leads up to the board.

    Attributes:
        papers: Papers used again, of those its dossiers have.
        on_time: From the first of the month up to this day.
    """

    day: date
    dossiers: int
    papers: Share
    pace: Pace
    on_time: Share


@dataclass(frozen=True, slots=True)
class ProcedureCount:
    """One procedure of the span: how many dossiers, how many of them with something used again or digitised."""

    code: str
    name: str
    dossiers: int
    with_reuse: int
    digitised: int
    papers: Share


@dataclass(frozen=True, slots=True)
class OfficerCount:
    """What one officer did in the span; `name` is the officer's."""

    name: str
    dossiers: int
    papers: int
    checked: int
    copies: int


@dataclass(frozen=True, slots=True)
class Before:
    """The same figures of the span before, up to the same hour when this one is not over yet."""

    span: Span
    dossiers: int
    papers: Share
    pace: Pace


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits now: rows of the office, and stacks of the evening with papers that no dossier has taken yet."""

    rows: Unsettled
    stacks: int = 0
    stack_papers: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of a span as they stand now: a reuse taken back and a number made void since are none.

    Attributes:
        at: When they were counted.
        dossiers: Received; `handed_over` given back in the span, whenever they were received.
        digitised, with_reuse: Dossiers with at least one paper as a file, at least one used again.
        papers_reused: Papers used again of those that the dossiers have.
        papers, sides, read: Papers taken in, their sides, sides that were read.
        checked, doubts, corrected: Papers a person checked, fields the machine doubted in them, those changed.
        certified: Certified copies by their numbers; `given` with those that share a number, `void` numbers made void.
        pages, fee: Of the originals; VND.
        true_copies: Copies of administrative documents.
        on_time: Dossiers promised for an hour in the month of the last day: handed over by then, of those known by now.
        columns: By hour of one day, else by day.
        trend: The last fourteen days, or those of the month.
        officers: Empty for who may not see it.
        waiting: None for a span that does not hold today.
    """

    span: Span
    at: datetime
    dossiers: int
    handed_over: int
    digitised: Share
    with_reuse: Share
    papers_reused: Share
    papers: int
    sides: int
    read: int
    checked: int
    doubts: int
    corrected: int
    certified: int
    given: int
    void: int
    pages: int
    fee: int
    true_copies: int
    pace: Pace
    on_time: Share
    columns: tuple[Column, ...]
    trend: tuple[DayFigures, ...]
    procedures: tuple[ProcedureCount, ...]
    officers: tuple[OfficerCount, ...]
    before: Before
    targets: Targets
    waiting: Waiting | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all was done."""
        copied = self.certified or self.void or self.true_copies
        return not (self.dossiers or self.handed_over or self.papers or self.checked or copied)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the statements gave; dossiers and copies from the beginning of the trend on."""

    dossiers: list[OpenedDossier]
    copies: list[MadeCopy]
    due: list[DueDossier]
    handed_over: int
    taken: list[TakenPapers]
    checked: list[CheckedPapers]


def board(desk: Desk, who: Session, span: Span | None = None) -> Board:
    """Count a span of days; None = today.

    Raises:
        RoleMissing.
    """
    who.require(*READERS)
    now = desk.clock.now()
    today = local_day(now)
    span = span or Span.day(today)
    with desk.unit(reading=True) as uow:
        rows = _read(uow, span, now)
        names = {one.id: one.name for one in uow.officers.all()} if _sees_officers(who) else {}
        unsettled = uow.figures.unsettled(now, Span.day(today).until) if today in span.days else None
    waiting = _waiting(desk, who, unsettled, now) if unsettled is not None else None
    return _board(desk, span, now, rows, (names, waiting))


def _sees_officers(who: Session) -> bool:
    return not who.officer.roles.isdisjoint(SEES_OFFICERS)


def earlier(span: Span) -> Span:
    """Return the span a span is held against: the same weekday a week before, the week or the month before."""
    if span.whole_month:
        return Span.month(span.first - timedelta(days=1))
    back = _WEEK if len(span.days) <= _WEEK.days else timedelta(days=len(span.days))
    return Span(span.first - back, span.last - back)


def _trend_days(span: Span) -> tuple[date, ...]:
    if len(span.days) > TREND_DAYS:
        return span.days
    return Span(span.last - timedelta(days=TREND_DAYS - 1), span.last).days


def _month_of(span: Span) -> Span:
    return Span.month(span.last)


def _read(uow: UnitOfWork, span: Span, now: datetime) -> _Rows:
    since = min(earlier(span).since, Span.day(_trend_days(span)[0]).since)
    due = Span.month(_trend_days(span)[0]).since
    figures = uow.figures
    return _Rows(
        dossiers=figures.opened(since, span.until), copies=figures.copies(since, span.until),
        due=[one for one in figures.due(due, _month_of(span).until) if one.settled(now)],
        handed_over=figures.handed_over(span.since, span.until),
        taken=figures.taken(span.since, span.until), checked=figures.checked(span.since, span.until),
    )


def _waiting(desk: Desk, who: Session, rows: Unsettled, now: datetime) -> Waiting:
    if Role.RECEPTION not in who.officer.roles:
        return Waiting(rows)
    left = []
    for batch in batches(desk, who, now - timedelta(days=_STACK_DAYS)):
        shown = look(desk, who, batch.id)
        left.append((sum(paper.document is None for paper in shown.papers), shown.unread))
    open_ones = [papers for papers, unread in left if papers or unread]
    return Waiting(rows, len(open_ones), sum(open_ones))


def _board(
    desk: Desk, span: Span, now: datetime, rows: _Rows, beside: tuple[dict[int, str], Waiting | None]
) -> Board:
    names, waiting = beside
    opened = [one for one in rows.dossiers if span.holds(one.opened_at)]
    copies = [one for one in rows.copies if span.holds(one.certified_at)]
    counted = [one for one in copies if one.counts]
    return Board(
        span=span, at=now, dossiers=len(opened),
        handed_over=rows.handed_over,
        digitised=Share(sum(one.digitised for one in opened), len(opened)),
        with_reuse=Share(sum(one.has_reuse for one in opened), len(opened)),
        papers_reused=_added(one.papers for one in opened),
        papers=sum(one.papers for one in rows.taken), sides=sum(one.sides for one in rows.taken),
        read=sum(one.read for one in rows.taken),
        checked=sum(one.papers for one in rows.checked), doubts=sum(one.doubts for one in rows.checked),
        corrected=sum(one.corrected for one in rows.checked),
        certified=len(counted), given=sum(one.copies for one in counted),
        void=sum(one.kind is CopyKind.CERTIFIED and one.stage is CopyStage.VOID for one in copies),
        pages=sum(one.pages for one in counted), fee=sum(one.fee for one in counted),
        true_copies=sum(one.kind.true_copy and one.stage is not CopyStage.VOID for one in copies),
        pace=Pace.of(copies), on_time=_on_time(rows.due, _month_of(span)),
        columns=_columns(desk, span, opened, counted, rows.taken), trend=_trend(span, rows),
        procedures=_procedures(opened), officers=_officers(names, opened, counted, rows),
        before=_before(span, now, rows), targets=targets(span.last), waiting=waiting,
    )


def targets(day: date) -> Targets:
    """Return the targets in force on a day.

    Law: docs/law.md#indicators
    """
    pack = pack_in_force("indicators", day)["target"]
    return Targets(float(pack["digitised"]), float(pack["reused"]), float(pack["copy_seconds"]))


def _added(shares: Iterable[Share]) -> Share:
    listed = list(shares)
    return Share(sum(one.part for one in listed), sum(one.whole for one in listed))


def _on_time(due: Sequence[DueDossier], within: Span) -> Share:
    """Return the share handed over in time of the dossiers promised for an hour within."""
    counted = [one for one in due if within.holds(one.due_at)]
    return Share(sum(one.on_time for one in counted), len(counted))


def _trend(span: Span, rows: _Rows) -> tuple[DayFigures, ...]:
    dossiers, copies = defaultdict[date, list[OpenedDossier]](list), defaultdict[date, list[MadeCopy]](list)
    for dossier in rows.dossiers:
        dossiers[local_day(dossier.opened_at)].append(dossier)
    for copy in rows.copies:
        copies[local_day(copy.certified_at)].append(copy)
    return tuple(
        DayFigures(
            day, len(dossiers[day]), _added(one.papers for one in dossiers[day]), Pace.of(copies[day]),
            _on_time(rows.due, Span(day.replace(day=1), day)),
        )
        for day in _trend_days(span)
    )


def _before(span: Span, now: datetime, rows: _Rows) -> Before:
    """Count the span before; while this one runs, up to the same hour of it."""
    other = earlier(span)
    until = min(other.until, other.since + (now - span.since)) if span.holds(now) else other.until
    opened = [one for one in rows.dossiers if other.since <= one.opened_at < until]
    copies = [one for one in rows.copies if other.since <= one.certified_at < until]
    return Before(other, len(opened), _added(one.papers for one in opened), Pace.of(copies))


def _columns(
    desk: Desk, span: Span, opened: Sequence[OpenedDossier], copies: Sequence[MadeCopy], taken: Sequence[TakenPapers]
) -> tuple[Column, ...]:
    by_hour = len(span.days) == 1

    def place(moment: datetime) -> tuple[date, int | None]:
        local = moment.astimezone(VIETNAM)
        return local.date(), local.hour if by_hour else None

    dossiers = Counter(place(one.opened_at) for one in opened)
    reusing = Counter(place(one.opened_at) for one in opened if one.has_reuse)
    made = Counter(place(one.certified_at) for one in copies)
    papers, sides = Counter[tuple[date, int | None]](), Counter[tuple[date, int | None]]()
    for one in taken:
        papers[place(one.hour)] += one.papers
        sides[place(one.hour)] += one.sides
    if by_hour:
        worked = {hour for begin, end in desk.calendar.hours for hour in range(begin.hour, end.hour + bool(end.minute))}
        hours = worked | {hour for _day, hour in (*dossiers, *made, *papers) if hour is not None}
        places: list[tuple[date, int | None]] = [(span.first, hour) for hour in sorted(hours)]
    else:
        places = [(day, None) for day in span.days]
    return tuple(
        Column(*one, dossiers[one], reusing[one], made[one], papers[one], sides[one]) for one in places
    )


def _procedures(opened: Sequence[OpenedDossier]) -> tuple[ProcedureCount, ...]:
    """Count by procedure, the most frequent first."""
    found = defaultdict[tuple[str, str], list[OpenedDossier]](list)
    for one in opened:
        found[one.procedure_code, one.procedure].append(one)
    counts = [
        ProcedureCount(
            code, name, len(mine), sum(one.has_reuse for one in mine), sum(one.digitised for one in mine),
            _added(one.papers for one in mine),
        )
        for (code, name), mine in found.items()
    ]
    return tuple(sorted(counts, key=lambda one: (-one.dossiers, one.name)))


def _officers(
    names: dict[int, str], opened: Sequence[OpenedDossier], copies: Sequence[MadeCopy], rows: _Rows
) -> tuple[OfficerCount, ...]:
    """Count by officer, those who did nothing left out."""
    dossiers, made = Counter(one.opened_by for one in opened), Counter(one.made_by for one in copies)
    papers, checked = Counter[int](), Counter[int]()
    for one in rows.taken:
        papers[one.officer_id] += one.papers
    for each in rows.checked:
        checked[each.officer_id] += each.papers
    busy = {*dossiers, *made, *papers, *checked}
    return tuple(
        OfficerCount(name, dossiers[number], papers[number], checked[number], made[number])
        for number, name in sorted(names.items(), key=lambda item: item[1])
        if number in busy
    )
