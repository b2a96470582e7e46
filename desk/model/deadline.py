"""Deadlines (hẹn trả kết quả): when a result is due, counted in working days of a dated calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "ICT")
"""Vietnam has one zone and no summer time."""

_DAY = timedelta(days=1)
_LONGEST_BREAK = 60
"""A calendar that gives no working day in so many days is wrong data, not a holiday."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Lịch làm việc: days off, worked Saturdays and office hours, a dated pack (docs/law.md#counting-time).

    Outside the years of the pack only Saturdays and Sundays are off.

    Attributes:
        worked: Days off by the week that are worked by a published swap (ngày làm bù).
        hours: Office hours of a day, Vietnam time, in order.
        same_day_until: Last instant at which a same-day procedure is still answered the same day.
        years: Years whose days off were published when the pack was made.
    """

    version: str
    days_off: frozenset[date]
    worked: frozenset[date]
    hours: tuple[tuple[time, time], ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    same_day_until: time = time(15, 0)
    years: tuple[int, ...] = ()

    def works(self, day: date) -> bool:
        """Tell whether a day is a working day (ngày làm việc).

        Source: Labour Code 2019, Điều 111, 112; swapped days by the yearly notice.
        """
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.days_off

    def next_working(self, day: date) -> date:
        """Return the first working day after a day.

        Raises:
            ValueError: the calendar has no working day within 60 days.
        """
        for _ in range(_LONGEST_BREAK):
            day += _DAY
            if self.works(day):
                return day
        raise ValueError(self.version)

    @property
    def closing(self) -> time:
        """Return the end of the office's day, Vietnam time."""
        return self.hours[-1][1]

    def open_at(self, moment: datetime) -> bool:
        """Tell whether the office is open at an aware instant."""
        local = moment.astimezone(VIETNAM)
        return self.works(local.date()) and any(start <= local.time() < end for start, end in self.hours)


def due(received: datetime, days: int | None, calendar: Calendar) -> datetime | None:
    """Return when the result is due, aware in UTC, or None when the procedure's period is not known.

    The first day is not counted and a period ends with the office's last hour of its last working day (Civil Code
    2015, Điều 147, 148). A same-day procedure (`days` 0) received not after 15:00:00 is due the same day at
    closing; after that, or on a day off, on the next working day (NĐ 23/2015/NĐ-CP Điều 7, «sau 15 giờ»: the stroke
    itself, 15:00:00, counts as not after, a second later as after, and a slip then tells the second). A paper taken
    in on a day off counts as received on that day: the first working day after it is day 1.

    Args:
        received: Aware instant at which the complete dossier was received.
        days: Working days, 0 = same day, None = unknown.
        calendar: Days off, office hours and the same-day limit.

    Raises:
        ValueError: `received` is naive or `days` is negative.

    Law: docs/law.md#counting-time
    """
    if received.tzinfo is None or (days is not None and days < 0):
        raise ValueError(days)
    if days is None:
        return None
    local = received.astimezone(VIETNAM)
    day = local.date()
    if days == 0 and not (calendar.works(day) and local.time() <= calendar.same_day_until):
        days = 1
    for _ in range(days):
        day = calendar.next_working(day)
    return datetime.combine(day, calendar.closing, VIETNAM).astimezone(UTC)
