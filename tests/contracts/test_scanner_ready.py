"""What every scanner owes the desk when a scan was made ready before: it is only sooner, and nothing else changes."""

import os
import signal
from pathlib import Path

import pytest

from desk.errors import ScannerAbsent
from tests.fakes.benches import ALL, Benches, expect_fault
from tests.fakes.processes import children_of, own_children, soon


@ALL
def test_a_scan_that_was_made_ready_comes_from_the_process_that_stood_by(
    benches: Benches, spool: Path, name: str
) -> None:
    bench, before = benches.make(name, 3), own_children()
    bench.scanner.stand_by(bench.device)
    bench.scanner.stand_by(bench.device)
    (ready,) = own_children() - before

    scanning = bench.scanner.scan
    seen: set[int] = set()

    def watched(*words: object) -> object:
        for side in scanning(*words):  # type: ignore[arg-type]  # handed on as they came
            seen.update(own_children() - before)
            yield side

    bench.scanner.scan = watched  # type: ignore[method-assign, assignment]  # looks at the processes meanwhile
    came = bench.scan(spool)

    assert came.fault is None
    assert len(came.pages) >= 3
    assert seen == {ready}
    assert own_children() == before


@pytest.mark.parametrize("name", ["escl", "test"])
def test_a_process_that_dies_while_it_stands_by_is_replaced(benches: Benches, spool: Path, name: str) -> None:
    bench, before = benches.make(name, 3), own_children()
    bench.scanner.stand_by(bench.device)
    (ready,) = own_children() - before
    os.kill(ready, signal.SIGKILL)
    soon(lambda: not (own_children() - before) or not Path(f"/proc/{ready}/exe").exists())

    came = bench.scan(spool)

    assert came.fault is None
    assert len(came.pages) >= 3


def test_standing_by_for_a_device_that_is_gone_changes_nothing_but_the_scan_s_own_fault(
    benches: Benches, spool: Path
) -> None:
    bench = benches.make("escl", 3)
    bench.device = "escl:http://127.0.0.1:9/eSCL"
    bench.scanner.stand_by(bench.device)

    came = bench.scan(spool)

    expect_fault(came, ScannerAbsent, 0)


def test_what_stands_by_ends_when_the_office_is_closed(benches: Benches) -> None:
    bench, before = benches.make("escl", 3), own_children()
    bench.scanner.stand_by(bench.device)
    (ready,) = own_children() - before

    bench.scanner.close()

    assert own_children() == before
    assert children_of(ready) == set()
