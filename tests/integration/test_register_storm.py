"""Numbers of the register under stress, in a file and on a server: none lost, none doubled, no gap.

`benchmarks/bench_register.py` does the same with hundreds of kills.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.number_storm import WRITERS
from tests.fakes.server import Server

ROOT = Path(__file__).parents[2]
TRIES, KILLS = 20, 20
Storm = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def durable_server() -> Iterator[Server]:
    made = Server(durable=True)
    yield made
    made.close()


@pytest.fixture(params=["file", "server"])
def storm(request: pytest.FixtureRequest, tmp_path: Path) -> Storm:
    """Return what lets a storm pass over a new office and tells what came of it."""

    def rage(*words: str, on_server: tuple[str, ...] = ()) -> dict[str, Any]:
        program = [sys.executable, "-m", "tests.fakes.number_storm", str(tmp_path / "office"), *words]
        if request.param == "server":
            server: Server = request.getfixturevalue("durable_server")
            program += ["--database", server.empty(), *on_server]
        passed = subprocess.run(program, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
        assert passed.returncode == 0, passed.stderr
        told: dict[str, Any] = json.loads(passed.stdout)
        return told

    return rage


def faults(told: dict[str, Any]) -> list[str]:
    """Return what is wrong with a book, by name."""
    wrong = [name for name in ("gaps", "doubles", "lost", "wrong", "untold") if told[name] != 0]
    count = told["numbers"]
    whole = {
        "following": count + 1, "journal": [count, None], "chain": [count, None], "papers": count, "told": count,
        "integrity": "ok",
    }  # fmt: skip
    return wrong + [name for name, value in whole.items() if told.get(name, value) != value]


def test_eight_processes_that_give_numbers_back_leave_no_gap_and_no_double(storm: Storm) -> None:
    told = storm("--tries", str(TRIES))

    assert told["codes"] == [0] * WRITERS
    assert told["back"] > 0
    assert told["numbers"] + told["back"] == WRITERS * TRIES
    assert faults(told) == []


def test_processes_and_a_server_killed_at_any_moment_lose_no_number_and_double_none(storm: Storm) -> None:
    told = storm("--kills", str(KILLS), on_server=("--backend-kills", "1"))

    assert told["kills"] == KILLS
    assert told["numbers"] > 0
    assert faults(told) == [], f"seed {told['seed']}"
