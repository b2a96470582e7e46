"""Files are taken apart by one child while others work on the parts: in order, in time, and ended at once."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.errors import Cancelled, PaperJam, WorkerOverTime
from desk.jobs import Limits, Parts, Pool, Progress, map_parts
from tests.fakes import children, parts
from tests.fakes.processes import own_children, stopped_after


@pytest.fixture
def opener() -> Iterator[Pool]:
    with Pool(1, Limits(wall_s=2.0)) as made:
        yield made


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(2, Limits(wall_s=5.0)) as made:
        yield made


def test_parts_of_all_orders_are_worked_on_in_their_order(opener: Pool, pool: Pool) -> None:
    orders = [(0, 3), (3, 3), (3, 40)]

    made = list(map_parts(Parts(opener, parts.count, orders), pool, children.double, lambda number: (number,)))

    assert made == [2 * number for number in range(40)]


def test_the_first_part_is_done_before_the_last_has_come(opener: Pool, pool: Pool) -> None:
    told: list[tuple[int, int]] = []
    coming = Parts(opener, parts.count_slowly, [(3, 0.5)])

    results = map_parts(
        coming, pool, children.double, lambda number: (number,), Progress(lambda *one: told.append(one[:2]))
    )

    assert next(results) == 0
    assert not coming.over
    assert told == [(1, 2)]
    assert list(results) == [2, 4]
    assert told[-1] == (3, 3)


def test_a_fault_of_taking_apart_stops_the_work_as_itself(opener: Pool, pool: Pool) -> None:
    before = own_children()
    coming = Parts(opener, parts.count_then_jam, [(2,)])

    with pytest.raises(PaperJam) as fault:
        list(map_parts(coming, pool, children.sleep, lambda _: (30,)))

    assert fault.value.context == {"kept": 2, "next": 3}
    assert len(own_children() - before) <= 1, "only the idle child that found the fault"


def test_many_parts_buy_an_order_little_time(opener: Pool, pool: Pool) -> None:
    coming = Parts(opener, parts.count_slowly, [(50, 0.6)])

    with pytest.raises(WorkerOverTime):
        list(map_parts(coming, pool, children.double, lambda number: (number,)))


def test_who_takes_all_parts_himself_has_them_in_order_and_as_much_time(opener: Pool) -> None:
    coming = Parts(opener, parts.count_slowly, [(6, 0.5)])

    assert list(coming.all()) == [0, 1, 2, 3, 4, 5]


def test_and_may_be_stopped_at_any_part(opener: Pool) -> None:
    before = own_children()
    coming = Parts(opener, parts.count_slowly, [(100, 0.05)])

    with pytest.raises(Cancelled):
        list(coming.all(stopped_after(0.3)))

    assert own_children() == before


def test_a_child_that_dies_before_its_first_part_is_tried_once_more(opener: Pool, pool: Pool, tmp_path: Path) -> None:
    coming = Parts(opener, parts.die_at_first, [(tmp_path / "mark", 3)])

    assert list(map_parts(coming, pool, children.double, lambda number: (number,))) == [0, 2, 4]


def test_cancelling_ends_both_kinds_of_work_at_once(opener: Pool, pool: Pool) -> None:
    before, start = own_children(), time.monotonic()
    coming = Parts(opener, parts.count_slowly, [(100, 0.05)])

    with pytest.raises(Cancelled):
        list(map_parts(coming, pool, children.sleep, lambda _: (30,), stopped_after(0.5)))

    assert time.monotonic() - start < 3
    assert own_children() == before


def test_a_child_woken_early_is_the_one_that_works(pool: Pool) -> None:
    pool.warm_up(parts.wake)
    woken = own_children()

    (number,) = pool.map_ordered(children.own_number, [()])

    assert number in woken
