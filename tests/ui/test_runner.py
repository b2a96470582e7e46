"""What every screen relies on: verbs run elsewhere, their answers come home, and a bug is a calm sentence."""

import gc
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.errors import PaperJam, ScannerAbsent
from desk.jobs import Progress
from desk.model.events import Event, Kind
from ui.runner import LONG_THREADS, SELDOM, SWEEP_MS, Failure, Runner

EVENT = Event(Kind.DOCUMENT_READ, "document:1", "x", "y", datetime(2026, 11, 24, tzinfo=UTC))


@pytest.fixture(scope="module", autouse=True)
def swept() -> None:
    """Hold nothing here: what is tried is when a runner holds the collector and gives it back."""


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()
    del qtbot


def test_an_answer_comes_home_to_the_window_thread(runner: Runner, qtbot: QtBot) -> None:
    where: list[tuple[str, int]] = []

    def verb() -> str:
        where.append(("verb", threading.get_ident()))
        return "xong"

    runner.ask(verb, lambda answer: where.append((answer, threading.get_ident())))
    qtbot.waitUntil(lambda: len(where) == 2)

    assert where[0][1] != threading.get_ident()
    assert where[1] == ("xong", threading.get_ident())


def test_verbs_and_long_work_give_way_to_the_window_thread(runner: Runner, qtbot: QtBot) -> None:
    niceness: list[int] = []

    def tell(*_progress: Progress) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    runner.ask(tell, niceness.append)
    runner.work(tell, niceness.append)
    qtbot.waitUntil(lambda: len(niceness) == 2)

    assert min(niceness) > os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_verbs_of_the_database_run_one_after_another_in_order(runner: Runner, qtbot: QtBot) -> None:
    order: list[int] = []
    inside = threading.Semaphore(1)
    overlaps: list[int] = []

    def verb(number: int) -> int:
        if not inside.acquire(blocking=False):
            overlaps.append(number)
        time.sleep(0.002)
        inside.release()
        return number

    for number in range(20):
        runner.ask(lambda number=number: verb(number), order.append)
    qtbot.waitUntil(lambda: len(order) == 20)

    assert order == list(range(20))
    assert overlaps == []


def test_long_work_does_not_hold_up_the_verbs(runner: Runner, qtbot: QtBot) -> None:
    go = threading.Event()
    answers: list[str] = []

    runner.work(lambda _: go.wait(10), lambda _: answers.append("long"))
    runner.ask(lambda: "short", answers.append)
    qtbot.waitUntil(lambda: answers == ["short"])
    go.set()
    qtbot.waitUntil(lambda: answers == ["short", "long"])

    assert runner.busy == 0


