"""What is read of a stack while its next sides still come: nothing is read twice, and no fault is passed over."""

import time

import pytest

from desk.errors import Cancelled
from desk.model.evening import Batch, CutRules, Side
from desk.work.evening import open_batch, take_files
from desk.work.evening_ahead import reading_ahead
from desk.work.evening_run import run_batch
from tests.fakes.evenings import Evening
from tests.fakes.stacks import BLANK, A, on, side, slip, stack

SIDES = (slip(A), side(), on(), BLANK, side(), on())


def took_ahead(evening: Evening, *sides: dict[str, object], read: int) -> Batch:
    """Take a stack in, whose last sheet is there only when so many sides were read."""
    file = stack(evening.folder / "xap.pdf", *sides)
    batch = open_batch(evening.desk, evening.who, "files", CutRules.of("patch,openings"))
    with reading_ahead(evening.desk) as ahead:
        take_files(evening.desk, evening.who, batch.id, [file], on_side=ahead.take)
        patience = time.monotonic() + 20
        while evening.reader.reads < read and time.monotonic() < patience:
            time.sleep(0.01)
    return batch


def sides_of(evening: Evening, batch: Batch) -> list[Side]:
    with evening.desk.unit(reading=True) as uow:
        return uow.evenings.sides(batch.id)


def test_a_side_that_was_read_while_others_came_is_not_read_again(evening: Evening) -> None:
    batch = took_ahead(evening, *SIDES, read=len(SIDES))
    ahead = [one.blank for one in sides_of(evening, batch)]

    run_batch(evening.desk, evening.who, batch.id)

    assert ahead == [False, False, False, True, False, False]
    assert evening.reader.reads == len(SIDES)
    assert [one.bundle.sides for one in evening.look(batch.id).papers] == [(2, 3), (5, 6)]


def test_a_stack_read_ahead_is_cut_and_filed_as_one_that_was_not(evening: Evening) -> None:
    plain = evening.ran(*SIDES)
    batch = took_ahead(evening, *({**one, "other": 1} for one in SIDES), read=2 * len(SIDES))

    run_batch(evening.desk, evening.who, batch.id)

    told = evening.look(batch.id)
    assert [one.bundle.sides for one in told.papers] == [one.bundle.sides for one in plain.papers]
    assert [one.kind for one in told.doubts] == [one.kind for one in plain.doubts]


def test_a_side_that_cannot_be_read_ahead_is_told_by_the_run_and_those_behind_it_are_read(evening: Evening) -> None:
    batch = took_ahead(evening, slip(A), side(fails=True), side(), read=2)

    run_batch(evening.desk, evening.who, batch.id)

    assert [one.fault is not None for one in sides_of(evening, batch)] == [False, True, False]


def test_sides_are_kept_when_the_coming_is_stopped_and_nothing_goes_on_behind_it(evening: Evening) -> None:
    batch = open_batch(evening.desk, evening.who, "files", CutRules.of("patch,openings"))

    def stop(_side: Side) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), reading_ahead(evening.desk):
        take_files(evening.desk, evening.who, batch.id, [stack(evening.folder / "xap.pdf", *SIDES)], on_side=stop)

    assert [one.blank for one in sides_of(evening, batch)] == [None]
