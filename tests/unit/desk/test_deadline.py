"""When a result is due: working days, holidays, the 15:00 rule."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.model.deadline import VIETNAM, Calendar, due
from desk.work.packs import load_calendar

CALENDAR = load_calendar()
MOMENTS = st.datetimes(datetime(2026, 1, 2), datetime(2027, 11, 1)).map(lambda m: m.replace(tzinfo=UTC))  # noqa: DTZ001 -- hypothesis draws naive bounds


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def day_due(received: str, days: int) -> str:
    answer = due(at(received), days, CALENDAR)
    assert answer is not None
    return f"{answer.astimezone(VIETNAM):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "answer"),
    [
        ("2026-11-23 14:59:59", "2026-11-23 17:00"),
        ("2026-11-23 15:00:00", "2026-11-23 17:00"),
        ("2026-11-23 15:00:01", "2026-11-25 17:00"),  # the 24th is the Day of Vietnamese Culture
        ("2026-11-24 09:00:00", "2026-11-25 17:00"),
        ("2026-11-20 15:30:00", "2026-11-23 17:00"),  # a Friday
        ("2026-11-21 08:00:00", "2026-11-23 17:00"),  # a Saturday
        ("2027-02-04 15:00:01", "2027-02-12 17:00"),  # over Tết
        ("2026-12-31 16:00:00", "2027-01-04 17:00"),  # over New Year
    ],
)
def test_a_same_day_procedure_is_answered_the_same_day_until_15_00(received: str, answer: str) -> None:
    assert day_due(received, 0) == answer


@pytest.mark.parametrize(
    ("received", "days", "answer"),
    [
        ("2026-11-19 09:00", 1, "2026-11-20 17:00"),
        ("2026-11-20 16:59", 1, "2026-11-23 17:00"),
        ("2026-11-20 09:00", 2, "2026-11-25 17:00"),  # a weekend and the 24th between
        ("2026-11-23 09:00", 1, "2026-11-25 17:00"),
        ("2026-11-24 09:00", 1, "2026-11-25 17:00"),
        ("2026-11-30 09:00", 1, "2026-12-01 17:00"),
        ("2027-02-26 09:00", 1, "2027-03-01 17:00"),
        ("2027-02-03 09:00", 3, "2027-02-15 17:00"),
        ("2026-04-24 09:00", 5, "2026-05-06 17:00"),  # Giỗ Tổ made up on Monday, 30/4, 1/5
    ],
)
def test_working_days_leave_out_the_first_day_weekends_and_holidays(received: str, days: int, answer: str) -> None:
    assert day_due(received, days) == answer


def test_a_swapped_saturday_counts_as_a_working_day() -> None:
    calendar = Calendar("t", frozenset({date(2027, 2, 12)}), frozenset({date(2027, 2, 20)}))

    answer = due(at("2027-02-19 09:00"), 1, calendar)

    assert answer == at("2027-02-20 17:00")


def test_an_unknown_period_has_no_due_time() -> None:
    assert due(at("2026-11-23 09:00"), None, CALENDAR) is None


def test_an_instant_is_counted_on_its_day_in_vietnam() -> None:
    late_in_utc = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # 03:00 on Monday the 23rd in Vietnam

    assert due(late_in_utc, 0, CALENDAR) == at("2026-11-23 17:00")


def test_a_naive_time_and_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="1"):
        due(datetime(2026, 11, 23), 1, CALENDAR)  # noqa: DTZ001 -- the naive time is what is tried
    with pytest.raises(ValueError, match="-1"):
        due(at("2026-11-23 09:00"), -1, CALENDAR)


def test_a_calendar_without_working_days_is_refused_instead_of_searched_for_ever() -> None:
    off = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(400))

    with pytest.raises(ValueError, match="wrong"):
        due(at("2026-03-02 09:00"), 1, Calendar("wrong", off, frozenset()))


def test_the_office_is_open_within_its_hours_only() -> None:
    assert CALENDAR.open_at(at("2026-11-23 07:30"))
    assert not CALENDAR.open_at(at("2026-11-23 11:30"))
    assert not CALENDAR.open_at(at("2026-11-23 12:00"))
    assert not CALENDAR.open_at(at("2026-11-24 09:00"))


@given(received=MOMENTS, days=st.integers(0, 60))
def test_a_due_time_is_always_a_working_days_closing_time_not_before_receipt_day(
    received: datetime, days: int
) -> None:
    answer = due(received, days, CALENDAR)

    assert answer is not None
    local, start = answer.astimezone(VIETNAM), received.astimezone(VIETNAM).date()
    assert CALENDAR.works(local.date())
    assert local.time() == time(17)
    passed = [start + timedelta(days=n) for n in range(1, (local.date() - start).days + 1)]
    counted = sum(1 for day in passed if CALENDAR.works(day))
    assert counted == days or (days == 0 and counted == 1)


@given(received=MOMENTS, later=st.integers(0, 10**6), days=st.integers(0, 20))
def test_who_comes_later_is_never_due_earlier(received: datetime, later: int, days: int) -> None:
    first, second = due(received, days, CALENDAR), due(received + timedelta(seconds=later), days, CALENDAR)

    assert first is not None
    assert second is not None
    assert first <= second
