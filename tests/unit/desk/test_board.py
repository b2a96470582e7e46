"""What a commune relies on when it reads its figures: each counts what it says, to the minute and to the paper."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import RoleMissing
from desk.model.board import IN_ONE_GO_S, MadeCopy, OpenedDossier, Pace, Share, Span, axis_steps
from desk.model.certification import CopyKind, CopyStage
from desk.model.paper import Stage
from desk.model.people import Role, Session
from desk.ports import Desk
from desk.work.board import board, earlier
from tests.fakes.days import AID, COPYING, Days, at
from tests.fakes.evenings import Evening
from tests.fakes.office import StoppedClock, make_office
from tests.fakes.stacks import A, side, slip

TODAY = date(2026, 11, 24)


@pytest.fixture
def days(tmp_path: Path) -> Days:
    desk = make_office(tmp_path / "office")
    return Days(desk)


def wait_until(desk: Desk, moment: datetime) -> None:
    assert isinstance(desk.clock, StoppedClock)
    desk.clock.at = moment


def session(desk: Desk, *roles: Role) -> Session:
    with desk.unit(reading=True) as uow:
        officer = uow.officers.get(1)
    return Session(replace(officer, roles=frozenset(roles)) if roles else officer, "Quầy 1")


# -- days -------------------------------------------------------------------------------------------------------------


def test_a_day_begins_and_ends_at_midnight_in_vietnam(days: Days) -> None:
    for clock in ("00:00:00", "23:59:59"):
        days.dossier(at(TODAY, clock))
    days.dossier(at(TODAY - timedelta(days=1), "23:59:59"))
    days.dossier(at(TODAY + timedelta(days=1), "00:00:00"))
    wait_until(days.desk, at(TODAY, "23:59:59"))

    told = board(days.desk, session(days.desk))

    assert told.span == Span.day(TODAY)
    assert told.dossiers == 2
    assert [(one.hour, one.dossiers) for one in told.columns if one.dossiers] == [(0, 1), (23, 1)]


def test_a_new_year_begins_seven_hours_before_it_does_in_utc(days: Days) -> None:
    first = days.dossier(datetime(2026, 12, 31, 17, 0, tzinfo=UTC))
    days.dossier(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC))

    told = board(days.desk, session(days.desk), Span.month(date(2027, 1, 1)))

    assert told.dossiers == 1
    assert first.startswith("TAM-270101")


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_weeks_and_months_are_whole_and_hold_their_day(day: date) -> None:
    week, month = Span.week(day), Span.month(day)

    assert day in week.days
    assert day in month.days
    assert (len(week.days), week.first.weekday()) == (7, 0)
    assert (month.first.day, (month.last + timedelta(days=1)).day) == (1, 1)
    assert month.whole_month
    assert earlier(month).last == month.first - timedelta(days=1)


def test_a_span_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="2026"):
        Span(TODAY, TODAY - timedelta(days=1))


def test_a_day_on_which_documents_alone_were_copied_is_not_empty(days: Days) -> None:
    told = board(days.desk, session(days.desk))

    assert told.empty
    assert not replace(told, true_copies=1).empty


# -- reuse ------------------------------------------------------------------------------------------------------------


def test_a_reuse_counts_once_with_the_day_its_dossier_was_received(days: Days) -> None:
    yesterday = TODAY - timedelta(days=1)
    code = days.dossier(at(yesterday, "16:50"))
    days.reuse(code, 1, at(TODAY, "08:00"))
    days.reuse(code, 1, at(TODAY, "08:01"))
    days.paper(code, at(TODAY, "08:02"), 2)

    today = board(days.desk, session(days.desk))
    before = board(days.desk, session(days.desk), Span.day(yesterday))

    assert today.papers_reused == Share(0, 0)
    assert (before.papers_reused, before.with_reuse) == (Share(1, 2), Share(1, 1))


def test_a_reuse_taken_back_is_none(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"))
    days.reuse(code, 1, at(TODAY, "08:01"), undone=at(TODAY, "08:02"))

    told = board(days.desk, session(days.desk))

    assert (told.papers_reused, told.with_reuse, told.digitised) == (Share(0, 0), Share(0, 1), Share(0, 1))


def test_a_paper_that_was_scanned_as_well_was_not_spared(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"))
    days.reuse(code, 1, at(TODAY, "08:01"))
    days.paper(code, at(TODAY, "08:02"), 1)

    assert board(days.desk, session(days.desk)).papers_reused == Share(0, 1)


def test_an_original_that_is_only_shown_to_be_copied_is_no_paper_of_the_share(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"), COPYING)
    days.copy(code, at(TODAY, "08:05"))
    days.paper(code, at(TODAY, "08:06"), 1, stage=Stage.CONFIRMED)

    told = board(days.desk, session(days.desk))

    assert (told.papers_reused, told.digitised) == (Share(0, 0), Share(0, 1))
    assert (told.certified, told.papers) == (1, 2)


places = st.frozensets(st.integers(1, 5))


@given(asked=places, scanned=places, reused=places)
def test_no_share_is_over_a_hundred_per_cent(
    asked: frozenset[int], scanned: frozenset[int], reused: frozenset[int]
) -> None:
    one = OpenedDossier("", "", at(TODAY, "08:00"), 1, asked, scanned, reused)

    share = one.papers

    assert 0 <= share.part <= share.whole <= len(asked)
    assert one.digitised == bool(share.whole)
    assert not share.part or one.has_reuse


# -- copies -----------------------------------------------------------------------------------------------------------


def test_a_number_made_void_is_no_copy_and_no_fee(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"), COPYING)
    days.copy(code, at(TODAY, "08:10"), copies=3)
    days.copy(code, at(TODAY, "09:10"), stage=CopyStage.VOID)
    days.copy(code, at(TODAY, "09:20"), kind=CopyKind.SAO_Y)

    told = board(days.desk, session(days.desk))

    assert (told.certified, told.given, told.void, told.true_copies, told.fee) == (1, 3, 1, 1, 4000)
    assert [(one.hour, one.copies) for one in told.columns if one.copies] == [(8, 1)]


def test_seconds_of_a_copy_are_comparing_and_signing_and_not_waiting(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"), COPYING)
    for compared, signed in ((20.0, 10.0), (30.0, 11.0), (0.0, 5.0), (20.0, IN_ONE_GO_S + 1)):
        days.copy(code, at(TODAY, "08:10"), compared_s=compared, signed_s=signed)

    pace = board(days.desk, session(days.desk)).pace

    assert (pace.middle, pace.average, pace.measured, pace.left_out) == (35.5, 35.5, 2, 2)


@given(st.lists(st.floats(0.1, 500), min_size=1, max_size=9))
def test_the_median_lies_between_the_shortest_and_the_longest(seconds: list[float]) -> None:
    moment = at(TODAY, "08:00")
    copies = [
        MadeCopy(moment, 1, CopyKind.CERTIFIED, CopyStage.SEALED, 1, 1, 0, each, moment) for each in seconds
    ]

    pace = Pace.of(copies)

    assert pace.middle is not None
    assert min(seconds) <= pace.middle <= max(seconds)
    assert sum(each <= pace.middle for each in seconds) * 2 >= len(seconds)


# -- promises and what waits ------------------------------------------------------------------------------------------


def test_on_time_is_told_by_the_month_of_the_hour_promised(days: Days) -> None:
    due = at(TODAY, "17:00")
    days.dossier(at(TODAY, "08:00"), due=due, handed=due)
    days.dossier(at(TODAY, "08:00"), due=due, handed=due + timedelta(seconds=1))
    days.dossier(at(TODAY, "08:00"), due=due)
    days.dossier(at(TODAY, "08:00"), due=due + timedelta(days=10))
    wait_until(days.desk, at(TODAY, "16:59"))
    before = board(days.desk, session(days.desk)).on_time

    wait_until(days.desk, at(TODAY, "17:01"))

    assert before == Share(1, 2)
    assert board(days.desk, session(days.desk)).on_time == Share(1, 3)
    assert board(days.desk, session(days.desk), Span.month(date(2026, 12, 1))).on_time == Share(0, 0)


def test_what_waits_is_told_of_today_alone(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"), due=at(TODAY, "08:10"))
    days.paper(code, at(TODAY, "08:01"), 1)
    days.copy(code, at(TODAY, "08:02"), stage=CopyStage.SIGNED)

    today = board(days.desk, session(days.desk)).waiting

    assert today is not None
    assert (today.rows.people, today.rows.unchecked, today.rows.late, today.rows.due_first) == (1, 1, 1, code)
    assert board(days.desk, session(days.desk), Span.day(TODAY - timedelta(days=1))).waiting is None


def test_a_stack_waits_while_papers_of_it_are_in_no_dossier(evening: Evening) -> None:
    evening.ran(side())
    evening.ran(slip(A), side())

    told = board(evening.desk, evening.who).waiting

    assert told is not None
    assert (told.stacks, told.stack_papers) == (1, 1)


def test_a_day_that_runs_is_held_against_the_same_hours_of_the_week_before(days: Days) -> None:
    last_week = TODAY - timedelta(days=7)
    for clock in ("08:00", "08:10", "15:00"):
        days.dossier(at(last_week, clock))
    days.dossier(at(TODAY, "08:00"))
    wait_until(days.desk, at(TODAY, "09:00"))
    running = board(days.desk, session(days.desk)).before.dossiers

    wait_until(days.desk, at(TODAY + timedelta(days=1), "09:00"))

    assert running == 2
    assert board(days.desk, session(days.desk), Span.day(TODAY)).before.dossiers == 3


# -- who may see it ---------------------------------------------------------------------------------------------------


def test_who_did_how_much_is_told_to_inspectors_and_administrators_alone(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"))
    days.paper(code, at(TODAY, "08:01"), 1, stage=Stage.CONFIRMED)

    told = board(days.desk, session(days.desk, Role.INSPECTOR)).officers

    assert [(one.name, one.dossiers, one.papers, one.checked, one.copies) for one in told] == [
        ("Hoàng Văn Páo", 1, 1, 1, 0)
    ]
    for role in (Role.RECEPTION, Role.CERTIFIER, Role.SEAL):
        assert board(days.desk, session(days.desk, role)).officers == ()


def test_who_holds_no_role_sees_no_figure(days: Days) -> None:
    stranger = session(days.desk)
    nobody = Session(replace(stranger.officer, roles=frozenset()), "Quầy 1")

    with pytest.raises(RoleMissing):
        board(days.desk, nobody)


def test_no_name_or_number_of_a_citizen_is_among_the_figures(days: Days) -> None:
    code = days.dossier(at(TODAY, "08:00"), AID, due=at(TODAY, "08:05"))
    days.paper(code, at(TODAY, "08:01"), 1)
    days.copy(code, at(TODAY, "08:10"))

    assert "Nguyệt" not in repr(board(days.desk, session(days.desk)))


def test_a_day_without_work_is_empty_and_one_with_any_is_not(days: Days) -> None:
    quiet = board(days.desk, session(days.desk))
    code = days.dossier(at(TODAY - timedelta(days=30), "08:00"))
    days.paper(code, at(TODAY, "08:00"))

    assert quiet.empty
    assert not board(days.desk, session(days.desk)).empty


# -- axes -------------------------------------------------------------------------------------------------------------


@given(st.floats(0, 1_000_000))
def test_an_axis_has_few_round_marks_and_reaches_over_the_highest(highest: float) -> None:
    steps = axis_steps(highest)

    assert steps[0] == 0
    assert steps[-1] >= highest
    assert 2 <= len(steps) <= 5
    assert {int(str(step).rstrip("0")[:1] or 1) for step in steps[1:2]} <= {1, 2, 5}
