"""Foreign programs run bounded in time, and end with us."""

import time

import pytest

from desk.errors import Cancelled, WorkerOverTime
from desk.jobs import Program, Progress, run_program
from tests.fakes.processes import stopped_after


def test_a_program_gives_its_output_its_code_and_its_words_of_trouble() -> None:
    done = run_program(["/bin/sh", "-c", "echo out; echo trouble >&2; exit 6"], 5)

    assert (done.code, done.out, done.errors) == (6, b"out\n", "trouble\n")


def test_a_program_over_its_time_is_ended() -> None:
    start = time.monotonic()

    with pytest.raises(WorkerOverTime):
        run_program(["/bin/sleep", "30"], 0.5)

    assert time.monotonic() - start < 5


def test_the_lines_of_a_program_are_heard_as_they_come() -> None:
    with Program(["/bin/sh", "-c", "echo one; sleep 0.2; echo two; echo bad >&2; exit 7"]) as program:
        lines = list(program.lines(Progress()))

        assert (lines, program.code(Progress()), program.errors) == (["one", "two"], 7, "bad")


@pytest.mark.parametrize("manners", ["exec sleep 30", "trap '' INT; while :; do sleep 0.1; done"])
def test_a_cancelled_program_is_gone_in_seconds_however_stubborn(manners: str) -> None:
    start = time.monotonic()

    with pytest.raises(Cancelled), Program(["/bin/sh", "-c", f"echo begun; {manners}"]) as program:
        list(program.lines(stopped_after(0.3)))

    assert time.monotonic() - start < 5


def test_a_program_that_says_farewell_and_stays_is_ended_without_a_fault() -> None:
    start = time.monotonic()

    script = "echo one; echo Batch terminated, 1 page scanned >&2; exec sleep 30"
    with Program(["/bin/sh", "-c", script], "Batch") as program:
        lines = list(program.lines(Progress()))

        assert (lines, program.code(Progress())) == (["one"], None)
        assert program.errors == "Batch terminated, 1 page scanned"
    assert time.monotonic() - start < 8


def test_a_program_that_says_farewell_and_goes_has_its_code() -> None:
    with Program(["/bin/sh", "-c", "echo Batch terminated >&2; sleep 0.5; exit 6"], "Batch") as program:
        assert list(program.lines(Progress())) == []
        assert program.code(Progress()) == 6
