"""Dangerous work stays behind its walls: whatever a child does, the parent gets a result or one fault, in time."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import Cancelled, PaperJam, WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import (
    Limits,
    Pool,
    Progress,
    WorkerBug,
    call_limited,
    milestone,
    stream_limited,
)
from desk.jobs.windows import extended_limits
from tests.fakes import children
from tests.fakes.processes import lives, own_children, soon, stopped_after

ROOT = Path(__file__).parents[2]
QUICK = Limits(wall_s=1.0)


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(2, Limits(wall_s=5.0)) as made:
        yield made


# -- walls ------------------------------------------------------------------------------------------------------------


def test_a_call_in_a_child_returns_what_the_function_returns() -> None:
    assert call_limited(children.double, 21) == 42


def test_a_child_has_one_thread_for_reading_no_core_file_and_no_new_privileges() -> None:
    assert call_limited(children.surroundings) == ("1", 0, True)


def test_a_child_gives_way_to_us_and_one_that_reads_to_all_where_whole_sessions_are_weighed_too() -> None:
    ours, weighed = os.getpriority(os.PRIO_PROCESS, 0), Path("/proc/self/autogroup")

    leads, niceness, _ = call_limited(children.rank)
    reader_leads, reader_niceness, weight = call_limited(children.rank, limits=Limits(gives_way=True))

    assert (leads, reader_leads) == (False, True)
    assert ours < niceness < reader_niceness
    assert not weighed.exists() or weight.endswith(" nice 10\n")


def test_a_child_keeps_memory_for_its_next_item_where_it_is_to() -> None:
    limits = (Limits(), Limits(kept_bytes=256 << 20))

    anew, kept = (call_limited(children.faults_of_a_second_helping, 100, limits=one) for one in limits)

    assert kept < anew / 10


def test_a_child_that_waits_long_for_its_next_item_gives_back_what_it_kept() -> None:
    with Pool(1, Limits(kept_bytes=256 << 20)) as pool:
        child, held = next(pool.map_ordered(children.held_after_a_helping, [(100,)]))

        assert held > 100 << 20
        assert soon(lambda: children.resident(child) < held - (90 << 20))


def test_a_child_that_wants_too_much_memory_is_over_memory() -> None:
    with pytest.raises(WorkerOverMemory):
        call_limited(children.take_memory, 600, limits=Limits(memory_bytes=512 << 20))


def test_a_child_within_its_memory_is_left_alone() -> None:
    assert call_limited(children.take_memory, 100, limits=Limits(memory_bytes=512 << 20)) == 100 << 20


def test_a_child_that_burns_its_processor_seconds_is_over_time() -> None:
    start = time.monotonic()

    with pytest.raises(WorkerOverTime):
        call_limited(children.burn, limits=Limits(cpu_s=1, wall_s=50))

    assert time.monotonic() - start < 20


def test_a_child_that_sleeps_past_its_wall_is_over_time() -> None:
    start = time.monotonic()

    with pytest.raises(WorkerOverTime):
        call_limited(children.sleep, 30, limits=QUICK)

    assert time.monotonic() - start < 5


def test_a_child_cannot_write_more_than_its_share_of_disk(tmp_path: Path) -> None:
    with pytest.raises(WorkerOverMemory):
        call_limited(children.write, tmp_path / "big", 2 << 20, limits=Limits(file_bytes=1 << 20))

    assert (tmp_path / "big").stat().st_size <= 1 << 20


@pytest.mark.parametrize(("deed", "number"), [(children.die, signal.SIGKILL), (children.read_nowhere, signal.SIGSEGV)])
def test_a_child_that_dies_names_the_signal(deed: Callable[[], None], number: signal.Signals) -> None:
    with pytest.raises(WorkerDied) as died:
        call_limited(deed)

    assert died.value.context["signal"] == number


def test_the_record_of_a_windows_job_has_the_size_windows_expects() -> None:
    limits = extended_limits(1 << 30)

    assert ctypes.sizeof(limits) == 144, "JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64 bits"


# -- faults and bugs --------------------------------------------------------------------------------------------------


def test_a_fault_crosses_as_itself_with_its_context() -> None:
    with pytest.raises(PaperJam) as fault:
        call_limited(children.jam, 17)

    assert fault.value.context == {"kept": 17, "next": 18}


def test_a_fault_whose_context_cannot_cross_crosses_with_words() -> None:
    with pytest.raises(PaperJam) as fault:
        call_limited(children.jam_oddly)

    assert "function" in str(fault.value.context["kept"])


def test_a_bug_in_a_child_is_a_bug_here() -> None:
    with pytest.raises(WorkerBug, match="ValueError: a bug of ours"):
        call_limited(children.stumble)


def test_a_result_that_cannot_cross_is_a_bug_and_not_a_death() -> None:
    with pytest.raises(WorkerBug):
        call_limited(children.give_what_cannot_cross)


# -- pools ------------------------------------------------------------------------------------------------------------


@settings(max_examples=10, deadline=None)
@given(pauses=st.lists(st.sampled_from([0.0, 0.01, 0.05]), max_size=12))
def test_results_come_in_order_whatever_each_takes(pauses: list[float]) -> None:
    with Pool(2) as pool:
        items = [(number, pause) for number, pause in enumerate(pauses)]

        assert list(pool.map_ordered(children.double_slowly, items)) == [2 * number for number in range(len(pauses))]


def test_the_first_result_does_not_wait_for_the_last(pool: Pool) -> None:
    results = pool.map_ordered(children.double_slowly, [(1, 0.0), (2, 4.0)])
    start = time.monotonic()

    assert next(results) == 2
    assert time.monotonic() - start < 3
    results.close()  # type: ignore[attr-defined]  # a generator, promised as an Iterator


def test_children_are_kept_for_the_next_call_and_renewed_in_time() -> None:
    with Pool(1, renew=3) as pool:
        numbers = list(pool.map_ordered(children.own_number, [()] * 7))

    assert [numbers.index(number) for number in numbers] == [0, 0, 0, 3, 3, 3, 6]


def test_an_item_whose_child_dies_is_tried_once_more(pool: Pool, tmp_path: Path) -> None:
    assert list(pool.map_ordered(children.die_unless, [(tmp_path / "mark",)])) == ["lived"]


def test_a_call_of_its_own_is_never_tried_twice(tmp_path: Path) -> None:
    with pytest.raises(WorkerDied):
        call_limited(children.die_unless, tmp_path / "mark")


def test_an_item_that_kills_twice_costs_only_itself(pool: Pool) -> None:
    outcomes = {one.number: one for one in pool.map_unordered(children.die_on, [(number, 3) for number in range(8)])}

    assert isinstance(outcomes[3].fault, WorkerDied)
    assert [outcomes[number].get() for number in range(8) if number != 3] == [0, 1, 2, 4, 5, 6, 7]
    with pytest.raises(WorkerDied):
        outcomes[3].get()


def test_in_order_a_fault_is_raised_at_its_turn(pool: Pool) -> None:
    results = pool.map_ordered(children.die_on, [(number, 2) for number in range(4)])

    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(WorkerDied):
        next(results)


def test_one_slow_item_is_over_time_and_the_others_are_done() -> None:
    with Pool(2, QUICK) as pool:
        items = [(1, 0.0), (2, 30.0), (3, 0.0)]
        outcomes = {one.number: one for one in pool.map_unordered(children.double_slowly, items)}

    assert isinstance(outcomes[1].fault, WorkerOverTime)
    assert (outcomes[0].value, outcomes[2].value) == (2, 6)


def test_processor_seconds_are_counted_for_each_item_anew() -> None:
    with Pool(1, Limits(cpu_s=1, wall_s=30)) as pool:
        outcomes = list(pool.map_unordered(children.burn_for, [(0.4,)] * 8))

    assert [one.fault for one in outcomes] == [None] * 8


def test_cancelling_ends_what_runs_at_once(pool: Pool) -> None:
    start = time.monotonic()

    with pytest.raises(Cancelled):
        list(pool.map_ordered(children.sleep, [(30,), (30,)], stopped_after(0.5)))

    assert time.monotonic() - start < 3


def test_a_pool_that_dropped_an_item_still_works(pool: Pool) -> None:
    with pytest.raises(PaperJam):
        list(pool.map_ordered(children.jam, [(1,), (2,)]))

    assert list(pool.map_ordered(children.double, [(4,)])) == [8]


def test_an_idle_child_that_was_killed_is_replaced(pool: Pool) -> None:
    (number,) = pool.map_ordered(children.own_number, [()])
    os.kill(number, signal.SIGKILL)

    (other,) = pool.map_ordered(children.own_number, [()])

    assert other != number


def test_progress_is_told_item_by_item(pool: Pool) -> None:
    told: list[tuple[int, int]] = []

    progress = Progress(lambda done, total, _: told.append((done, total)))
    list(pool.map_ordered(children.double, [(1,), (2,), (3,)], progress))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_children_outlive_the_thread_that_asked_for_them(pool: Pool) -> None:
    numbers: list[int] = []
    asking = threading.Thread(target=lambda: numbers.extend(pool.map_ordered(children.own_number, [()])))
    asking.start()
    asking.join()
    time.sleep(0.3)

    assert list(pool.map_ordered(children.own_number, [()])) == numbers


def test_nothing_is_left_behind_when_a_pool_closes() -> None:
    before = own_children()

    with Pool(2) as pool:
        list(pool.map_unordered(children.die_on, [(number, 1) for number in range(4)]))
        list(pool.map_unordered(children.double, [(1,)]))
        during = own_children()

    assert during > before
    assert own_children() == before


def test_a_killed_child_takes_its_programs_along(tmp_path: Path) -> None:
    mark = tmp_path / "program"

    with pytest.raises(WorkerOverTime):
        call_limited(children.keep_a_program, mark, limits=QUICK)

    program = int(mark.read_text())
    assert soon(lambda: not lives(program))


# -- streams ----------------------------------------------------------------------------------------------------------


def test_a_stream_yields_in_order_and_tells_progress() -> None:
    told: list[int] = []

    items = list(stream_limited(children.count, 5, progress=Progress(lambda done, _total, _what: told.append(done))))

    assert items == told == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        (children.count_then_die, WorkerDied),
        (children.count_then_hang, WorkerOverTime),
        (children.count_then_jam, PaperJam),
    ],
)
def test_what_a_stream_gave_before_its_fault_is_kept(
    deed: Callable[..., Iterator[int]], fault: type[Exception]
) -> None:
    came: list[int] = []

    with pytest.raises(fault):
        came.extend(stream_limited(deed, 3, limits=QUICK))

    assert came == [0, 1, 2]


def test_a_stream_may_put_its_things_in_order_when_cancelled() -> None:
    came: list[int] = []

    with pytest.raises(Cancelled):
        came.extend(stream_limited(children.count_until_stopped, progress=stopped_after(0.5)))

    assert came[-1] == -1
    assert came[:-1] == list(range(len(came) - 1))


def test_a_stream_that_does_not_heed_a_cancel_is_ended() -> None:
    before, start = own_children(), time.monotonic()

    with pytest.raises(Cancelled):
        list(stream_limited(children.count_then_hang, 2, progress=stopped_after(0.3)))

    assert time.monotonic() - start < 6
    assert own_children() == before


def test_a_stream_left_early_ends_its_child() -> None:
    before = own_children()
    stream = stream_limited(children.count_then_hang, 2)
    next(stream)

    stream.close()  # type: ignore[attr-defined]  # a generator, promised as an Iterator

    assert own_children() == before


# -- ends of the world ------------------------------------------------------------------------------------------------


def test_no_child_is_an_orphan_when_the_parent_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-m", "tests.fakes.children", str(tmp_path)], cwd=ROOT)
    assert soon(lambda: len(list(tmp_path.glob("*.pid"))) == 3, 20)
    numbers = [int(file.stem) for file in tmp_path.glob("*.pid")]
    assert all(map(lives, numbers))

    parent.kill()
    parent.wait()

    assert soon(lambda: not any(map(lives, numbers)))


@pytest.mark.parametrize("wish", ["here", "here:3"])
def test_a_crash_drill_ends_the_process_at_the_named_milestone(wish: str) -> None:
    code = (
        "from desk.jobs import milestone\n"
        "for n in range(5): milestone('there'); print(n, flush=True); milestone('here')"
    )
    environment = {**os.environ, "SAOY_STOP_AT": wish}

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )

    assert done.returncode == -signal.SIGKILL
    assert done.stdout.split() == {"here": ["0"], "here:3": ["0", "1", "2"]}[wish]


def test_a_milestone_is_nothing_to_a_process_without_a_drill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAOY_STOP_AT", raising=False)

    milestone("anywhere")