def test_a_fault_comes_home_in_the_words_of_its_cure(runner: Runner, qtbot: QtBot) -> None:
    failures: list[Failure] = []

    def jam() -> None:
        raise PaperJam(kept=17, sheets=17, next=18)

    runner.ask(jam, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert failures[0].code == "scan.paper-jam"
    assert "17" in failures[0].said.sentence
    assert failures[0].context == {"kept": 17, "sheets": 17, "next": 18}
    assert failures[0].retry
    assert failures[0].report is None


def test_a_fault_nobody_listens_to_is_told_by_the_window(runner: Runner, qtbot: QtBot) -> None:
    def absent() -> None:
        raise ScannerAbsent(device="-")

    with qtbot.waitSignal(runner.failed) as told:
        runner.ask(absent)

    assert told.args[0].code == "scan.scanner-absent"


def test_a_bug_becomes_a_calm_sentence_and_a_report_without_personal_data(
    runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    runner.reports = tmp_path / "logs"
    failures: list[Failure] = []

    def bug() -> None:
        people: dict[str, str] = {}
        people["Nông Thị Hạnh 008187004215"]

    runner.ask(bug, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    report = failures[0].report
    assert failures[0].code == "bug"
    assert report is not None
    assert report.stem in failures[0].said.sentence
    text = report.read_text("utf-8")
    assert "KeyError" in text
    assert "test_runner.py" in text
    assert "Hạnh" not in text.replace('people["Nông Thị Hạnh 008187004215"]', "")


def test_a_report_that_cannot_be_written_still_leaves_the_sentence(
    runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("x")
    runner.reports = blocked / "logs"
    failures: list[Failure] = []

    runner.ask(lambda: 1 // 0, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert failures[0].report is None
    assert failures[0].said.sentence


def test_progress_is_told_at_most_ten_times_a_second_and_its_end_always(runner: Runner, qtbot: QtBot) -> None:
    told: list[tuple[int, int, str]] = []
    ended: list[int] = []

    def work(progress: Progress) -> int:
        started = time.monotonic()
        count = 0
        while time.monotonic() - started < 0.5:
            count += 1
            progress.say(count, 1_000_000, "trang")
        progress.say(1_000_000, 1_000_000, "trang")
        return count

    runner.work(work, ended.append, told=lambda *far: told.append(far))
    qtbot.waitUntil(lambda: bool(ended))

    assert 3 <= len(told) <= 8
    assert told[-1] == (1_000_000, 1_000_000, "trang")


def test_stopping_is_heeded_between_two_items_and_is_no_fault(runner: Runner, qtbot: QtBot) -> None:
    failures: list[Failure] = []
    seen: list[int] = []
    started = threading.Event()

    def work(progress: Progress) -> None:
        for number in progress.over(range(1000), 1000, "trang"):
            seen.append(number)
            started.set()
            time.sleep(0.005)

    job = runner.work(work, failed=failures.append)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(failures))

    assert failures[0].cancelled
    assert len(seen) < 1000


def test_work_stopped_before_it_began_never_begins(runner: Runner, qtbot: QtBot) -> None:
    go = threading.Event()
    ran: list[str] = []
    failures: list[Failure] = []

    for _ in range(LONG_THREADS):
        runner.work(lambda _: go.wait(10))
    job = runner.work(lambda _: ran.append("late"), failed=failures.append)
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(failures))

    assert ran == []
    assert failures[0].cancelled


def test_events_of_any_thread_reach_the_window_as_one_signal(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.happened) as told:
        threading.Thread(target=lambda: runner.listen([EVENT])).start()

    assert told.args[0] == [EVENT]


def test_a_function_of_the_window_may_be_called_from_any_thread(runner: Runner, qtbot: QtBot) -> None:
    heard: list[tuple[str, int]] = []
    tell = runner.homeward(lambda word: heard.append((word, threading.get_ident())))

    threading.Thread(target=lambda: tell("trang 1")).start()
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [("trang 1", threading.get_ident())]


def test_only_verbs_of_the_database_count_as_not_yet_saved(runner: Runner, qtbot: QtBot) -> None:
    go = threading.Event()

    runner.work(lambda _: go.wait(10))
    runner.ask(lambda: go.wait(10))
    counts = (runner.busy, runner.unsaved)
    go.set()
    qtbot.waitUntil(lambda: runner.busy == 0)

    assert counts == (2, 1)
    assert runner.unsaved == 0


def test_closing_stops_the_work_and_nothing_is_told_afterwards(qtbot: QtBot) -> None:
    runner = Runner()
    heard: list[object] = []
    started = threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        for _ in progress.over(range(10_000), 10_000):
            time.sleep(0.002)

    runner.work(work, heard.append, heard.append)
    assert started.wait(5)
    runner.close()
    qtbot.wait(100)

    assert heard == []


def test_garbage_is_never_collected_on_a_working_thread(runner: Runner, qtbot: QtBot) -> None:
    threads: set[int] = set()

    def watch(phase: str, info: dict[str, int]) -> None:
        del phase, info
        threads.add(threading.get_ident())

    def litter(progress: Progress) -> None:
        for _ in progress.over(range(300), 300):
            for _ in range(200):
                knot: list[object] = []
                knot.append(knot)

    gc.callbacks.append(watch)
    done: list[None] = []
    runner.work(litter, done.append)
    runner.ask(lambda: litter(Progress()), done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    qtbot.waitUntil(lambda: bool(threads), timeout=5000)
    gc.callbacks.remove(watch)

    assert threads == {threading.get_ident()}


def test_the_collector_is_given_back_when_the_threads_have_ended(qtbot: QtBot) -> None:
    del qtbot
    runner = Runner()
    while_running = gc.isenabled()

    runner.close()
    runner.close()

    assert not while_running
    assert gc.isenabled()


def test_what_is_garbage_when_the_threads_end_is_destroyed_on_the_window_thread(qtbot: QtBot) -> None:
    del qtbot
    runner = Runner()
    where: list[int] = []
    _knot(lambda: where.append(threading.get_ident()))

    runner.close()

    assert where == [threading.get_ident()]


def test_all_there_is_is_looked_at_only_while_no_work_is_under_way(
    runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[tuple[int, ...]] = []
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, SELDOM + 1))
    monkeypatch.setattr(gc, "collect", lambda *which: collected.append(which) or 0)
    ends = threading.Event()

    runner.work(lambda _progress: ends.wait(20))
    collected.clear()
    qtbot.wait(3 * SWEEP_MS)
    meanwhile = list(collected)
    ends.set()
    qtbot.waitUntil(lambda: bool(collected))

    assert (meanwhile, collected[0]) == ([], ())


def _knot(told: Callable[[], None]) -> None:
    """Leave a cycle behind, as a widget and the lambda of its button are; `told` hears when it is destroyed."""
    knot: list[object] = [_Knot()]
    knot.append(knot)
    weakref.finalize(knot[0], told)


class _Knot:
    pass
