"""What every `Holds` owes the desk: one piece of work in one hand at a time, and none kept by the dead."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk.ports import Holds
from desk.store.holds import FileHolds

KEEPER = (
    "import sys, time; from pathlib import Path; from desk.store.holds import FileHolds; "
    "holds = FileHolds(Path(sys.argv[1])); assert holds.take('scan'); print('held', flush=True); time.sleep(60)"
)


@pytest.fixture
def holds(tmp_path: Path) -> Holds:
    return FileHolds(tmp_path)


def test_what_is_held_is_held_once_until_it_is_let_go(holds: Holds, tmp_path: Path) -> None:
    other = FileHolds(tmp_path)

    assert holds.take("scan")
    assert not holds.take("scan")
    assert not other.take("scan")
    assert other.take("another")
    holds.release("scan")
    assert other.take("scan")


def test_letting_go_of_what_is_not_held_is_no_fault(holds: Holds, tmp_path: Path) -> None:
    holds.release("never")
    assert FileHolds(tmp_path).take("never")


def test_a_killed_process_holds_nothing(holds: Holds, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KEEPER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == "held\n"
        held = holds.take("scan")
        os.kill(keeper.pid, signal.SIGKILL)
    until = time.monotonic() + 5
    while not (taken := holds.take("scan")) and time.monotonic() < until:
        time.sleep(0.05)

    assert not held
    assert taken
