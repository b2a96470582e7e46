"""A child has its next item at hand before it is asked for: nothing is lost with it, done twice, or late for it."""

from collections.abc import Iterator

from desk.errors import WorkerDied, WorkerOverTime
from desk.jobs import Limits, Pool
from tests.fakes import children

MANY = 12


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[tuple[int]]:
        for number in range(40):
            taken.append(number)
            yield (number,)

    with Pool(2) as pool:
        results = pool.map_ordered(children.double, items())
        first = next(results)
        few = len(taken)

        assert list(results) == [2 * number for number in range(1, 40)]
    assert first == 0
    assert few < 20


def test_what_a_child_that_dies_had_at_hand_is_done_by_others() -> None:
    with Pool(2) as pool:
        items = [(number, 3) for number in range(MANY)]
        outcomes = {one.number: one for one in pool.map_unordered(children.die_on, items)}

    assert isinstance(outcomes[3].fault, WorkerDied)
    assert [outcomes[number].value for number in range(MANY) if number != 3] == [0, 1, 2, *range(4, MANY)]


def test_what_a_child_that_hangs_had_at_hand_is_done_by_others() -> None:
    with Pool(2, Limits(wall_s=1.0)) as pool:
        items = [(number, 30.0 if number == 1 else 0.01) for number in range(MANY)]
        outcomes = {one.number: one for one in pool.map_unordered(children.double_slowly, items)}

    assert isinstance(outcomes[1].fault, WorkerOverTime)
    assert [outcomes[number].value for number in range(MANY) if number != 1] == [0, *range(4, 2 * MANY, 2)]


def test_an_item_at_hand_has_all_its_seconds() -> None:
    with Pool(1, Limits(wall_s=1.5)) as pool:
        items = [(number, 1.0) for number in range(4)]

        assert list(pool.map_ordered(children.double_slowly, items)) == [0, 2, 4, 6]


def test_a_child_at_its_last_item_is_given_none_behind_it() -> None:
    with Pool(1, renew=3) as pool:
        numbers = list(pool.map_ordered(children.own_number, [()] * MANY))

    assert [numbers.count(number) for number in dict.fromkeys(numbers)] == [3] * (MANY // 3)
