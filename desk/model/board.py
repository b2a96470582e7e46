"""What the day's board counts (bảng ngày): spans of days in Vietnam, shares, and rows without a person's name.

Definitions for people: docs/board.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from desk.model.certification import CopyKind, CopyStage
from desk.model.deadline import VIETNAM

_DAY = timedelta(days=1)

IN_ONE_GO_S = 600.0
"""A copy finished within so many seconds of its number was made in one go; a longer one waited for somebody."""


@dataclass(frozen=True, slots=True)
class Span:
    """Kỳ: whole days in Vietnam, from `first` to `last`, both counted.

    Raises:
        ValueError: it ends before it begins.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError((self.first, self.last))

    @classmethod
    def day(cls, day: date) -> "Span":
        """Return one day."""
        return cls(day, day)

    @classmethod
    def week(cls, day: date) -> "Span":
        """Return the week of a day, Monday to Sunday."""
        first = day - timedelta(days=day.weekday())
        return cls(first, first + timedelta(days=6))

    @classmethod
    def month(cls, day: date) -> "Span":
        """Return the month of a day."""
        first = day.replace(day=1)
        return cls(first, (first + timedelta(days=31)).replace(day=1) - _DAY)

    @property
    def since(self) -> datetime:
        """Return the instant it begins, in UTC."""
        return datetime.combine(self.first, time.min, VIETNAM).astimezone(UTC)

    @property
    def until(self) -> datetime:
        """Return the first instant behind it, in UTC."""
        return datetime.combine(self.last + _DAY, time.min, VIETNAM).astimezone(UTC)

    @property
    def days(self) -> tuple[date, ...]:
        """Return its days in order."""
        return tuple(self.first + number * _DAY for number in range((self.last - self.first).days + 1))

    def holds(self, moment: datetime | None) -> bool:
        """Tell whether an aware instant lies in it; None lies nowhere."""
        return moment is not None and self.since <= moment < self.until

    @property
    def whole_month(self) -> bool:
        """Tell whether it is just one month."""
        return self == Span.month(self.first)


@dataclass(frozen=True, slots=True)
class Share:
    """Tỷ lệ: so many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> float | None:
        """Return it in per cent, 0 to 100; None of nothing."""
        return 100.0 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class OpenedDossier:
    """Hồ sơ đã tiếp nhận, reduced to what is counted.

    Attributes:
        opened_by: Id of the officer.
        places: Components whose paper is handed in; those that are only shown are never counted.
        scanned: Those for which a paper was taken in that is not in the tray.
        reused: Those that a reuse in force serves.
    """

    procedure_code: str
    procedure: str
    opened_at: datetime
    opened_by: int
    places: frozenset[int] = frozenset()
    scanned: frozenset[int] = frozenset()
    reused: frozenset[int] = frozenset()

    @property
    def digitised(self) -> bool:
        """Tell whether at least one component has its paper as a file, scanned or reused."""
        return bool(self.places & (self.scanned | self.reused))

    @property
    def has_reuse(self) -> bool:
        """Tell whether at least one component is served by a paper that the office held.

        Law: docs/law.md#indicators
        """
        return bool(self.places & self.reused)

    @property
    def papers(self) -> Share:
        """Return how many of the papers it has were not asked for again: reused, and not scanned besides."""
        filled = self.places & (self.scanned | self.reused)
        return Share(len((self.places & self.reused) - self.scanned), len(filled))


@dataclass(frozen=True, slots=True)
class DueDossier:
    """Hồ sơ có hẹn trả: the hour it was promised for, and when it was handed over; None = not yet."""

    due_at: datetime
    handed_over_at: datetime | None

    @property
    def on_time(self) -> bool:
        """Tell whether it was handed over not after its hour (NgayKetThucXuLy ≤ NgayHenTra)."""
        return self.handed_over_at is not None and self.handed_over_at <= self.due_at

    def settled(self, now: datetime) -> bool:
        """Tell whether it is known by now: handed over, or past its hour."""
        return self.handed_over_at is not None or self.due_at < now


@dataclass(frozen=True, slots=True)
class TakenPapers:
    """Giấy đã nhận of one officer in one hour: papers, their sides, and how many of those were read.

    Attributes:
        hour: The aware instant at which the hour begins.
    """

    hour: datetime
    officer_id: int
    papers: int
    sides: int
    read: int


@dataclass(frozen=True, slots=True)
class CheckedPapers:
    """Giấy đã kiểm by one officer: papers, fields the machine doubted in them, and how many of these were changed."""

    officer_id: int
    papers: int
    doubts: int
    corrected: int


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """Bản sao đã cấp số, reduced to what is counted.

    Attributes:
        made_by: Id of the officer who took the number.
        compared_s: Seconds the paper lay before the officer to be compared; 0 = not measured.
    """

    certified_at: datetime
    made_by: int
    kind: CopyKind
    stage: CopyStage
    copies: int
    pages: int
    fee: int
    compared_s: float
    finished_at: datetime | None

    @property
    def counts(self) -> bool:
        """Tell whether it is a certified copy whose number stands."""
        return self.kind is CopyKind.CERTIFIED and self.stage is not CopyStage.VOID

    @property
    def seconds(self) -> float | None:
        """Return the seconds from the paper before the officer to the finished copy; None = not measured.

        Comparing counts as long as the paper is on the screen; from the number on the clock on the wall counts. What
        waited for another person, a token or a time stamp for over ten minutes is nobody's pace and is left out.
        """
        if not self.counts or self.compared_s <= 0 or self.finished_at is None:
            return None
        signed_s = (self.finished_at - self.certified_at).total_seconds()
        return self.compared_s + signed_s if 0 <= signed_s <= IN_ONE_GO_S else None


@dataclass(frozen=True, slots=True)
class Pace:
    """Nhịp chứng thực: seconds per certified copy.

    Attributes:
        middle: Median (trung vị) in seconds; None = none was measured.
        average: Mean in seconds.
        measured: Copies it is made of; `left_out` those that waited or were not measured.
    """

    middle: float | None = None
    average: float | None = None
    measured: int = 0
    left_out: int = 0

    @classmethod
    def of(cls, copies: Iterable[MadeCopy]) -> "Pace":
        """Measure copies; void numbers and true copies are none."""
        counted = [copy for copy in copies if copy.counts]
        times = sorted(copy.seconds for copy in counted if copy.seconds is not None)
        if not times:
            return cls(left_out=len(counted))
        middle = (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2
        return cls(middle, sum(times) / len(times), len(times), len(counted) - len(times))


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Việc đang chờ in the office's rows, as they stand.

    Attributes:
        stamps: Copies with a number that wait for a time stamp; `people` those that wait for a person to sign or seal.
        unchecked: Papers of open dossiers that were read and nobody checked; `unchecked_in` the oldest one's dossier.
        due: Dossiers to be handed over by the end of the day; `due_first` the code of the first, `due_first_at` when.
        late: Those of them that are past their hour.
    """

    stamps: int = 0
    people: int = 0
    unchecked: int = 0
    unchecked_in: str = ""
    due: int = 0
    late: int = 0
    due_first: str = ""
    due_first_at: datetime | None = None


def axis_steps(highest: float, most: int = 4) -> tuple[int, ...]:
    """Return the marks of an axis from 0: at most so many steps of 1, 2 or 5 times a power of ten, over the highest."""
    step, factors = 1, (2, 2.5, 2)
    turn = 0
    while step * most < highest:
        step = int(step * factors[turn % 3])
        turn += 1
    count = max(1, -int(-highest // step))
    return tuple(number * step for number in range(count + 1))
