"""How long counting takes: a day, a week and a month of the board in an office of many documents, by the verb itself.

    python -m benchmarks.bench_board [--documents N] [--runs N] [--office DIR]

A rehearsal office is made as `saoy init --demo --documents N` does, and four weeks of work are put into it that end
today, with reuses and certified copies. Milliseconds of the clock and of this thread's CPU; the first run besides.
With `--office` a rehearsal office made before is used, and the weeks are added to it.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from desk.model.board import Span
from desk.rehearsal.opening import found_rehearsal
from desk.wiring import open_desk
from desk.work.access import act_as
from desk.work.attestation import local_day
from desk.work.board import board
from tests.fakes.days import weeks_of_work


def timed(count: Callable[[], object], runs: int) -> str:
    """Run a counting so many times and put its milliseconds into words."""
    clock, work = list[float](), list[float]()
    for _ in range(runs):
        began, busy = time.perf_counter(), time.thread_time()
        count()
        clock.append((time.perf_counter() - began) * 1000)
        work.append((time.thread_time() - busy) * 1000)
    return f"{statistics.median(clock):6.1f} ms, CPU {statistics.median(work):6.1f} ms; first {clock[0]:6.1f} ms"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--documents", type=int, default=20_000)
    asked.add_argument("--runs", type=int, default=9)
    asked.add_argument("--office", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        home = given.office or Path(folder) / "office"
        if not given.office:
            found_rehearsal(home, given.documents)
        desk = open_desk(home)
        who, today = act_as(desk, None, "1"), local_day(desk.clock.now())
        weeks_of_work(desk, today, until="23:59")
        last = today - timedelta(days=today.weekday() + 3)
        for name, span in (("today", Span.day(today)), ("a day", Span.day(last)), ("a week", Span.week(last)),
                           ("a month", Span.month(last))):  # fmt: skip
            told = board(desk, who, span)
            print(f"{name:8} {told.dossiers:5} dossiers  {timed(lambda span=span: board(desk, who, span), given.runs)}")
        desk.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
