"""Orders longer than a pipe: whoever gives one never waits for a child that does not read."""

import os
import signal
import time

import pytest

from desk.errors import WorkerDied, WorkerOverTime
from desk.jobs import Limits
from desk.jobs.answers import opened
from desk.jobs.child import Child, serve
from desk.jobs.pool import TICK_S

LONG = bytes(8_000_000)


def asked(child: Child) -> object:
    """Wait for an answer as those do who give orders."""
    while not child.heard(TICK_S):
        if child.late:
            child.kill()
            raise WorkerOverTime(seconds=child.limits.wall_s)
    return opened(child.answer())


def stopped() -> Child:
    """Return a child that has started, and reads nothing any more."""
    child = Child(serve, Limits(wall_s=0.5))
    child.order(len, (b"four",))
    assert asked(child) == 4
    os.kill(child.process.pid or 0, signal.SIGSTOP)
    return child


def test_a_very_long_order_reaches_a_child_that_is_only_starting() -> None:
    child = Child(serve, Limits(wall_s=20.0))

    child.order(len, (LONG,))
    answers = [asked(child)]
    child.order(len, (LONG + LONG,))
    answers.append(asked(child))
    child.order(len, (b"short",))
    answers.append(asked(child))
    child.end()

    assert answers == [len(LONG), 2 * len(LONG), 5]


def test_a_child_that_does_not_read_a_long_order_is_late_like_any_other() -> None:
    child = stopped()

    child.order(len, (LONG,))

    with pytest.raises(WorkerOverTime):
        asked(child)
    assert not child.process.is_alive()


def test_orders_arrive_in_the_order_they_were_given() -> None:
    child = stopped()
    child.order(len, (LONG,))
    child.order(len, (b"short",))
    os.kill(child.process.pid or 0, signal.SIGCONT)

    answers = [asked(child), asked(child)]
    child.end()

    assert answers == [len(LONG), 5]


def test_a_child_let_go_with_a_long_order_on_its_way_is_ended() -> None:
    child = stopped()
    child.order(len, (LONG,))

    child.end()

    assert not child.process.is_alive()


def test_a_child_that_dies_before_it_has_read_all_is_told_as_dead() -> None:
    child = stopped()
    child.order(len, (LONG,))
    child.process.kill()

    with pytest.raises(WorkerDied):
        asked(child)
    child.kill()


def test_what_cannot_cross_a_pipe_is_told_where_it_is_ordered() -> None:
    child = Child(serve, Limits())

    with pytest.raises((AttributeError, TypeError, OSError)):
        child.order(len, (lambda: time.time(),))

    child.kill()
